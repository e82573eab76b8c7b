package io.kontor.merging;

import io.kontor.database.Rows;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.FirmName;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.spi.Importable.Incoming;
import io.kontor.kernel.spi.Importable.Outcome;
import io.kontor.kernel.spi.Importable.Result;
import io.kontor.ledger.ExternalIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Firms that come in from files: which of them are known by their key, or by a web address only one firm has, and which may be
 * another firm because of its name and country. The last is only said, never done.
 */
public final class Newcomers {
    private final JdbcClient jdbc;
    private final ExternalIds externalIds;
    private final Domains domains;
    private final String schema;
    private final String firm;

    /** @param firm what the room keeps, e.g. {@code partner} in {@code partners} */
    public Newcomers(JdbcClient jdbc, ExternalIds externalIds, Domains domains, String schema, String firm) {
        this.jdbc = jdbc;
        this.externalIds = externalIds;
        this.domains = domains;
        this.schema = schema;
        this.firm = firm;
    }

    private record Key(String system, String key) {
        static Key of(Incoming one) {
            return new Key(one.system(), one.key());
        }
    }

    /** Looks at those of one batch. */
    public Met meet(List<Incoming> batch) {
        var met = new Met();
        batch.stream().map(Incoming::system).distinct().forEach(system -> {
            var mine = batch.stream().filter(one -> one.system().equals(system)).toList();
            externalIds
                    .findAll(system, mine.stream().map(Incoming::key).toList())
                    .forEach((key, id) -> met.known.put(new Key(system, key), id));
            var fresh = mine.stream().filter(one -> met.known(one) == null).toList();
            domains.same(system, addresses(fresh)).forEach((key, id) -> {
                met.known.put(new Key(system, key), id);
                met.matched.add(new Key(system, key));
            });
            alike(system, fresh.stream().filter(one -> met.known(one) == null).toList(), met);
        });
        return met;
    }

    private static Map<String, List<String>> addresses(List<Incoming> fresh) {
        var told = new HashMap<String, List<String>>();
        fresh.stream()
                .filter(one -> one.values().speakOf("domains"))
                .forEach(one -> told.put(one.key(), one.values().all("domains", String.class)));
        return told;
    }

    private record Sought(
            String key, String kind, String value, @Nullable String country, byte[] name) {}

    /** Names of the same system are told apart by its keys; so are those of one batch. */
    private void alike(String system, List<Incoming> fresh, Met met) {
        var sought = fresh.stream().flatMap(Newcomers::sought).toList();
        var seen = new HashSet<List<@Nullable String>>();
        for (var one : sought) {
            if (one.kind().equals("name") && !seen.add(java.util.Arrays.asList(one.value(), one.country()))) {
                met.namesakes.add(new Key(system, one.key()));
            }
        }
        if (sought.isEmpty()) {
            return;
        }
        jdbc.sql("""
                select distinct r.key, f.id, r.kind,
                    exists (select from %1$s.external_id x where x.%2$s_id = f.id and x.system = :system) as own
                from unnest(:key, :kind, :value, :country, :name) as r (key, kind, value, country, name)
                cross join lateral (
                    select t.subject_id as id from merging.trait t
                    where t.kind = r.kind and t.value = r.value and t.subject_type = :type
                        and (r.kind = 'domain' or t.country is not distinct from r.country)
                    union
                    select n.id from %1$s.%2$s n
                    where r.kind = 'name' and n.name_key = r.name and not n.withdrawn
                        and n.country is not distinct from r.country
                ) c
                join %1$s.%2$s f on f.id = c.id and not f.withdrawn
                order by r.key, f.id
                """.formatted(schema, firm))
                .param("system", system)
                .param("type", firm)
                .params(Rows.of(sought)
                        .text("key", Sought::key)
                        .text("kind", Sought::kind)
                        .text("value", Sought::value)
                        .text("country", Sought::country)
                        .bytes("name", Sought::name)
                        .params())
                .query(row -> {
                    var key = new Key(system, row.getString("key"));
                    if (!row.getBoolean("own")) {
                        met.possibly
                                .computeIfAbsent(key, none -> new LinkedHashSet<>())
                                .add(row.getObject("id", UUID.class));
                    } else if (row.getString("kind").equals("name")) {
                        met.namesakes.add(key);
                    }
                });
    }

    private static Stream<Sought> sought(Incoming one) {
        var told = one.values();
        var name = told.speakOf("name") ? told.text("name") : null;
        var all = new ArrayList<Sought>();
        if (name != null) {
            var country = told.speakOf("country") ? told.text("country") : null;
            all.add(new Sought(one.key(), "name", FirmName.core(name), country, SortKeys.of(name)));
        }
        if (told.speakOf("domains")) {
            told.all("domains", String.class).stream()
                    .flatMap(domain -> Domains.clean(domain).stream())
                    .filter(domain -> !Likeness.ofEverybody(domain))
                    .forEach(domain -> all.add(new Sought(one.key(), "domain", domain, null, new byte[0])));
        }
        return all.stream();
    }

    /** What was found out of one batch. */
    public static final class Met {
        private final Map<Key, UUID> known = new HashMap<>();
        private final Set<Key> matched = new HashSet<>();
        private final Map<Key, Set<UUID>> possibly = new HashMap<>();
        private final Set<Key> namesakes = new HashSet<>();

        /** The one it is, or none. */
        public @Nullable UUID known(Incoming one) {
            return known.get(Key.of(one));
        }

        /** The external ids of one that is known; who was known by something else has the key from then on. */
        public List<ExternalId> keyed(List<ExternalId> old, Incoming one) {
            boolean has = !matched.contains(Key.of(one))
                    || old.stream().anyMatch(id -> id.system().equals(one.system()));
            return has
                    ? old
                    : Stream.concat(old.stream(), Stream.of(new ExternalId(one.system(), one.key())))
                            .toList();
        }

        /** What became of the batch, with what else is known of each. */
        public List<Outcome> told(List<Incoming> batch, List<Outcome> outcomes) {
            return IntStream.range(0, batch.size())
                    .mapToObj(i -> told(Key.of(batch.get(i)), outcomes.get(i)))
                    .toList();
        }

        private Outcome told(Key key, Outcome outcome) {
            if (matched.contains(key)) {
                return outcome.byMatch();
            }
            return outcome.result() == Result.CREATED ? outcome.alike(possibly(key), namesakes.contains(key)) : outcome;
        }

        private Collection<UUID> possibly(Key key) {
            return Objects.requireNonNull(Optional.ofNullable(possibly.get(key)).orElseGet(LinkedHashSet::new));
        }
    }
}
