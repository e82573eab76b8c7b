package io.kontor.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Ledger;
import io.kontor.people.Access;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.support.TestOffice;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Letters over a real mail server of the test's own. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CarrierTest {
    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @BeforeAll
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
    }

    @BeforeEach
    void open() {
        mail.start();
    }

    @AfterEach
    void shut() {
        mail.stop();
    }

    @AfterAll
    void close() {
        office.close();
    }

    Carrier carrier(String address) {
        return new Carrier(
                office.bean(Tx.class),
                office.bean(Ledger.class),
                office.bean(JdbcClient.class),
                PostSettings.of(address, null, null, "house@kontor.example"),
                office.clock());
    }

    String address() {
        return "smtp://localhost:" + mail.getSmtp().getPort();
    }

    UUID written(String reader, String language, String key) {
        var person = office.bean(People.class)
                .create(actor, Person.ofOffice(reader, key + "@example.com", language, "UTC"), null);
        var link = "https://kontor.example/invitation/" + key;
        office.bean(Post.class).send(actor, new Letter(person, "invitation", Map.of(), link, key));
        return office.as(
                actor,
                () -> office.jdbc()
                        .sql("select id from post.message where key = :key")
                        .param("key", key)
                        .query(UUID.class)
                        .single());
    }

    Post.Shown message(UUID id) {
        return office.bean(Post.class).find(actor, id).orElseThrow();
    }

    @Test
    void a_letter_goes_once_in_the_reader_s_language_under_its_own_id() throws Exception {
        var id = written("Jürgen Größe", "de", "once");
        var carrier = carrier(address());

        assertThat(carrier.carry()).isEqualTo(1);
        assertThat(carrier.carry()).isZero();

        assertThat(mail.getReceivedMessages()).hasSize(1);
        var received = mail.getReceivedMessages()[0];
        assertThat(received.getMessageID()).isEqualTo("<" + id + "@kontor.example>");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getContent().toString())
                .contains("Jürgen Größe")
                .contains("https://kontor.example/invitation/once");
        assertThat(message(id).state()).isEqualTo("sent");
    }

    @Test
    void a_letter_waits_while_the_server_is_away_and_goes_when_it_is_back() {
        var id = written("Ines Later", "es", "later");
        var carrier = carrier(address());
        mail.stop();

        assertThat(carrier.carry()).isZero();
        assertThat(message(id).state()).isEqualTo("queued");
        assertThat(message(id).attempts()).isEqualTo(1);
        assertThat(message(id).error()).isNotBlank();

        mail.start();
        assertThat(carrier(address()).carry()).as("its pause is not over").isZero();
        office.clock().move(Duration.ofMinutes(2));
        assertThat(carrier(address()).carry()).isEqualTo(1);
        assertThat(message(id).state()).isEqualTo("sent");
    }

    @Test
    void a_letter_nobody_takes_is_given_up_after_days_and_says_so() {
        var id = written("Nora Never", "en", "never");
        var carrier = carrier(address());
        mail.stop();
        for (int day = 0; day < 14; day++) {
            carrier.carry();
            office.clock().move(Duration.ofDays(1));
        }
        assertThat(message(id).state()).isEqualTo("failed");
        assertThat(message(id).attempts()).isEqualTo(14);
    }

    @Test
    void an_address_that_is_no_mail_server_s_is_refused() {
        assertThatThrownBy(() -> PostSettings.of("http://mail.example.com", null, null, "house@kontor.example"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("smtp-url-malformed"));
    }
}
