package io.kontor.merging;

import io.kontor.database.Rows;
import io.kontor.ledger.Recorded;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The web addresses of firms, in the table {@code domain} of a room's schema: who shares one is likely the same firm. */
public final class Domains {
    private final JdbcClient jdbc;
    private final String table;
    private final String firm;

    /** @param firm what the room keeps, e.g. {@code partner} for {@code partners.domain (partner_id)} */
    public Domains(JdbcClient jdbc, String schema, String firm) {
        this.jdbc = jdbc;
        this.table = schema + ".domain";
        this.firm = firm + "_id";
    }

    private record Row(UUID firm, UUID entry, String domain) {}

    /** Writes those of firms anew. */
    public <S> void rewrite(List<Recorded<S>> recorded, Function<S, List<String>> domains) {
        jdbc.sql("delete from %s where %s = any(:ids)".formatted(table, firm))
                .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                .update();
        var rows = recorded.stream()
                .flatMap(one ->
                        domains.apply(one.state()).stream().map(domain -> new Row(one.id(), one.entryId(), domain)))
                .toList();
        jdbc.sql("""
                insert into %s (%s, domain, entry_id)
                select firm, domain, entry from unnest(:firm, :domain, :entry) as r (firm, domain, entry)
                """.formatted(table, firm))
                .params(Rows.of(rows)
                        .uuid("firm", Row::firm)
                        .text("domain", Row::domain)
                        .uuid("entry", Row::entry)
                        .params())
                .update();
    }
}
