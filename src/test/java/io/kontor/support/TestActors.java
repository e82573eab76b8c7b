package io.kontor.support;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** People who act in tests. */
public final class TestActors {
    private static final List<String> KINDS = List.of("thing");

    private TestActors() {}

    /** May do everything, everywhere. */
    public static Actor operations() {
        var rights = KINDS.stream()
                .flatMap(kind -> Arrays.stream(Verb.values())
                        .map(verb -> new Rights.Right("partner-operations", kind, verb, Scope.ALL)))
                .toList();
        return new Actor(
                Side.OFFICE, null, "test:operations", null, new Rights(rights), Origin.PERSON, UUID.randomUUID());
    }

    /** Somebody of the office with exactly these permissions, such as {@code product:see}, everywhere. */
    public static Actor only(String... permissions) {
        var rights = Arrays.stream(permissions)
                .map(permission -> permission.split(":", 2))
                .map(parts -> new Rights.Right("tester", parts[0], Verb.of(parts[1]), Scope.ALL))
                .toList();
        return new Actor(Side.OFFICE, null, "test:only", null, new Rights(rights), Origin.PERSON, UUID.randomUUID());
    }
}
