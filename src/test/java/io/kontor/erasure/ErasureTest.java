package io.kontor.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kontor.audit.AuditReport;
import io.kontor.audit.AuditReports;
import io.kontor.company.Company;
import io.kontor.connect.imports.RejectedRow;
import io.kontor.database.Backup;
import io.kontor.database.DataDirectory;
import io.kontor.database.Purpose;
import io.kontor.database.Restore;
import io.kontor.database.TestCluster;
import io.kontor.entrance.Accounts;
import io.kontor.entrance.Tokens;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.files.Audience;
import io.kontor.files.Notes;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Erased;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Seals;
import io.kontor.ledger.TimelineEntry;
import io.kontor.ledger.TimelineQuery;
import io.kontor.lists.KeptView;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.post.Letter;
import io.kontor.post.Post;
import io.kontor.support.Canaries;
import io.kontor.support.TestOffice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Plants words that stand nowhere else in everything that can say something of a person, erases them, and looks everywhere. */
@Tag("database")
class ErasureTest {
    private static final String NAME = "Quirinia Kanarienvogel";
    private static final String EARLIER = "Quirinia Zeisigfink";
    private static final String ADDRESS = "q.kanarienvogel@canary-sample.example";
    private static final String FIRST_ADDRESS = "zeisigfink@canary-sample.example";
    /** Each stands in one place only, so that what is found says where it was missed. */
    private static final List<String> WORDS = List.of(
            "kanarienvogel",
            "zeisigfink",
            "+49 30 5550199",
            "chief canary officer",
            "likes-millet",
            "whispered-note",
            "withdrawn-note",
            "cage-plan",
            "inside-the-file",
            "reason-for-canary",
            "canary-token",
            "view-of-canary",
            "purpose-of-canary",
            "report-on-canary");

    /** These stand in the ledger alone, which keeps no such text as it is. */
    private static final Set<String> CLOSED =
            Set.of("zeisigfink", "reason-for-canary", "purpose-of-canary", "report-on-canary");

    @TempDir
    Path folder;

    DataDirectory data;
    TestOffice office;
    final Actor admin = Access.local("tests", UUID.randomUUID());
    final ListAppender<ILoggingEvent> log = new ListAppender<>();
    UUID partner;
    UUID contact;
    UUID person;

    @BeforeEach
    void open() throws IOException {
        data = new DataDirectory(folder).prepare();
        office = TestOffice.open(data);
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
        log.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(log);
    }

