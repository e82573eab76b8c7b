package io.kontor.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The union of what an actor's assignments allow, as far as the token or session in use lets it through.
 *
 * <p>A right is asked twice: once for a list ({@link #over}, a predicate for the look-up) and once for one object
 * ({@link #roleFor}, which also says the role that is recorded with the act).
 */
public final class Rights {
    public static final Rights NONE = new Rights(List.of());

    /** One line of the permission table as one assignment holds it. */
    public record Right(String role, String kind, Verb verb, Scope scope) {
        /** The name of the permission, as token scopes spell it: {@code deal:change}. */
        public String permission() {
            return kind + ":" + verb.code();
        }
    }

    private final List<Right> rights;
    private final Map<String, List<Right>> byPermission;
    private final int hash;

    public Rights(List<Right> rights) {
        this.rights = List.copyOf(rights);
        this.byPermission = this.rights.stream().collect(Collectors.groupingBy(Right::permission));
        this.hash = this.rights.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rights those && rights.equals(those.rights);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    public boolean may(String kind, Verb verb) {
        return byPermission.containsKey(kind + ":" + verb.code());
    }

    /** Everything a look-up of this kind may return; {@link Scope#NOTHING} when the actor may not at all. */
    public Scope over(String kind, Verb verb) {
        return found(kind, verb).stream().map(Right::scope).reduce(Scope.NOTHING, Scope::or);
    }

    /** The role by which the actor may do this to an object standing there, if any. */
    public Optional<String> roleFor(String kind, Verb verb, Place place) {
        return found(kind, verb).stream()
                .filter(right -> right.scope().reaches(place))
                .map(Right::role)
                .sorted()
                .findFirst();
    }

    /** These rights cut down to the permissions a token was given. */
    public Rights only(Set<String> permissions) {
        return new Rights(rights.stream()
                .filter(right -> permissions.contains(right.permission()))
                .toList());
    }

    /** Whether whoever has these rights may do everything the others allow, and as far. */
    public boolean cover(Rights others) {
        return others.rights.stream()
                .allMatch(right -> over(right.kind(), right.verb()).covers(right.scope()));
    }

    public Set<String> roles() {
        return rights.stream().map(Right::role).collect(Collectors.toCollection(TreeSet::new));
    }

    public Set<String> permissions() {
        return new TreeSet<>(byPermission.keySet());
    }

    private List<Right> found(String kind, Verb verb) {
        return byPermission.getOrDefault(kind + ":" + verb.code(), List.of());
    }
}
