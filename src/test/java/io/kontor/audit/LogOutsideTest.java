package io.kontor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Book;
import io.kontor.ledger.Seals;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import io.kontor.verify.NoteSigner;
import io.kontor.verify.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nightly check, and everything that takes checkpoints out of the house and signatures in. */
@Tag("database")
class LogOutsideTest {
    @TempDir
    Path folder;

    TestOffice office;
    UUID ada;
    final Actor local = Access.local("tests", UUID.randomUUID());

    @BeforeEach
    void open() {
        System.setProperty("kontor.checkpoints", folder.toString());
        office = TestOffice.open();
        office.bean(CheckpointFiles.class);
        office.clock().set(Instant.parse("2026-03-02T10:00:00Z"));
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
        var everything = List.of("administrator", "auditor").stream()
                .map(role -> Assignment.everywhere(office.bean(Ids.class).next(), role, null))
                .toList();
        ada = office.bean(People.class)
                .create(
                        local,
                        Person.ofOffice("Ada Outside", "ada@outside.example", "en", "UTC")
                                .with(everything),
                        null);
        office.settle();
    }

    @AfterEach
    void close() {
        System.clearProperty("kontor.checkpoints");
        office.close();
    }

    Actor ada() {
        var access = office.bean(Access.class);
        return access.actor(access.account(ada).orElseThrow(), UUID.randomUUID());
    }

    void rules(String webhook, List<UUID> digest, List<String> witnesses) {
        office.bean(Auditing.class)
                .change(ada(), new AuditRules(3, null, 300, 20, 60, true, webhook, digest, witnesses), null);
        office.settle();
    }

    void round(String job) {
        office.beans(Job.class).stream()
                .filter(one -> one.name().equals(job))
                .findFirst()
                .orElseThrow()
                .work()
                .run();
    }

    List<Anomaly> broken() {
        return office.bean(Anomalies.class).open(ada(), 10).stream()
                .map(Book.Known::state)
                .filter(one -> one.kind() == Anomaly.Kind.NOT_VERIFIED)
                .toList();
    }

    @Test
    void every_night_everything_is_checked_once_and_what_it_found_is_an_entry() {
        var verifications = office.bean(Verifications.class);
        round("audit-verification");
        var first = verifications.last(ada()).orElseThrow();
        assertThat(first.passed()).isTrue();
        assertThat(first.entries()).isPositive();
        office.clock().move(Duration.ofHours(2));
        round("audit-verification");
        assertThat(verifications.last(ada())).contains(first);
        office.clock().move(Duration.ofHours(18));
        office.settle();
        round("audit-verification");
        assertThat(verifications.last(ada()).orElseThrow().entries()).isGreaterThan(first.entries());
        assertThat(broken()).isEmpty();
    }

    @Test
    void an_entry_changed_behind_our_back_is_an_anomaly_nobody_overlooks_and_found_once() {
        office.tamper(
                "ledger.entry",
                "update ledger.entry set role = 'changed' where seq = (select max(seq) from ledger.entry)");
        var found = office.bean(Verifications.class).verifyNow(ada());
        assertThat(found.passed()).isFalse();
        assertThat(found.problem()).contains("position");
        office.bean(Verifications.class).verifyNow(ada());
        assertThat(broken())
                .singleElement()
                .satisfies(one -> assertThat(one.act()).isEqualTo(found.problem()));
    }

    @Test
    void an_office_restored_from_an_older_backup_is_found_by_a_checkpoint_in_the_folder() throws IOException, Flaw {
        round("audit-outlets");
        assertThat(office.bean(Verifications.class).verify().passed()).isTrue();
        var note = office.bean(CheckpointFiles.class).newest().orElseThrow();
        assertThat(office.bean(Seals.class).checkpoint()).contains(note);
        var parts = SignedNote.parse(note);
        var lines = parts.text().split("\n");
        Files.writeString(
                folder.resolve("%018d.checkpoint".formatted(Long.parseLong(lines[1]) + 1_000)),
                note.replace("\n" + lines[1] + "\n", "\n" + (Long.parseLong(lines[1]) + 1_000) + "\n"));
        assertThat(office.bean(Verifications.class).verify().passed()).isFalse();
    }

    @Test
    void a_checkpoint_goes_to_each_place_once_and_what_did_not_arrive_is_said() {
        rules("https://127.0.0.1/checkpoints", List.of(ada), List.of());
        round("audit-outlets");
        var sent = office.bean(Outlets.class).sent(ada());
        assertThat(sent)
                .extracting(Outlets.Sent::place)
                .containsExactly(Outlets.Place.DIGEST, Outlets.Place.FILE, Outlets.Place.WEBHOOK);
        assertThat(sent.get(1).problem()).isNull();
        assertThat(sent.get(1).size()).isPositive();
        assertThat(sent.get(2).problem()).contains("outside");
        assertThat(sent.get(2).size()).isZero();
        assertThat(letters()).isEqualTo(1);
        office.settle();
        round("audit-outlets");
        assertThat(letters()).as("one letter a day").isEqualTo(1);
        office.clock().move(Duration.ofDays(1));
        office.settle();
        round("audit-outlets");
        assertThat(letters()).isEqualTo(2);
        assertThat(folder.toFile().list()).hasSizeGreaterThan(1).allMatch(name -> name.endsWith(".checkpoint"));
    }

    int letters() {
        return office.column("select id::text from post.message where kind = 'checkpoint'")
                .size();
    }

    @Test
    void rules_refuse_addresses_that_are_no_https_and_keys_that_are_no_witness() throws Flaw {
        var log = NoteSigner.generate("log.example", NoteKey.Type.ED25519, new SecureRandom());
        for (var wrong : List.of("http://example.com", "https://user@example.com/", "nonsense", "https:///x")) {
            assertThatThrownBy(() -> rules(wrong, List.of(), List.of()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("webhook-address");
        }
        for (var wrong : List.of("witness", log.key().toString())) {
            assertThatThrownBy(() -> rules(null, List.of(), List.of(wrong)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("witness-key");
        }
    }

    @Test
    void what_a_known_witness_signed_is_kept_once_and_handed_out_and_nothing_else_is() throws Flaw {
        var witness = NoteSigner.generate("witness.example", NoteKey.Type.COSIGNATURE, new SecureRandom());
        var other = NoteSigner.generate("other.example", NoteKey.Type.COSIGNATURE, new SecureRandom());
        var cosignatures = office.bean(Cosignatures.class);
        rules(null, List.of(), List.of(witness.key().toString()));
        var note = SignedNote.parse(office.bean(Seals.class).checkpoint().orElseThrow());
        var seen = Instant.parse("2026-03-02T10:05:00Z");
        var signed = witness.sign(note, seen.getEpochSecond()).toString();
        assertThatThrownBy(() -> cosignatures.keep(
                        ada(), other.sign(note, seen.getEpochSecond()).toString()))
                .hasMessageContaining("cosignature-wrong");
        assertThatThrownBy(() -> cosignatures.keep(ada(), "no note")).hasMessageContaining("cosignature-wrong");
        assertThatThrownBy(() -> cosignatures.keep(ada(), signed.replaceFirst("\n\\d+\n", "\n1\n")))
                .isInstanceOf(Refusal.class);
        assertThat(cosignatures.keep(ada(), signed)).isEqualTo(1);
        assertThat(cosignatures.keep(ada(), signed)).isZero();
        assertThat(cosignatures.newest(ada(), 5))
                .singleElement()
                .satisfies(one -> assertThat(one.signedAt()).isEqualTo(seen));
        assertThat(cosignatures.checkpoint()).isEqualTo(Optional.of(signed));
    }
}