    @AfterEach
    void close() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        office.close();
    }

    private Contacts contacts() {
        return office.bean(Contacts.class);
    }

    private Contact contact(String name, String email) {
        return new Contact(
                partner,
                name,
                email,
                "+49 30 5550199",
                "Chief canary officer",
                "de",
                List.of(),
                null,
                Map.of("habits", "likes-millet"),
                false);
    }

    private void plant() {
        office.bean(CustomFields.class)
                .create(
                        admin,
                        new CustomField(
                                "contact",
                                "habits",
                                CustomField.Type.TEXT,
                                CustomField.Audience.OFFICE,
                                Map.of("en", "Habits"),
                                List.of(),
                                0,
                                false),
                        null);
        partner = office.bean(Partners.class).create(admin, Partner.named("Aviary Sample"), null);
        contact = contacts().create(admin, contact(EARLIER, FIRST_ADDRESS), "reason-for-canary");
        contacts()
                .change(
                        admin,
                        contact,
                        contacts().find(admin, contact).version(),
                        old -> contact(NAME, ADDRESS),
                        "reason-for-canary, married");
        var people = office.bean(People.class);
        person = people.create(
                admin,
                Person.ofOffice(EARLIER, ADDRESS, "en", "Europe/Berlin")
                        .with(List.of(Assignment.everywhere(UUID.randomUUID(), "partner-operations", null))),
                null);
        people.change(
                admin,
                person,
                people.find(admin, person).version(),
                old -> old.withProfile(NAME, ADDRESS, "en", "Europe/Berlin", true),
                null);
        contacts().link(admin, contact, person);
        var on = new Subject("contact", contact);
        var notes = office.bean(Notes.class);
        notes.write(admin, on, "A whispered-note", Audience.OFFICE);
        notes.withdraw(admin, notes.write(admin, on, "A withdrawn-note", Audience.OFFICE), "reason-for-canary");
        office.bean(io.kontor.files.Files.class)
                .attach(
                        admin,
                        on,
                        "cage-plan.txt",
                        "This is inside-the-file".getBytes(StandardCharsets.UTF_8),
                        Audience.OFFICE);
        office.bean(Accounts.class).invite(admin, person);
        office.bean(Post.class).send(admin, new Letter(person, "invitation", Map.of(), "http://x/y", "canary"));
        office.bean(Tokens.class).create(admin, person, "canary-token", Set.of("partner:see"), Duration.ofDays(3));
        var access = office.bean(Access.class);
        var self = access.actor(access.account(person).orElseThrow(), UUID.randomUUID());
        KeptView.keep(office, self, "view-of-canary", "q=Kanarienvogel");
        KeptView.export(office, admin, "q=Quirinia+Kanarienvogel", "purpose-of-canary");
        office.settle();
        office.bean(AuditReports.class)
                .make(admin, new Words(Language.EN, ZoneOffset.UTC), AuditReport.of("report-on-canary " + NAME));
        RejectedRow.leave(office, admin, folder, NAME);
        RejectedRow.upload(
                office,
                admin,
                "firms.csv",
                ("Partner ID;Partner name\n1;" + NAME + "\n").getBytes(StandardCharsets.UTF_8));
        office.run(
                admin,
                () -> office.jdbc()
                        .sql("insert into connect.answer (actor, key, request, status, body, created_at)"
                                + " values ('x', 'y', '', 201, :body, now())")
                        .param("body", ("{\"email\":\"" + ADDRESS + "\"}").getBytes(StandardCharsets.UTF_8))
                        .update());
    }

    private List<String> everywhere(String backup) {
        office.settle();
        new Backup(office.endpoint(), office.anyClock()).to(data.backups().resolve(backup));
        try (var export = Files.newOutputStream(folder.resolve("ledger.jsonl"))) {
            office.bean(Seals.class).export(admin, 0, -1, export);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Canaries.in(folder, WORDS);
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void nothing_says_who_somebody_was_once_they_are_erased() throws IOException {
        plant();
        var before = everywhere("before.kontor-backup");
        WORDS.stream()
                .filter(word -> !CLOSED.contains(word))
                .forEach(word ->
                        assertThat(before).as("it is planted: %s", word).anyMatch(found -> found.startsWith(word)));
        assertThat(before).anyMatch(found -> found.contains("ledger.jsonl"));
        Files.delete(data.backups().resolve("before.kontor-backup"));
        var erasures = office.bean(Erasures.class);
        var subject = new Subject("contact", contact);
        var preview = erasures.preview(admin, subject);
        assertThat(preview.held())
                .extracting(Erasures.Held::what)
                .contains(
                        "accounts",
                        "contacts",
                        "notes",
                        "files",
                        "letters",
                        "tokens",
                        "views",
                        "rejects",
                        "uploads",
                        "answers");
        assertThat(preview.also())
                .singleElement()
                .extracting(Erasures.Mention::type)
                .isEqualTo("person");
        refused("field-required", () -> erasures.erase(admin, subject, " "));

        var id = erasures.erase(admin, subject, "asked for by them");

        assertThat(everywhere("after.kontor-backup")).isEmpty();
        assertThat(Canaries.in(
                        String.join(
                                "\n",
                                log.list.stream()
                                        .map(ILoggingEvent::getFormattedMessage)
                                        .toList()),
                        WORDS))
                .isEmpty();
        var certificate = erasures.certificate(admin, id);
        assertThat(certificate.position()).isNotNull();
        assertThat(certificate.gone()).isEqualTo(preview.held());
        assertThat(certificate.also()).containsExactly(person);
        refused("nothing-to-erase", () -> erasures.erase(admin, subject, "again"));
    }

    @Test
    void what_they_did_and_what_happened_to_them_stays_without_them() {
        plant();
        var entries = office.column("select count(*) from ledger.entry");
        office.bean(Erasures.class).erase(admin, new Subject("person", person), "asked for by them");
        assertThat(contacts().find(admin, contact).state())
                .satisfies(state -> assertThat(state.name()).isEqualTo(Erased.MARK))
                .satisfies(state -> assertThat(state.email()).isNull())
                .satisfies(state -> assertThat(state.custom()).isEmpty());
        var history = office.as(
                admin,
                () -> office.bean(Ledger.class)
                        .timeline(admin, TimelineQuery.newest(50).of(new Subject("contact", contact)))
                        .entries());
        assertThat(history).extracting(TimelineEntry::action).first().isEqualTo("contact.erased");
        assertThat(history).hasSizeGreaterThan(3).allSatisfy(entry -> {
            assertThat(entry.after().path("name").asString()).isEqualTo(Erased.MARK);
            assertThat(entry.after().path("partner").asString()).isEqualTo(partner.toString());
        });
        assertThat(Integer.parseInt(
                        office.column("select count(*) from ledger.entry").getFirst()))
                .isGreaterThan(Integer.parseInt(entries.getFirst()));
        assertThat(office.bean(Access.class).account(ADDRESS)).isEmpty();
        var version = contacts().find(admin, contact).version();
        refused("erased-for-good", () -> contacts().restore(admin, contact, version, null));
        refused("erased-for-good", () -> contacts().undo(admin, contact, version, null));
        assertThat(contacts().search(admin, "Kanarienvogel", List.of(), 5)).isEmpty();
    }

    @Test
    void a_legal_hold_stands_in_the_way_and_says_why() {
        plant();
        var erasures = office.bean(Erasures.class);
        var subject = new Subject("contact", contact);
        var hold = erasures.hold(admin, new Subject("person", person), "a dispute goes on");
        assertThat(erasures.preview(admin, subject).hold())
                .extracting(Holds.Standing::why)
                .isEqualTo("a dispute goes on");
        assertThatThrownBy(() -> erasures.erase(admin, subject, "asked for"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("erasure-held");
                    assertThat(refusal.args()).containsEntry("reason", "a dispute goes on");
                });
        assertThat(contacts().find(admin, contact).state().name()).isEqualTo(NAME);
        refused("field-required", () -> erasures.lift(admin, hold, " "));
        erasures.lift(admin, hold, "settled");
        erasures.erase(admin, subject, "asked for");
        assertThat(contacts().find(admin, contact).state().name()).isEqualTo(Erased.MARK);
        assertThat(office.column("select action from ledger.entry where subject_type = 'hold' order by seq"))
                .containsExactly("hold.set", "hold.lifted");
    }

    @Test
    void others_keep_what_is_theirs() {
        plant();
        var other = contacts().create(admin, contact("Otto Sperling", "otto@canary-sample.example"), "for Otto");
        var note = office.bean(Notes.class).write(admin, new Subject("contact", other), "Otto sings", Audience.OFFICE);
        office.bean(Erasures.class).erase(admin, new Subject("contact", contact), "asked for");
        assertThat(contacts().find(admin, other).state().name()).isEqualTo("Otto Sperling");
        assertThat(office.bean(Notes.class).of(admin, new Subject("contact", other)))
                .singleElement()
                .satisfies(listed -> assertThat(listed.id()).isEqualTo(note));
        assertThat(office.reasons("subject_id = '" + other + "'")).containsExactly("for Otto");
    }

    @Test
    void whoever_comes_back_with_an_older_backup_is_erased_again() throws IOException {
        plant();
        var backup = folder.resolve("older.kontor-backup");
        new Backup(office.endpoint(), office.anyClock()).to(backup);
        var erasures = office.bean(Erasures.class);
        erasures.erase(admin, new Subject("contact", contact), "asked for");
        assertThat(Files.readString(data.backups().resolve(ErasureList.NAME))).isEqualTo("contact " + contact + "\n");
        assertThat(erasures.again()).isZero();
        var restored = TestCluster.empty();
        new Restore(restored).from(backup);
        try (var again = TestOffice.on(restored, data)) {
            assertThat(again.column("select name from partners.contact")).containsExactly(NAME);
            assertThat(again.bean(Erasures.class).again()).isEqualTo(1);
            assertThat(again.column("select name from partners.contact")).containsExactly(Erased.MARK);
            assertThat(again.bean(Erasures.class).newest(admin, 5))
                    .singleElement()
                    .satisfies(done -> {
                        assertThat(done.role()).isEqualTo("system");
                        assertThat(done.by()).isEmpty();
                    });
            assertThat(again.bean(Erasures.class).again()).isZero();
        }
    }

    @Test
    void a_list_that_was_lost_is_written_again_from_the_database() throws IOException {
        plant();
        office.bean(Erasures.class).erase(admin, new Subject("contact", contact), "asked for");
        var list = data.backups().resolve(ErasureList.NAME);
        Files.delete(list);
        office.bean(Erasures.class).again();
        assertThat(Files.readString(list)).contains(contact.toString());
    }

    @Test
    void everything_held_is_handed_over_and_that_is_an_entry() throws IOException {
        plant();
        var parcel = new ZipParcel();
        office.bean(Erasures.class).export(admin, new Subject("contact", contact), parcel);
        var parts = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(parcel.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(parts.keySet())
                .contains(
                        "about.json",
                        "contact-" + contact + ".json",
                        "account-" + person + ".json",
                        "notes.json",
                        "letters.json",
                        "signing-in.json",
                        "views.json",
                        "rejected-rows.json",
                        "history.json")
                .anyMatch(name -> name.startsWith("files/") && name.endsWith("cage-plan.txt"));
        var all = String.join("\n", parts.values());
        assertThat(WORDS.stream()
                        .filter(word -> !List.of("cage-plan", "purpose-of-canary", "report-on-canary")
                                .contains(word)))
                .allSatisfy(word -> assertThat(all).containsIgnoringCase(word));
        assertThat(office.column("select action from ledger.entry where subject_type = 'erasure'"))
                .containsExactly("erasure.handed_over");
    }

    @Test
    void who_may_not_erase_neither_looks_nor_does() {
        plant();
        var reader = io.kontor.support.TestActors.only("contact:see", "partner:see", "person:see");
        var erasures = office.bean(Erasures.class);
        var subject = new Subject("contact", contact);
        assertThatThrownBy(() -> erasures.preview(reader, subject)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> erasures.erase(reader, subject, "x")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> erasures.export(reader, subject, new ZipParcel()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> erasures.hold(reader, subject, "x")).isInstanceOf(Refusal.class);
    }
}
