package io.kontor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.access.TwoFirms.Firm;
import io.kontor.database.DatabaseRole;
import io.kontor.database.TestCluster;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Walks the catalogue: what a partner's database role can reach at all, and what it sees there. */
@Tag("database")
class CatalogueTest {
    /** Never a partner's business, under whichever table. */
    private static final String FORBIDDEN =
            ".*(cost|margin|score|evidence|loss_reason|password|secret|token|measure|reasons).*|custom_office|source_channel|segment";

    /** Nothing of these rooms is for partners, not even a way in. */
    private static final List<String> SHUT = List.of("entrance", "post", "governance", "merging", "audit");

    static TwoFirms firms;

    @BeforeAll
    static void plant() {
        firms = new TwoFirms();
    }

    @AfterAll
    static void close() {
        firms.close();
    }

    interface Look<T> {
        T at(Walk walk) throws SQLException;
    }

    static <T> T as(DatabaseRole role, Look<T> look) throws SQLException {
        try (var connection = firms.office.endpoint().open(role)) {
            return look.at(new Walk(connection));
        }
    }

    @Test
    void every_schema_belongs_to_a_room_or_to_the_house() throws SQLException {
        assertThat(as(DatabaseRole.OWNER, Walk::schemas))
                .containsExactlyInAnyOrderElementsOf(
                        java.util.stream.Stream.concat(java.util.stream.Stream.of("kontor"), Walk.rooms().stream())
                                .toList());
    }

    @Test
    void every_table_has_row_level_security_and_a_policy_for_whoever_may_use_it() throws SQLException {
        assertThat(as(DatabaseRole.OWNER, Walk::unguarded)).isEmpty();
    }

    @Test
    void a_table_somebody_forgot_to_guard_is_found() throws SQLException {
        var fresh = TestCluster.migrated();
        try (var connection = fresh.open(DatabaseRole.OWNER)) {
            var walk = new Walk(connection);
            assertThat(walk.unguarded()).isEmpty();
            walk.run("create table partners.naked (id int)");
            walk.run("create table partners.unread (id int)");
            walk.run("alter table partners.unread enable row level security");
            walk.run("grant select (id) on partners.unread to kontor_portal");
            walk.run("create view partners.naked_v as select id from partners.naked");
            walk.run("create function partners.mighty() returns int language sql security definer as 'select 1'");
            walk.run("create table partners.open_write (id int)");
            walk.run("alter table partners.open_write enable row level security");
            walk.run("create policy portal on partners.open_write for update to kontor_portal using (true)");
            walk.run("create materialized view partners.heap as select id from partners.naked");
            walk.run("grant select on partners.heap to kontor_portal");
            assertThat(walk.unguarded())
                    .containsExactly(
                            "partners.naked has no row-level security",
                            "partners.unread: kontor_portal may select and no policy says what");
            assertThat(walk.viewsOfTheOwner()).containsExactly("partners.naked_v");
            assertThat(walk.functionsOfTheOwner()).containsExactly("partners.mighty");
            assertThat(walk.carelessWrites()).contains("partners.open_write portal: update");
            assertThat(walk.materializedViews()).containsExactly("partners.heap");
        }
    }

    @Test
    void every_view_shows_what_the_asker_may_see() throws SQLException {
        assertThat(as(DatabaseRole.OWNER, Walk::viewsOfTheOwner)).isEmpty();
        assertThat(as(DatabaseRole.OWNER, Walk::materializedViews)).isEmpty();
        assertThat(as(DatabaseRole.OWNER, Walk::functionsOfTheOwner)).isEmpty();
    }

    @Test
    void a_partner_writes_its_own_rows_only() throws SQLException {
        assertThat(as(DatabaseRole.OWNER, Walk::carelessWrites))
                .as("the sealer's queue and the keys of texts hold only ids of entries, which are checked themselves")
                .containsExactlyInAnyOrder(
                        "ledger.pending portal_writes: insert", "ledger.text_key portal_writes: insert");
    }

    @Test
    void the_serving_roles_are_weak() throws SQLException {
        for (var role : List.of("kontor_office", "kontor_portal")) {
            as(DatabaseRole.OWNER, walk -> {
                assertThat(walk.list(
                                "select rolname from pg_roles where rolname = ? and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)",
                                role))
                        .isEmpty();
                assertThat(walk.list(
                                "select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = ?",
                                role))
                        .as("%s owns nothing", role)
                        .isEmpty();
                assertThat(walk.list(
                                "select nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = ?",
                                role))
                        .isEmpty();
                assertThat(walk.list(
                                "select nspname from pg_namespace where has_schema_privilege(?, oid, 'CREATE') and nspname not like 'pg\\_temp%'",
                                role))
                        .as("%s makes nothing", role)
                        .isEmpty();
                assertThat(walk.list(
                                "select o.rolname from pg_auth_members m join pg_roles o on o.oid = m.roleid join pg_roles r on r.oid = m.member where r.rolname = ?",
                                role))
                        .as("%s is nobody else", role)
                        .isEmpty();
                return true;
            });
        }
    }

