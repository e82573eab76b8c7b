package io.kontor.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.people.Access;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class CodeSeedsTest {
    final TestOffice office = TestOffice.open();
    final Actor local = Access.local("tests", UUID.randomUUID());
    final Credentials credentials = office.bean(Credentials.class);

    private UUID person;
    private byte[] seed;
    private List<String> recovery;

    @BeforeEach
    void turn_codes_on() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
        person =
                office.bean(People.class).create(local, Person.ofOffice("Cora", "cora@example.com", "en", "UTC"), null);
        var account = office.bean(Access.class).account(person).orElseThrow();
        credentials.setPassword(local, account, "correct horse battery");
        seed = credentials.beginCode(person);
        recovery = credentials.confirmCode(local, account, code());
    }

    @AfterEach
    void close() {
        office.close();
    }

    private String code() {
        return Codes.code(seed, office.clock().instant());
    }

    @Test
    void the_seed_of_codes_stands_nowhere_in_the_database_as_it_is() {
        assertThat(office.column("select encode(code_seed, 'hex') from entrance.credential where code_confirmed"))
                .singleElement()
                .asString()
                .doesNotContain(HexFormat.of().formatHex(seed));
        office.clock().move(Duration.ofMinutes(5));
        assertThat(credentials.codeMatches(person, code())).isTrue();
        assertThat(credentials.codeMatches(person, code()))
                .as("each is good once")
                .isFalse();
    }

    @Test
    void another_persons_seed_put_in_its_place_opens_for_nobody_and_a_code_is_asked_for_all_the_same() {
        office.owner("update entrance.credential set code_seed = substring(code_seed from 1 for 12) || "
                + "sha256(code_seed) where code_confirmed");
        office.clock().move(Duration.ofMinutes(5));
        assertThat(credentials.asksForCode(person)).isTrue();
        assertThat(credentials.codeMatches(person, code())).isFalse();
        assertThat(credentials.codeMatches(person, recovery.getFirst())).isTrue();
    }
}
