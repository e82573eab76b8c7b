package io.kontor.people;

import io.kontor.database.Rows;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Entry;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.States;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class RoleSql {
    private static final String ROLE = """
            select r.id, r.entry_id, r.code, r.side, r.shipped, r.names::text as names, r.withdrawn,
                coalesce((
                    select jsonb_agg(jsonb_build_object('kind', p.kind, 'verb', p.verb, 'own', p.reach = 'own')
                        order by p.kind, p.verb)
                    from people.permission p where p.role_id = r.id
                ), '[]')::text as permissions
            from people.role r
            """;

    private final JdbcClient jdbc;

    RoleSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Roles.Known> all(Side side) {
        return jdbc.sql(ROLE + " where r.side = :side and not r.withdrawn order by not r.shipped, r.id")
                .param("side", side.name().toLowerCase(Locale.ROOT))
                .query(RoleSql::known)
                .list();
    }

    List<String> codes(Side side) {
        return jdbc.sql("select code from people.role where side = :side and not withdrawn order by id")
                .param("side", side.name().toLowerCase(Locale.ROOT))
                .query(Rows.TEXT)
                .list();
    }

    /** Only what partners may read of roles: not what they allow. */
    List<Roles.Named> named(Side side) {
        return jdbc.sql("select code, names::text from people.role where side = :side and not withdrawn order by id")
                .param("side", side.name().toLowerCase(Locale.ROOT))
                .query((row, number) -> new Roles.Named(row.getString(1), States.texts(row.getString(2))))
                .list();
    }

    /** The office's own roles, also those out of use. */
    List<Role> own() {
        return jdbc.sql(ROLE + " where not r.shipped order by r.id").query(RoleSql::known).list().stream()
                .map(Roles.Known::role)
                .toList();
    }

    Map<UUID, String> codes(Collection<UUID> ids) {
        var codes = new java.util.HashMap<UUID, String>();
        jdbc.sql("select id, code from people.role where id = any(:ids)")
                .param("ids", Rows.uuids(ids))
                .query(row -> {
                    codes.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return codes;
    }

    Optional<Roles.Known> find(UUID id, boolean lock) {
        return jdbc.sql(ROLE + " where r.id = :id" + (lock ? " for update of r" : ""))
                .param("id", id)
                .query(RoleSql::known)
                .optional();
    }

    Map<String, Roles.Known> byCode() {
        return jdbc.sql(ROLE + " order by r.id for update of r").query(RoleSql::known).list().stream()
                .collect(Collectors.toMap(known -> known.role().code(), Function.identity()));
    }

    /** What some roles in use allow, by their codes. */
    Map<String, Role> inUse(Collection<String> codes) {
        return jdbc
                .sql(ROLE + " where r.code = any(:codes) and not r.withdrawn")
                .param("codes", Rows.texts(codes))
                .query(RoleSql::known)
                .list()
                .stream()
                .collect(Collectors.toMap(known -> known.role().code(), Roles.Known::role));
    }

    /** How many people hold a role, now or later. */
    int holders(UUID role) {
        return jdbc.sql("""
                select count(distinct a.person_id) from people.assignment a
                join people.person p on p.id = a.person_id and not p.withdrawn
                where a.role_id = :role
                """).param("role", role).query(Integer.class).single();
    }

    Set<String> knownPermissions() {
        return new HashSet<>(jdbc.sql("select kind || ':' || verb from people.known_permission")
                .query(Rows.TEXT)
                .list());
    }

    void know(List<Role.Permission> permissions, Entry entry) {
        jdbc.sql("""
                insert into people.known_permission (kind, verb, entry_id)
                select kind, verb, :entry from unnest(:kind, :verb) as r (kind, verb)
                """)
                .params(Rows.of(permissions)
                        .text("kind", Role.Permission::kind)
                        .text("verb", permission -> permission.verb().code())
                        .params())
                .param("entry", entry.id())
                .update();
    }

    private record Granted(Recorded<Role> role, Role.Permission permission) {}

    void write(List<Recorded<Role>> recorded) {
        jdbc.sql("""
                insert into people.role (id, code, side, shipped, names, withdrawn, entry_id)
                select id, code, side, shipped, names::jsonb, withdrawn, entry
                from unnest(:id, :code, :side, :shipped, :names, :withdrawn, :entry)
                    as r (id, code, side, shipped, names, withdrawn, entry)
                on conflict (id) do update set names = excluded.names, withdrawn = excluded.withdrawn,
                    entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("code", one -> one.state().code())
                        .text("side", one -> one.state().side().name().toLowerCase(Locale.ROOT))
                        .truth("shipped", one -> one.state().shipped())
                        .text("names", one -> States.write(one.state().names()))
                        .truth("withdrawn", one -> one.state().withdrawn())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        jdbc.sql("delete from people.permission where role_id = any(:roles)")
                .param("roles", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                .update();
        var granted = recorded.stream()
                .flatMap(one -> one.state().permissions().stream().map(permission -> new Granted(one, permission)))
                .toList();
        jdbc.sql("""
                insert into people.permission (role_id, kind, verb, reach, entry_id)
                select role, kind, verb, reach, entry
                from unnest(:role, :kind, :verb, :reach, :entry) as r (role, kind, verb, reach, entry)
                """)
                .params(Rows.of(granted)
                        .uuid("role", one -> one.role().id())
                        .text("kind", one -> one.permission().kind())
                        .text("verb", one -> one.permission().verb().code())
                        .text("reach", one -> one.permission().own() ? "own" : "assigned")
                        .uuid("entry", one -> one.role().entryId())
                        .params())
                .update();
    }

    /** The rights that a person's assignments of a day add up to, as rows. */
    List<Assigned> assigned(UUID person, java.time.LocalDate day) {
        return jdbc.sql("""
                select r.code, p.kind, p.verb, p.reach, a.scope, a.regions, a.segments, a.partners
                from people.assignment a
                join people.role r on r.id = a.role_id and not r.withdrawn
                join people.permission p on p.role_id = r.id
                where a.person_id = :person and daterange(a.from_day, a.to_day) @> :day::date
                """)
                .param("person", person)
                .param("day", day)
                .query((row, number) -> new Assigned(
                        row.getString("code"),
                        new Role.Permission(
                                row.getString("kind"),
                                Verb.of(row.getString("verb")),
                                row.getString("reach").equals("own")),
                        Assignment.Reach.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
                        Set.of((UUID[]) row.getArray("regions").getArray()),
                        Set.of((String[]) row.getArray("segments").getArray()),
                        Set.of((UUID[]) row.getArray("partners").getArray())))
                .list();
    }

    record Assigned(
            String role,
            Role.Permission permission,
            Assignment.Reach reach,
            Set<UUID> regions,
            Set<String> segments,
            Set<UUID> partners) {}

    private static Roles.Known known(ResultSet row, int number) throws SQLException {
        return new Roles.Known(
                row.getObject("id", UUID.class),
                row.getObject("entry_id", UUID.class),
                new Role(
                        row.getString("code"),
                        Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
                        row.getBoolean("shipped"),
                        States.texts(row.getString("names")),
                        States.list(Role.Permission.class, row.getString("permissions")),
                        row.getBoolean("withdrawn")));
    }
}