    @Test
    void the_portal_cannot_read_what_a_partner_must_never_see() throws SQLException {
        var readable = as(DatabaseRole.OWNER, walk -> walk.readable(Walk.PORTAL));
        var found = new ArrayList<String>();
        readable.forEach((relation, columns) -> columns.stream()
                .filter(column -> column.matches(FORBIDDEN))
                .forEach(column -> found.add(relation + "." + column)));
        assertThat(found).isEmpty();
        assertThat(readable)
                .as("raw entries and what is made of them for the office")
                .doesNotContainKeys(
                        "ledger.entry", "ledger.position", "ledger.pending", "partners.dated", "partners.measure");
        assertThat(readable.keySet())
                .noneMatch(relation -> SHUT.contains(relation.substring(0, relation.indexOf('.'))));
        assertThat(readable.getOrDefault("deals.line", List.of()))
                .contains("amount")
                .doesNotContain("cost");
        assertThat(readable.getOrDefault("partners.partner", List.of()))
                .contains("custom")
                .doesNotContain("custom_office");
    }

    @Test
    void of_two_partners_neither_sees_a_trace_of_the_other_anywhere() throws SQLException {
        for (var pair : List.of(List.of(firms.okapi, firms.zebra), List.of(firms.zebra, firms.okapi))) {
            var own = pair.getFirst();
            var traces = traces(pair.getLast());
            var seen = new ArrayList<String>();
            as(DatabaseRole.PORTAL, walk -> {
                walk.of(own.id().toString());
                for (var relation : walk.readable(Walk.PORTAL).entrySet()) {
                    for (var row : walk.rows(relation.getKey(), relation.getValue())) {
                        assertThat(traces)
                                .as("%s before the eyes of %s: %s", relation.getKey(), own.mark(), row)
                                .noneMatch(row::contains);
                        if (traces(own).stream().anyMatch(row::contains)) {
                            seen.add(relation.getKey());
                        }
                    }
                }
                return true;
            });
            assertThat(seen)
                    .as("but it does see what is its own")
                    .contains(
                            "partners.partner",
                            "partners.contact",
                            "partners.agreement",
                            "partners.membership",
                            "partners.domain",
                            "people.person",
                            "people.assignment",
                            "files.attachment",
                            "files.chunk",
                            "files.note",
                            "deals.deal",
                            "deals.deal_partner",
                            "deals.line",
                            "customers.customer");
        }
    }

    /** The mark, its letters as octets, and every id. */
    static List<String> traces(Firm firm) {
        var traces = new ArrayList<>(firm.ids().stream().map(UUID::toString).toList());
        traces.add(firm.mark());
        traces.add(HexFormat.of().formatHex(firm.mark().getBytes(StandardCharsets.UTF_8)));
        return traces;
    }

    @Test
    void what_is_for_the_office_only_is_hidden_from_the_partner_itself() throws SQLException {
        as(DatabaseRole.PORTAL, walk -> {
            walk.of(firms.okapi.id().toString());
            assertThat(walk.list("select text || audience from files.note")).containsExactly("Note okapipartner");
            assertThat(walk.list("select name from files.attachment")).containsExactly("okapi-partner.txt");
            assertThat(walk.list("select name from deals.deal order by 1"))
                    .as("the deal both work on, too")
                    .containsExactly("Common deal", "Deal okapi");
            assertThat(walk.list("select partner_id from deals.deal_partner"))
                    .as("with its own share only")
                    .containsOnly(firms.okapi.id().toString());
            return true;
        });
    }

    @Test
    void whoever_is_no_partner_sees_nothing_of_any() throws SQLException {
        var traces = new ArrayList<>(traces(firms.okapi));
        traces.addAll(traces(firms.zebra));
        traces.add("Common");
        for (var partner : List.of("", "00000000-0000-0000-0000-000000000000")) {
            as(DatabaseRole.PORTAL, walk -> {
                walk.of(partner);
                for (var relation : walk.readable(Walk.PORTAL).entrySet()) {
                    for (var row : walk.rows(relation.getKey(), relation.getValue())) {
                        assertThat(traces).as("%s: %s", relation.getKey(), row).noneMatch(row::contains);
                    }
                }
                return true;
            });
        }
    }

    @Test
    void a_partner_cannot_write_into_another() throws SQLException {
        var zebra = firms.zebra.id();
        as(DatabaseRole.PORTAL, walk -> {
            walk.of(firms.okapi.id().toString());
            assertThat(changed(walk, "update people.person set name = 'taken over' where partner_id = '" + zebra + "'"))
                    .isZero();
            assertThat(changed(walk, "delete from people.assignment where person_id in (" + quoted(firms.zebra) + ")"))
                    .isZero();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> walk.run("update people.person set partner_id = '" + zebra
                            + "' where partner_id = '" + firms.okapi.id() + "'"))
                    .withMessageContaining("row-level security");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> walk.run(
                            "insert into ledger.entry (subject_id, seq, id, occurred_at, recorded_at, actor, actor_label, role, origin,"
                                    + " origin_ref, correlation, action, subject_type, partner_id, previous, reason, format, state)"
                                    + " select gen_random_uuid(), 1, gen_random_uuid(), now(), now(), null, 'x', 'x',"
                                    + " 'person', null, gen_random_uuid(), 'x.x', 'x', '" + zebra
                                    + "', null, null, 1, '{}'"))
                    .withMessageContaining("row-level security");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> walk.run("update partners.partner set name = 'taken over'"))
                    .withMessageContaining("permission denied");
            return true;
        });
    }

    private static String quoted(Firm firm) {
        return String.join(", ", firm.ids().stream().map(id -> "'" + id + "'").toList());
    }

    private static int changed(Walk walk, String sql) throws SQLException {
        try (var statement = walk.connection().createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
