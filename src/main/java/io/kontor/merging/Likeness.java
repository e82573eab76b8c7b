package io.kontor.merging;

import io.kontor.kernel.FirmName;
import io.kontor.ledger.Subscription;
import io.kontor.ledger.TimelineEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Keeps the likely duplicates ready: whenever an object changes, it alone is compared with all others of its type. So a page
 * that asks for them reads a table, however many objects there are.
 */
@Component
final class Likeness implements Subscription {
    /** Addresses everybody has; sharing one says nothing. */
    private static final Set<String> OF_EVERYBODY = Set.of(
            "aol.com",
            "free.fr",
            "gmail.com",
            "gmx.at",
            "gmx.ch",
            "gmx.de",
            "gmx.net",
            "googlemail.com",
            "hotmail.com",
            "icloud.com",
            "laposte.net",
            "libero.it",
            "live.com",
            "mail.com",
            "mail.ru",
            "me.com",
            "orange.fr",
            "outlook.com",
            "proton.me",
            "protonmail.com",
            "t-online.de",
            "terra.es",
            "wanadoo.fr",
            "web.de",
            "yahoo.com",
            "yahoo.de",
            "yahoo.es",
            "yahoo.fr");

    /** Shorter ids are running numbers that two systems give alike by chance. */
    private static final int LONG_ENOUGH = 4;

    private final DuplicateSql sql;
    private final List<Mergeable<?>> types;

    /** @param types found when entries come: the rooms that keep them append to the ledger that listeners hang on */
    Likeness(DuplicateSql sql, @Lazy List<Mergeable<?>> types) {
        this.sql = sql;
        this.types = types;
    }

    /** Whether an address is one anybody may have. */
    static boolean ofEverybody(String domain) {
        return OF_EVERYBODY.contains(domain);
    }

    @Override
    public String name() {
        return "merging.likeness";
    }

    @Override
    public Set<String> kinds() {
        return types.stream().map(Mergeable::code).collect(Collectors.toSet());
    }

    /** Two objects that become alike at the same time must see each other. */
    @Override
    public int shards() {
        return 1;
    }

    @Override
    public void take(List<TimelineEntry> entries) {
        for (var type : types) {
            var last = new LinkedHashMap<UUID, TimelineEntry>();
            entries.stream()
                    .filter(entry -> entry.subject().type().equals(type.code()))
                    .forEach(entry -> last.put(entry.subject().id(), entry));
            if (!last.isEmpty()) {
                take(type, last);
            }
        }
    }

    private <S> void take(Mergeable<S> type, Map<UUID, TimelineEntry> entries) {
        var traits = new ArrayList<DuplicateSql.Trait>();
        entries.forEach((id, entry) ->
                type.traits(entry.after(type.type())).ifPresent(found -> traits.addAll(traits(id, found))));
        sql.replaceTraits(type.code(), entries.keySet(), traits);
        sql.compare(type.code(), entries.keySet());
    }

    private static List<DuplicateSql.Trait> traits(UUID id, Mergeable.Traits found) {
        var country = found.country();
        var traits = new ArrayList<DuplicateSql.Trait>();
        traits.add(new DuplicateSql.Trait(id, "name", FirmName.core(found.name()), country));
        found.domains().stream()
                .filter(domain -> !ofEverybody(domain))
                .forEach(domain -> traits.add(new DuplicateSql.Trait(id, "domain", domain, country)));
        found.externalIds().stream()
                .filter(external -> external.length() >= LONG_ENOUGH)
                .distinct()
                .forEach(external -> traits.add(new DuplicateSql.Trait(id, "external", external, country)));
        found.parents().stream()
                .distinct()
                .forEach(parent -> traits.add(new DuplicateSql.Trait(id, "parent", parent.toString(), null)));
        return traits;
    }
}
