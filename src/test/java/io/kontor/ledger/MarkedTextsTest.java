package io.kontor.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Erased;
import io.kontor.kernel.Subject;
import io.kontor.people.Access;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import io.kontor.verify.Content;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class MarkedTextsTest {
    private static final TestOffice office = TestOffice.open();
    private static final Ledger ledger = office.bean(Ledger.class);
    private static final Actor actor = TestActors.operations();

    record Visit(
            String place, @Personal String guest, @FreeText String note, List<Stop> stops, UUID host) {}

    record Stop(@FreeText String what) {}

    private static final SubjectType<Visit> VISIT =
            SubjectType.of("visit", Visit.class, "made", "changed").about(Visit::host);

    @AfterAll
    static void close() {
        office.close();
    }

    private static Visit visit(UUID host, String guest) {
        return new Visit(
                "Ulm", guest, "came „late“ \u2028 \"again\"", List.of(new Stop("bridge"), new Stop("café 🚲")), host);
    }

    private static Recorded<Visit> record(Actor who, UUID id, Visit visit) {
        return office.as(
                who,
                () -> ledger.append(
                        who, Change.of(VISIT, id, "made", "x", visit).because("asked for by Ada")));
    }

    private static TimelineEntry read(UUID entry) {
        return office.as(actor, () -> ledger.entry(actor, entry)).orElseThrow();
    }

    @Test
    void texts_are_read_as_they_were_written_and_do_not_stand_in_the_database() {
        var id = UUID.randomUUID();
        var visit = visit(UUID.randomUUID(), "Quirinius Sample");
        var entry = record(actor, id, visit).entryId();
        assertThat(read(entry).after(VISIT)).isEqualTo(visit);
        assertThat(read(entry).reason()).isEqualTo("asked for by Ada");
        assertThat(office.as(actor, () -> ledger.stateAt(VISIT, id, entry))).contains(visit);
        assertThat(office.column("select row_to_json(e)::text from ledger.entry e where id = '" + entry + "'"))
                .singleElement()
                .asString()
                .contains("Ulm")
                .doesNotContain("Quirinius", "late", "bridge", "Ada");
    }

    @Test
    void commitments_are_those_the_format_asks_for() throws Exception {
        var id = UUID.randomUUID();
        var entry = record(actor, id, visit(UUID.randomUUID(), "Zoë \"Z\" Sample\u0007"))
                .entryId();
        var keys = office.column("select encode(key, 'base64') from ledger.text_key where entry_id = '" + entry
                + "' and pointer = '/state/stops/1/what'");
        var stored =
                office.column("select state #>> '{stops,1,what,$text,c}' from ledger.entry where id = '" + entry + "'");
        var readable = "{\"$key\":\"%s\",\"$text\":\"café 🚲\"}".formatted(keys.getFirst());
        assertThat(new String(
                        new Content().committed(readable.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"$text\":\"" + stored.getFirst() + "\"}");
    }

    @Test
    void destroying_a_persons_key_destroys_what_is_said_of_them_and_nothing_else() {
        var host = UUID.randomUUID();
        var other = UUID.randomUUID();
        var one = record(actor, UUID.randomUUID(), visit(host, "Gone Sample")).entryId();
        var two = record(actor, UUID.randomUUID(), visit(host, "Gone Sample")).entryId();
        var three =
                record(actor, UUID.randomUUID(), visit(other, "Kept Sample")).entryId();
        office.run(
                actor,
                () -> office.jdbc()
                        .sql("delete from ledger.person_key where subject_id = :id")
                        .param("id", host)
                        .update());
        for (var entry : List.of(one, two)) {
            assertThat(read(entry).after(VISIT))
                    .extracting(Visit::guest, Visit::place)
                    .containsExactly(Erased.MARK, "Ulm");
            assertThat(read(entry).after(VISIT).note()).startsWith("came");
        }
        assertThat(read(three).after(VISIT).guest()).isEqualTo("Kept Sample");
    }

    @Test
    void destroying_one_texts_key_leaves_the_others() {
        var entry = record(actor, UUID.randomUUID(), visit(UUID.randomUUID(), "Sample"))
                .entryId();
        office.run(
                actor,
                () -> office.jdbc()
                        .sql(
                                "delete from ledger.text_key where entry_id = :id and pointer in ('/reason', '/state/stops/0/what')")
                        .param("id", entry)
                        .update());
        assertThat(read(entry).reason()).isEqualTo(Erased.MARK);
        assertThat(read(entry).after(VISIT).stops()).extracting(Stop::what).containsExactly(Erased.MARK, "café 🚲");
    }

    @Test
    void what_was_erased_is_recorded_again_without_a_key() {
        var host = UUID.randomUUID();
        var entry = record(actor, UUID.randomUUID(), visit(host, Erased.MARK)).entryId();
        assertThat(office.column("select state ->> 'guest' from ledger.entry where id = '" + entry + "'"))
                .containsExactly(Erased.MARK);
        assertThat(office.column("select 1 from ledger.person_key where subject_id = '" + host + "'"))
                .isEmpty();
        assertThat(read(entry).after(VISIT).guest()).isEqualTo(Erased.MARK);
    }

    @Test
    void who_acted_at_the_console_stands_beside_the_label() {
        var local = Access.local("anna-sample", UUID.randomUUID());
        var entry = record(local, UUID.randomUUID(), visit(UUID.randomUUID(), "Sample"))
                .entryId();
        assertThat(office.column("select actor_label || ' ' || (actor_name::text like '%anna%') from ledger.entry"
                        + " where id = '" + entry + "'"))
                .containsExactly("local false");
        assertThat(read(entry).actorLabel()).isEqualTo("local:anna-sample");
    }

    @Test
    void a_ciphertext_altered_behind_our_back_does_not_read_as_another_text() {
        var id = UUID.randomUUID();
        var entry = record(actor, id, visit(UUID.randomUUID(), "Sample")).entryId();
        var forged = Base64.getEncoder().encodeToString(new byte[24]);
        office.tamper(
                "ledger.entry",
                "update ledger.entry set state = jsonb_set(state, '{note,$text,v}', '\"" + forged + "\"') where id = '"
                        + entry + "'");
        assertThatThrownBy(() -> read(entry).after()).isInstanceOf(IllegalStateException.class);
        assertThat(office.as(actor, () -> ledger.types(List.of(id)))).containsEntry(id, "visit");
        assertThat(new Subject("visit", id)).isEqualTo(read(entry).subject());
    }

    @Test
    void what_somebody_typed_is_no_mark_however_much_it_looks_like_one() {
        var typed = "{\"$text\":\"{\\\"$personal\\\":1}\"} ~1/\u0001 🚲";
        var visit = new Visit(typed, typed, typed, List.of(new Stop(typed), new Stop("")), UUID.randomUUID());
        var entry = record(actor, UUID.randomUUID(), visit).entryId();
        assertThat(read(entry).after(VISIT)).isEqualTo(visit);
        assertThat(office.column("select pointer from ledger.text_key where entry_id = '" + entry + "' order by 1"))
                .contains("/reason", "/state/note", "/state/stops/0/what");
    }

    @Test
    void thousands_are_closed_and_opened_alike() {
        var hosts = List.of(UUID.randomUUID(), UUID.randomUUID());
        var changes = java.util.stream.IntStream.range(0, 2_500)
                .mapToObj(i -> Change.of(VISIT, UUID.randomUUID(), "made", "x", visit(hosts.get(i % 2), "Sample " + i)))
                .toList();
        var recorded = office.as(actor, () -> ledger.append(actor, changes));
        var entries = new java.util.HashMap<UUID, UUID>();
        recorded.forEach(one -> entries.put(one.id(), one.entryId()));
        var read = office.as(actor, () -> ledger.statesAt(VISIT, entries));
        assertThat(read).hasSize(2_500);
        recorded.forEach(one -> assertThat(read.get(one.id())).isEqualTo(one.state()));
    }
}
