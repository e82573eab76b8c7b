package io.kontor.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.files.Audience;
import io.kontor.files.Notes;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Erased;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Redacting;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Roles;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedactionTest {
    final TestOffice office = TestOffice.open();
    final Actor admin = Access.local("tests", UUID.randomUUID());
    final Redacting redacting = office.bean(Redacting.class);
    final Partners partners = office.bean(Partners.class);

    @BeforeAll
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
        office.bean(CustomFields.class)
                .create(
                        admin,
                        new CustomField(
                                "partner",
                                "gossip",
                                CustomField.Type.TEXT,
                                CustomField.Audience.OFFICE,
                                Map.of("en", "Gossip"),
                                List.of(),
                                0,
                                false,
                                true),
                        null);
    }

    @AfterAll
    void close() {
        office.close();
    }

    private UUID entry(UUID subject, int number) {
        return UUID.fromString(
                office.column("select id from ledger.entry where subject_id = '" + subject + "' order by seq")
                        .get(number));
    }

    private String read(UUID entry) {
        var one = office.as(admin, () -> office.bean(Ledger.class).entry(admin, entry))
                .orElseThrow();
        return one.after() + " " + one.reason();
    }

    private void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private UUID talkedAbout(String name) {
        var id = partners.create(
                admin,
                Partner.named(name)
                        .builder()
                        .custom(Map.of("gossip", "owes money"))
                        .build(),
                "heard at the fair");
        partners.change(
                admin,
                id,
                partners.find(admin, id).version(),
                old -> old.builder().city("Ulm").build(),
                "heard at the fair");
        return id;
    }

    @Test
    void a_text_goes_from_every_entry_of_its_object_and_from_its_row() {
        var id = talkedAbout("Talked about");
        var other = talkedAbout("Also talked about");
        assertThat(redacting.texts(admin, entry(id, 0)))
                .extracting(Redacting.Text::pointer, Redacting.Text::text)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("/state/custom/gossip", "owes money"),
                        org.assertj.core.groups.Tuple.tuple("/reason", "heard at the fair"));
        redacting.redact(admin, entry(id, 0), "/state/custom/gossip", "not ours to say");
        assertThat(read(entry(id, 0))).doesNotContain("owes").contains(Erased.MARK, "heard at the fair");
        assertThat(read(entry(id, 1))).doesNotContain("owes").contains("Ulm");
        assertThat(partners.find(admin, id).state().custom()).containsEntry("gossip", Erased.MARK);
        assertThat(office.column("select custom_office::text from partners.partner where id = '" + id + "'"))
                .singleElement()
                .asString()
                .doesNotContain("owes");
        assertThat(office.column("select action from ledger.entry where subject_id = '" + id + "' order by seq"))
                .containsExactly("partner.created", "partner.changed", "partner.redacted");
        assertThat(read(entry(other, 1))).contains("owes money");
        assertThat(office.reasons("action = 'redaction.done'")).contains("not ours to say");
        refused("redacted-already", () -> redacting.redact(admin, entry(id, 1), "/state/custom/gossip", "once more"));
    }

    @Test
    void a_reason_goes_without_touching_the_object() {
        var id = talkedAbout("Reasoned about");
        var version = partners.find(admin, id).version();
        redacting.redact(admin, entry(id, 1), "/reason", "names somebody");
        assertThat(office.reasons("subject_id = '" + id + "'")).containsExactly(Erased.MARK, Erased.MARK);
        assertThat(partners.find(admin, id).version()).isEqualTo(version);
        partners.change(admin, id, version, old -> old.builder().city("Bern").build(), null);
        assertThat(partners.find(admin, id).state().city()).isEqualTo("Bern");
    }

    @Test
    void a_note_is_taken_away_with_its_words() {
        var on = new Subject("partner", talkedAbout("Noted"));
        var notes = office.bean(Notes.class);
        var note = notes.write(admin, on, "Anna said too much", Audience.OFFICE);
        redacting.redact(admin, entry(note, 0), "/state/text", "Anna asked");
        assertThat(notes.of(admin, on)).isEmpty();
        assertThat(office.column("select text from files.note where id = '" + note + "'"))
                .containsExactly(Erased.MARK);
        assertThat(read(entry(note, 0))).doesNotContain("Anna");
    }

    @Test
    void what_is_personal_or_nowhere_or_not_allowed_is_refused() {
        var id = talkedAbout("Refused about");
        refused("redacted-already", () -> redacting.redact(admin, entry(id, 0), "/state/name", "x"));
        refused("field-required", () -> redacting.redact(admin, entry(id, 0), "/reason", " "));
        var reader = TestActors.only("entry:see");
        assertThatThrownBy(() -> redacting.redact(reader, entry(id, 0), "/reason", "x"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> redacting.texts(reader, entry(id, 0))).isInstanceOf(Refusal.class);
    }
}
