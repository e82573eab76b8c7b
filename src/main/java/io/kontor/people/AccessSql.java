package io.kontor.people;

import io.kontor.kernel.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class AccessSql {
    private static final String ACCOUNT = """
            select p.id, p.entry_id, p.name, p.email, p.side, p.partner_id, p.language, p.zone,
                (select md5(string_agg(r.entry_id::text, '' order by r.id)) from people.role r) as roles
            from people.person p
            where not p.withdrawn
            """;

    private final JdbcClient jdbc;

    AccessSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Access.Account> byId(UUID person) {
        return jdbc.sql(ACCOUNT + " and p.id = :id")
                .param("id", person)
                .query(AccessSql::account)
                .optional();
    }

    Optional<Access.Account> byEmail(String email) {
        return jdbc.sql(ACCOUNT + " and p.email = :email")
                .param("email", email.strip().toLowerCase(Locale.ROOT))
                .query(AccessSql::account)
                .optional();
    }

    private static Access.Account account(ResultSet row, int number) throws SQLException {
        return new Access.Account(
                row.getObject("id", UUID.class),
                row.getObject("entry_id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
                row.getObject("partner_id", UUID.class),
                row.getString("language"),
                row.getString("zone"),
                String.valueOf(row.getString("roles")));
    }
}
