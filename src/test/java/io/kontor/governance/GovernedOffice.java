package io.kontor.governance;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.entrance.Credentials;
import io.kontor.governance.spi.Decides;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** An office with people who can sign in, an act measured in money, and a room that hears what became of its requests. */
public final class GovernedOffice implements AutoCloseable {
    public static final String THING = "governed-thing";

    /** What the asking room was told. */
    public static final class Heard implements Decides {
        public final List<String> said = new ArrayList<>();

        @Override
        public String type() {
            return THING;
        }

        @Override
        public void approved(Actor actor, UUID subject, UUID request) {
            said.add("approved " + subject);
        }

        @Override
        public void rejected(Actor actor, UUID subject, UUID request, String why) {
            said.add("rejected " + subject + " " + why);
        }

        @Override
        public void lapsed(Actor actor, UUID subject, UUID request, String why) {
            said.add("lapsed " + subject + " " + why);
        }
    }

    public final Heard heard = new Heard();
    public final TestOffice office;
    private int people;

    public GovernedOffice() {
        office = TestOffice.open(
                heard,
                new GovernedAct("test-spending", GovernedAct.Measure.AMOUNT),
                new GovernedAct("test-rule", GovernedAct.Measure.NONE));
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
    }

    public Actor house() {
        return Access.local("tests", UUID.randomUUID());
    }

    /** Somebody of the office with these roles everywhere, who can sign in. */
    public UUID person(String... roles) {
        var assignments = Arrays.stream(roles)
                .map(role -> Assignment.everywhere(office.bean(Ids.class).next(), role, null))
                .toList();
        people++;
        var id = office.bean(People.class)
                .create(
                        house(),
                        Person.ofOffice("Person " + people, "p" + people + "@governed.example", "en", "UTC")
                                .with(assignments),
                        null);
        var account = office.bean(Access.class).account(id).orElseThrow();
        office.bean(Credentials.class).setPassword(house(), account, "correct horse battery");
        return id;
    }

    /** The actor somebody is when signed in now. */
    public Actor as(UUID person) {
        var access = office.bean(Access.class);
        return access.actor(access.account(person).orElseThrow(), UUID.randomUUID());
    }

    public void leave(UUID person) {
        var people = office.bean(People.class);
        people.withdraw(house(), person, people.find(house(), person).version(), null);
    }

    @Override
    public void close() {
        office.close();
    }
}
