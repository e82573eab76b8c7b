package io.kontor.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class AccountsTest {
    static final String PASSWORD = "correct horse battery";

    final TestOffice office = TestOffice.open();
    final Actor local = Access.local("tests", UUID.randomUUID());
    final Accounts accounts = office.bean(Accounts.class);
    final People people = office.bean(People.class);
    final Sessions.Client client = new Sessions.Client("a browser", "203.0.113.7");

    @BeforeEach
    void open() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
    }

    @AfterEach
    void close() {
        office.close();
    }

    UUID person(String name, String language, String... roles) {
        var held = Stream.of(roles)
                .map(role -> Assignment.everywhere(office.bean(Ids.class).next(), role, null))
                .toList();
        return people.create(
                local,
                Person.ofOffice(name, name + "@example.com", language, "UTC").with(held),
                null);
    }

    Actor as(UUID person) {
        var access = office.bean(Access.class);
        return access.actor(access.account(person).orElseThrow(), UUID.randomUUID());
    }

    static String secret(Accounts.Given given) {
        return given.link().substring(given.link().lastIndexOf('/') + 1);
    }

    void takeUp(Accounts.Given given) {
        office.bean(SignIns.class).throughLink(given.kind(), secret(given), PASSWORD, client);
    }

    List<String> letters() {
        return office.column("select kind || ' ' || language || ' ' || address from post.message order by created_at");
    }

    static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void an_invitation_goes_by_letter_in_the_readers_language_and_its_link_works_once() {
        var ivo = person("ivo", "fr");
        var first = accounts.invite(local, ivo);
        var second = accounts.invite(local, ivo);
        assertThat(letters()).containsExactly("invitation fr ivo@example.com", "invitation fr ivo@example.com");
        assertThat(accounts.standing(local, ivo).waiting()).isTrue();
        refused("link-spent", () -> takeUp(first));
        takeUp(second);
        refused("link-spent", () -> takeUp(second));
        var standing = accounts.standing(local, ivo);
        assertThat(standing.signsIn()).isTrue();
        assertThat(standing.signedInAt()).isNotNull();
        refused("signs-in-already", () -> accounts.invite(local, ivo));
    }

    @Test
    void an_invitation_nobody_answered_is_asked_for_and_can_be_taken_back() {
        var ida = person("ida", "en");
        var given = accounts.invite(local, ida);
        accounts.invite(local, person("ines", "en"));
        office.clock().move(Duration.ofDays(8));
        assertThat(accounts.unanswered(local, 10))
                .extracting(Accounts.Unanswered::name)
                .containsExactly("ida", "ines");
        assertThat(accounts.unanswered(local, 10)).allMatch(Accounts.Unanswered::over);
        refused("link-spent", () -> takeUp(given));
        accounts.takeBack(local, ida);
        refused("not-invited", () -> accounts.takeBack(local, ida));
        assertThat(accounts.unanswered(local, 10))
                .extracting(Accounts.Unanswered::name)
                .containsExactly("ines");
        assertThat(accounts.unanswered(as(person("rex", "en", "auditor")), 10)).isEmpty();
    }

    @Test
    void a_new_password_link_is_for_those_who_signed_in_and_ends_their_sessions() {
        var rosa = person("rosa", "de");
        refused("never-signed-in", () -> accounts.reset(local, rosa));
        takeUp(accounts.invite(local, rosa));
        assertThat(accounts.sessions(local, rosa)).hasSize(1);
        var before = accounts.sessions(local, rosa).getFirst().id();
        takeUp(accounts.reset(local, rosa));
        assertThat(letters()).contains("reset de rosa@example.com");
        assertThat(accounts.sessions(local, rosa))
                .hasSize(1)
                .noneMatch(session -> session.id().equals(before));
    }

    @Test
    void nobody_gets_the_link_of_somebody_who_may_do_more() {
        var administrator = person("adam", "en", "administrator");
        var operations = as(person("olga", "en", "partner-operations"));
        refused("beyond-your-rights", () -> accounts.invite(operations, administrator));
        takeUp(accounts.invite(local, administrator));
        refused("beyond-your-rights", () -> accounts.reset(operations, administrator));
        refused("beyond-your-rights", () -> accounts.removeCode(operations, administrator));
        assertThat(accounts.invite(operations, person("pia", "en", "partner-manager"))
                        .link())
                .contains("/welcome/");
        refused("forbidden", () -> accounts.invite(as(person("rex", "en", "auditor")), person("x", "en")));
    }

    @Test
    void somebody_without_an_address_or_withdrawn_is_not_invited() {
        var nameless = people.create(local, Person.ofOffice("Nameless", null, "en", "UTC"), null);
        refused("no-address", () -> accounts.invite(local, nameless));
        var gone = person("gone", "en");
        people.withdraw(local, gone, people.find(local, gone).version(), null);
        refused("person-withdrawn", () -> accounts.invite(local, gone));
    }

    @Test
    void a_forgotten_password_is_answered_alike_for_everybody() {
        var rosa = person("rosa", "es");
        takeUp(accounts.invite(local, rosa));
        accounts.invite(local, person("waiting", "en"));
        person("never", "en");
        var before = letters().size();
        accounts.remind("rosa@example.com");
        accounts.remind("waiting@example.com");
        accounts.remind("never@example.com");
        accounts.remind("nobody@example.com");
        assertThat(letters().subList(before, letters().size()))
                .containsExactly("reset es rosa@example.com", "invitation en waiting@example.com");
    }

    @Test
    void asking_again_and_again_is_slowed_down_whether_or_not_there_is_an_account() {
        for (int i = 0; i < 3; i++) {
            accounts.forgotten("nobody@example.com", client);
        }
        refused("too-many-letters", () -> accounts.forgotten(" Nobody@example.com", client));
        office.clock().move(Duration.ofMinutes(16));
        accounts.forgotten("nobody@example.com", client);
    }

    @Test
    void what_is_past_its_time_is_let_go_but_an_unanswered_invitation_is_not() {
        var ida = person("ida", "en");
        accounts.invite(local, ida);
        var rosa = person("rosa", "en");
        takeUp(accounts.invite(local, rosa));
        accounts.reset(local, rosa);
        accounts.forgotten("nobody@example.com", client);
        office.clock().move(Duration.ofDays(60));
        office.bean(SignIns.class).forgetOld();
        assertThat(office.column("select count(*) from entrance.session")).containsExactly("0");
        assertThat(office.column("select count(*) from entrance.attempt")).containsExactly("0");
        assertThat(office.column("select kind from entrance.link")).containsExactly("invitation");
        assertThat(accounts.unanswered(local, 10))
                .extracting(Accounts.Unanswered::person)
                .containsExactly(ida);
    }

    @Test
    void a_token_never_reaches_further_than_its_maker_or_its_person() {
        var tokens = office.bean(Tokens.class);
        var operations = person("olga", "en", "partner-operations", "administrator");
        var maker = as(operations);
        var made = tokens.create(maker, operations, "nightly export", Set.of("partner:see"), Duration.ofDays(30));
        var actor = tokens.actor(made.secret()).orElseThrow();
        assertThat(actor.rights().permissions()).containsExactly("partner:see");
        assertThat(tokens.list(maker, operations)).hasSize(1);
        assertThat(tokens.list(maker, operations).getFirst().usedAt()).isNotNull();
        refused(
                "token-without-permission",
                () -> tokens.create(maker, operations, "none", Set.of(), Duration.ofDays(1)));
        refused(
                "permission-unknown",
                () -> tokens.create(maker, operations, "odd", Set.of("partner:fly"), Duration.ofDays(1)));
        refused(
                "token-expiry",
                () -> tokens.create(maker, operations, "long", Set.of("partner:see"), Duration.ofDays(400)));
        var finance = as(person("fred", "en", "finance"));
        refused("forbidden", () -> tokens.create(finance, operations, "x", Set.of("partner:see"), Duration.ofDays(1)));
        refused("forbidden", () -> tokens.revoke(finance, made.id()));
        tokens.revoke(maker, made.id());
        tokens.revoke(maker, made.id());
        assertThat(tokens.actor(made.secret())).isEmpty();
        var brief = tokens.create(maker, operations, "short", Set.of("partner:see"), Duration.ofDays(1));
        office.clock().move(Duration.ofDays(2));
        assertThat(tokens.actor(brief.secret())).isEmpty();
    }
}
