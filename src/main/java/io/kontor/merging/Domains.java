package io.kontor.merging;

import io.kontor.database.Rows;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Recorded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * For newcomers from files, the one firm in use that has one of their web addresses and that their system does not call
     * something else already; those that fit two firms, or share one with another newcomer, are left out.
     */
    public Map<String, UUID> same(String system, Map<String, List<String>> newcomers) {
        var pairs = newcomers.entrySet().stream()
                .flatMap(one -> one.getValue().stream()
                        .flatMap(domain -> clean(domain).stream())
                        .map(domain -> Map.entry(one.getKey(), domain)))
                .toList();
        var found = new HashMap<String, UUID>();
        if (pairs.isEmpty()) {
            return found;
        }
        var schema = table.substring(0, table.indexOf('.'));
        jdbc.sql("""
                with fits as (
                    select distinct r.key, d.%2$s as firm from unnest(:key, :domain) as r (key, domain)
                    join %1$s d on d.domain = r.domain
                    join %3$s f on f.id = d.%2$s and not f.withdrawn
                    where not exists (select from %4$s.external_id x where x.%2$s = d.%2$s and x.system = :system)
                )
                select f.key, f.firm from fits f
                where not exists (select from fits o where (o.key = f.key) <> (o.firm = f.firm))
                """.formatted(table, firm, schema + "." + firm.replace("_id", ""), schema))
                .param("system", system)
                .params(Rows.of(pairs)
                        .text("key", Map.Entry::getKey)
                        .text("domain", Map.Entry::getValue)
                        .params())
                .query(row -> {
                    found.put(row.getString(1), row.getObject(2, UUID.class));
                });
        return found;
    }

    static Optional<String> clean(String domain) {
        try {
            return Optional.of(Fields.domain(domain, "domains"));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
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
