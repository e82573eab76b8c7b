package io.kontor.metrics;

import io.kontor.database.Rows;
import io.kontor.ledger.TimelineEntry;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the company counts, the rates as far as they were read, and whether anything changed. */
@Component
class SettingSql {
    /** Held shared while sums grow by facts, alone while they are made anew. */
    private static final long SUMS = 0x6b6f6e746f72L;

    private final JdbcClient jdbc;

    SettingSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param fiscalMonth the first month of the fiscal year */
    record Setting(String currency, ZoneId zone, int fiscalMonth) {}

    /** How the company counted at a moment, or counts now; before anybody told, as it counts now. */
    Setting at(@Nullable Instant asOf) {
        return jdbc.sql("""
                (select currency, zone, fiscal_month from metrics.setting
                    where :asof::timestamptz is null or known_at <= :asof order by seq desc limit 1)
                union all
                (select currency, zone, fiscal_month from company.company_v limit 1)
                union all
                select 'EUR', 'UTC', 1
                """)
                .param("asof", Rows.timestamp(asOf), Types.TIMESTAMP)
                .query((row, number) -> new Setting(row.getString(1), ZoneId.of(row.getString(2)), row.getInt(3)))
                .list()
                .getFirst();
    }

    void tell(TimelineEntry entry, Setting setting) {
        jdbc.sql("""
                insert into metrics.setting (entry_id, known_at, currency, zone, fiscal_month)
                values (:entry, :known, :currency, :zone, :month)
                """)
                .param("entry", entry.id())
                .param("known", Rows.timestamp(entry.recordedAt()))
                .param("currency", setting.currency())
                .param("zone", setting.zone().getId())
                .param("month", setting.fiscalMonth())
                .update();
    }

    record Rate(String base, String quote, LocalDate day, BigDecimal rate) {}

    void tell(List<Rate> rates) {
        jdbc.sql("""
                insert into metrics.rate (base, quote, day, rate) select * from unnest(:base, :quote, :day, :rate)
                on conflict (base, quote, day) do update set rate = excluded.rate
                """)
                .params(Rows.of(rates)
                        .text("base", Rate::base)
                        .text("quote", Rate::quote)
                        .day("day", Rate::day)
                        .number("rate", Rate::rate)
                        .params())
                .update();
    }

    /** The rates of currencies told for some days, both included. */
    List<Rate> rates(Set<String> quotes, LocalDate first, LocalDate last) {
        return jdbc.sql("""
                select base, quote, day, rate from metrics.rate where quote = any(:quotes) and day between :first and :last
                """)
                .param("quotes", Rows.texts(quotes))
                .param("first", first)
                .param("last", last)
                .query((row, number) -> new Rate(
                        row.getString("base"),
                        row.getString("quote"),
                        row.getObject("day", LocalDate.class),
                        row.getBigDecimal("rate")))
                .list();
    }

    /** Sums may grow until the transaction ends; nobody makes them anew meanwhile. */
    void write() {
        lock("select pg_advisory_xact_lock_shared(:key)");
    }

    /** No sum grows until the transaction ends. */
    void stopWriting() {
        lock("select pg_advisory_xact_lock(:key)");
    }

    private void lock(String statement) {
        jdbc.sql(statement).param("key", SUMS).query((row, number) -> 0).single();
    }

    /** Tells the two apart: what deals come to, and where partners stand. */
    record Version(long deals, long partners) {
        /** Whether everything of that one is in this one too. */
        boolean covers(Version other) {
            return deals >= other.deals && partners >= other.partners;
        }
    }

    Version version() {
        return jdbc.sql("select deals, partners from metrics.version")
                .query((row, number) -> new Version(row.getLong(1), row.getLong(2)))
                .single();
    }

    void changed(FactBatches.Changed changed) {
        if (changed.deals() || changed.partners()) {
            jdbc.sql("update metrics.version set deals = deals + :deals, partners = partners + :partners")
                    .param("deals", changed.deals() ? 1 : 0)
                    .param("partners", changed.partners() ? 1 : 0)
                    .update();
        }
    }
}
