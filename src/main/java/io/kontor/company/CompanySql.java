package io.kontor.company;

import io.kontor.database.Rows;
import io.kontor.ledger.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class CompanySql {
    private final JdbcClient jdbc;

    CompanySql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without the entry, which the portal's role may not read. */
    Optional<CompanyProfile> profile() {
        return jdbc.sql("""
                select name, currency, zone, fiscal_month, language, languages, logo, file_names, set_up from company.company
                """).query((row, number) -> profile(row)).optional();
    }

    Optional<Company.Known> find() {
        return jdbc.sql("""
                select id, entry_id, name, currency, zone, fiscal_month, language, languages, logo, file_names, set_up
                from company.company
                """).query(CompanySql::known).optional();
    }

    Company.Known lock() {
        return jdbc.sql("""
                select id, entry_id, name, currency, zone, fiscal_month, language, languages, logo, file_names, set_up
                from company.company for update
                """).query(CompanySql::known).single();
    }

    void write(Recorded<CompanyProfile> recorded) {
        var profile = recorded.state();
        jdbc.sql("""
                insert into company.company (
                    id, name, currency, zone, fiscal_month, language, languages, logo, file_names, set_up, entry_id
                )
                values (:id, :name, :currency, :zone, :month, :language, :languages, :logo, :file_names, :set_up, :entry)
                on conflict (id) do update set
                    name = excluded.name, currency = excluded.currency, zone = excluded.zone,
                    fiscal_month = excluded.fiscal_month, language = excluded.language,
                    languages = excluded.languages, logo = excluded.logo, file_names = excluded.file_names, set_up = excluded.set_up,
                    entry_id = excluded.entry_id
                """)
                .param("id", recorded.id())
                .param("name", profile.name())
                .param("currency", profile.currency())
                .param("zone", profile.zone())
                .param("month", profile.fiscalMonth())
                .param("language", profile.language())
                .param("languages", Rows.texts(profile.languages()))
                .param("logo", profile.logo())
                .param("file_names", profile.fileNames())
                .param("set_up", profile.setUp())
                .param("entry", recorded.entryId())
                .update();
    }

    private static Company.Known known(ResultSet row, int number) throws SQLException {
        return new Company.Known(row.getObject("id", UUID.class), row.getObject("entry_id", UUID.class), profile(row));
    }

    private static CompanyProfile profile(ResultSet row) throws SQLException {
        return new CompanyProfile(
                row.getString("name"),
                row.getString("currency"),
                row.getString("zone"),
                row.getInt("fiscal_month"),
                row.getString("language"),
                List.of((String[]) row.getArray("languages").getArray()),
                row.getObject("logo", UUID.class),
                row.getString("file_names"),
                row.getBoolean("set_up"));
    }
}
