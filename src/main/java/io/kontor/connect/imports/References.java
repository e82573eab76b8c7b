package io.kontor.connect.imports;

import io.kontor.kernel.Actor;
import io.kontor.kernel.spi.Importable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The objects one batch refers to, found all at once. */
final class References {
    private final Actor actor;
    private final Map<String, Importable> kinds;
    private final Map<Reader.Pending, UUID> found = new HashMap<>();

    private record Kind(String kind, String system) {}

    References(Actor actor, List<Importable> kinds) {
        this.actor = actor;
        this.kinds = new HashMap<>();
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
    }

    void look(List<Draft> drafts) {
        var wanted = new HashMap<Kind, Set<String>>();
        for (var draft : drafts) {
            for (var one : draft.wanted()) {
                wanted.computeIfAbsent(
                                new Kind(one.pending().kind(), one.pending().system()), fresh -> new HashSet<>())
                        .add(one.pending().key());
            }
        }
        wanted.forEach((kind, keys) -> kind(kind.kind())
                .known(actor, kind.system(), keys)
                .forEach((key, id) -> found.put(new Reader.Pending(kind.kind(), kind.system(), key), id)));
    }

    private Importable kind(String kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    Optional<UUID> find(Reader.Pending pending) {
        return Optional.ofNullable(found.get(pending));
    }

    /** Values with the objects they refer to in place of what names them; what is not found is left out. */
    Map<String, @Nullable Object> resolved(Map<String, @Nullable Object> values) {
        var resolved = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((field, value) -> {
            if (value instanceof Reader.Pending pending) {
                find(pending).ifPresent(id -> resolved.put(field, id));
            } else if (value instanceof Collection<?> many
                    && many.stream().anyMatch(Reader.Pending.class::isInstance)) {
                resolved.put(
                        field,
                        many.stream()
                                .flatMap(one -> find((Reader.Pending) one).stream())
                                .toList());
            } else {
                resolved.put(field, value);
            }
        });
        return resolved;
    }

    /** One on its own. */
    Optional<UUID> now(Reader.Pending pending) {
        return Optional.ofNullable(kind(pending.kind())
                .known(actor, pending.system(), List.of(pending.key()))
                .get(pending.key()));
    }

    @Nullable String alike(Reader.Pending pending) {
        return kind(pending.kind())
                .alike(actor, pending.system(), List.of(pending.key()))
                .get(pending.key());
    }
}
