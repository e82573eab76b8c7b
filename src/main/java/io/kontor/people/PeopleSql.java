package io.kontor.people;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.kernel.Side;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.States;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PeopleSql {
    private static final String PERSON = """
            select p.id, p.entry_id, p.name, p.email, p.language, p.zone, p.side, p.partner_id, p.partner_facing,
                p.hours::text as hours, p.withdrawn,
                coalesce((
                    select jsonb_agg(jsonb_build_object(
                        'id', a.id, 'role', r.code, 'reach', a.scope, 'regions', to_jsonb(a.regions),
                        'segments', to_jsonb(a.segments), 'partners', to_jsonb(a.partners),
                        'from', a.from_day, 'to', a.to_day) order by a.id)
                    from people.assignment a join people.role r on r.id = a.role_id
                    where a.person_id = p.id
                ), '[]')::text as assignments
            from people.person p
            """;

    private final JdbcClient jdbc;

    PeopleSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<People.Known> find(UUID id, boolean lock) {
        return jdbc.sql(PERSON + " where p.id = :id" + (lock ? " for update of p" : ""))
                .param("id", id)
                .query(PeopleSql::known)
                .optional();
    }

    Optional<People.Facing> facing(UUID id) {
        return jdbc.sql("select name, email from people.person where id = :id and partner_facing and not withdrawn")
                .param("id", id)
                .query((row, number) -> new People.Facing(row.getString(1), row.getString(2)))
                .optional();
    }

    /** Those who work for a firm, and those with a role at it. */
    List<UUID> idsOf(UUID firm) {
        return jdbc.sql("""
                select id from people.person where partner_id = :firm
                union
                select person_id from people.assignment where partners @> array[:firm]
                order by 1
                """).param("firm", firm).query(Rows.ID).list();
    }

    List<People.Known> all(Collection<UUID> people) {
        return jdbc.sql(PERSON + " where p.id = any(:ids) order by p.id for update of p")
                .param("ids", Rows.uuids(people))
                .query(PeopleSql::known)
                .list();
    }

    boolean taken(String email, @Nullable UUID but) {
        return jdbc.sql("""
                select exists (select from people.person
                    where email = :email and not withdrawn and id is distinct from :but::uuid)
                """)
                .param("email", email)
                .param("but", but)
                .query(Boolean.class)
                .single();
    }

    /** Those who administer everything from now on until further notice. */
    int administrators(LocalDate today) {
        return jdbc.sql("""
                select count(distinct p.id) from people.person p
                join people.assignment a on a.person_id = p.id and a.scope = 'all' and a.to_day is null
                    and coalesce(a.from_day, :today) <= :today
                join people.role r on r.id = a.role_id and r.code = 'administrator'
                where not p.withdrawn
                """).param("today", today).query(Integer.class).single();
    }

    /** Everybody with a role, by name. */
    List<People.Named> holders(String role) {
        return jdbc.sql("""
                select p.id, p.name from people.person p
                where not p.withdrawn and exists (select from people.assignment a
                    join people.role r on r.id = a.role_id and r.code = :role where a.person_id = p.id)
                order by p.name_key, p.id
                """)
                .param("role", role)
                .query((row, number) -> new People.Named(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    Map<UUID, String> names(Collection<UUID> people) {
        return Tables.names(jdbc, "people.person", people);
    }

    List<People.Named> ofSide(Side side, @Nullable UUID firm) {
        return jdbc.sql("""
                select id, name from people.person
                where side = :side and not withdrawn and (:firm::uuid is null or partner_id = :firm)
                order by name_key, id
                """)
                .param("side", side.name().toLowerCase(Locale.ROOT))
                .param("firm", firm)
                .query((row, number) -> new People.Named(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    void write(Recorded<Person> recorded) {
        write(List.of(recorded));
    }

    void write(List<Recorded<Person>> recorded) {
        jdbc.sql("""
                insert into people.person (
                    id, name, name_key, search, email, language, zone, side, partner_id, partner_facing, hours, withdrawn,
                    entry_id
                )
                select id, name, name_key, search, email, language, zone, side, firm, facing, hours::jsonb, withdrawn, entry
                from unnest(:id, :name, :key, :search, :email, :language, :zone, :side, :firm, :facing, :hours, :withdrawn, :entry)
                    as r (id, name, name_key, search, email, language, zone, side, firm, facing, hours, withdrawn, entry)
                on conflict (id) do update set
                    name = excluded.name, name_key = excluded.name_key, search = excluded.search, email = excluded.email,
                    language = excluded.language, zone = excluded.zone, partner_id = excluded.partner_id,
                    partner_facing = excluded.partner_facing, hours = excluded.hours, withdrawn = excluded.withdrawn,
                    entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("name", one -> one.state().name())
                        .bytes("key", one -> SortKeys.of(one.state().name()))
                        .text("search", one -> search(one.state()))
                        .text("email", one -> one.state().email())
                        .text("language", one -> one.state().language())
                        .text("zone", one -> one.state().zone())
                        .text("side", one -> one.state().side().name().toLowerCase(Locale.ROOT))
                        .uuid("firm", one -> one.state().firm())
                        .truth("facing", one -> one.state().partnerFacing())
                        .text("hours", one -> hours(one.state()))
                        .truth("withdrawn", one -> one.state().withdrawn())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        assignments(recorded);
    }

    private static String search(Person person) {
        return SortKeys.folded(person.name() + " " + (person.email() == null ? "" : person.email()));
    }

    private static @Nullable String hours(Person person) {
        return person.hours() == null ? null : States.write(person.hours());
    }

    private record Assigned(Recorded<Person> person, Assignment assignment) {}

    private void assignments(List<Recorded<Person>> recorded) {
        jdbc.sql("delete from people.assignment where person_id = any(:people)")
                .param("people", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                .update();
        var all = recorded.stream()
                .flatMap(one -> one.state().assignments().stream().map(assignment -> new Assigned(one, assignment)))
                .toList();
        for (var assigned : all) {
            var assignment = assigned.assignment();
            jdbc.sql("""
                    insert into people.assignment (
                        id, person_id, role_id, scope, regions, segments, partners, from_day, to_day, entry_id
                    )
                    select :id, :person, r.id, :scope, :regions, :segments, :partners, :from, :to, :entry
                    from people.role r where r.code = :role
                    """)
                    .param("id", assignment.id())
                    .param("person", assigned.person().id())
                    .param("role", assignment.role())
                    .param("scope", assignment.reach().name().toLowerCase(Locale.ROOT))
                    .param("regions", Rows.uuids(assignment.regions()))
                    .param("segments", Rows.texts(assignment.segments()))
                    .param("partners", Rows.uuids(assignment.partners()))
                    .param("from", assignment.from())
                    .param("to", assignment.to())
                    .param("entry", assigned.person().entryId())
                    .update();
        }
    }

    private static People.Known known(ResultSet row, int number) throws SQLException {
        var hours = row.getString("hours");
        return new People.Known(
                row.getObject("id", UUID.class),
                row.getObject("entry_id", UUID.class),
                new Person(
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("language"),
                        row.getString("zone"),
                        Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
                        row.getObject("partner_id", UUID.class),
                        row.getBoolean("partner_facing"),
                        hours == null ? null : States.read(WorkingHours.class, hours),
                        States.list(Assignment.class, row.getString("assignments")),
                        row.getBoolean("withdrawn")));
    }
}
