package io.kontor.people;

import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/**
 * The permissions there are and the roles shipped with them: the one table in {@code permissions.csv}, kinds and verbs down,
 * roles across; {@code a} wherever the role is assigned, {@code o} only what one owns.
 */
public final class PermissionTable {
    private static final Set<String> PORTAL_ROLES = Set.of("company-admin", "seller", "technical", "partner-finance");
    private static final PermissionTable SHIPPED = read();

    private final List<Role.Permission> all;
    private final Map<String, List<Role.Permission>> byRole;

    private PermissionTable(List<Role.Permission> all, Map<String, List<Role.Permission>> byRole) {
        this.all = List.copyOf(all);
        this.byRole = byRole;
    }

    public static PermissionTable shipped() {
        return SHIPPED;
    }

    /** Every permission there is. */
    public List<Role.Permission> all() {
        return all;
    }

    public boolean knows(String kind, Verb verb) {
        return all.stream().anyMatch(permission -> permission.kind().equals(kind) && permission.verb() == verb);
    }

    Set<String> roles() {
        return byRole.keySet();
    }

    List<Role.Permission> of(String role) {
        return byRole.getOrDefault(role, List.of());
    }

    static Side side(String role) {
        return PORTAL_ROLES.contains(role) ? Side.PORTAL : Side.OFFICE;
    }

    private static PermissionTable read() {
        var all = new LinkedHashSet<Role.Permission>();
        var byRole = new LinkedHashMap<String, List<Role.Permission>>();
        try {
            var lines = new ClassPathResource("io/kontor/people/permissions.csv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .toList();
            var roles = lines.getFirst();
            for (int column = 2; column < roles.length; column++) {
                byRole.put(roles[column], new ArrayList<>());
            }
            for (var cells : lines.subList(1, lines.size())) {
                var verb = Verb.of(cells[1]);
                all.add(new Role.Permission(cells[0], verb, false));
                for (int column = 2; column < cells.length; column++) {
                    if (!cells[column].isEmpty()) {
                        byRole.getOrDefault(roles[column], List.of())
                                .add(new Role.Permission(cells[0], verb, cells[column].equals("o")));
                    }
                }
            }
            return new PermissionTable(new ArrayList<>(all), byRole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
