package io.kontor.tiers;

import io.kontor.entrance.Credentials;
import io.kontor.governance.Changes;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Life;
import io.kontor.governance.Publisher;
import io.kontor.governance.Simulations;
import io.kontor.governance.approvals.Approvals;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Somebody of an office who writes rules of tiers and has them published, and others who agree to them. */
public final class Ruling {
    private static final Words WORDS = new Words(Language.EN, ZoneOffset.UTC);

    private final Changes changes;
    private final Simulations simulations;
    private final Approvals approvals;
    private final Publisher publisher;
    private final Actor founder;
    private final List<Actor> others;

    /** @param beans of the office, by type */
    public Ruling(Function<Class<?>, Object> beans) {
        changes = bean(beans, Changes.class);
        simulations = bean(beans, Simulations.class);
        approvals = bean(beans, Approvals.class);
        publisher = bean(beans, Publisher.class);
        founder = person(beans, "founder");
        others = Stream.of("first", "second", "third", "fourth")
                .map(name -> person(beans, name))
                .toList();
    }

    private static <T> T bean(Function<Class<?>, Object> beans, Class<T> type) {
        return type.cast(beans.apply(type));
    }

    private static Actor person(Function<Class<?>, Object> beans, String name) {
        var house = Access.local("tests", UUID.randomUUID());
        var ids = bean(beans, Ids.class);
        var roles = Stream.of(
                        "administrator",
                        "partner-operations",
                        "product",
                        "finance",
                        "regional-owner",
                        "leadership",
                        "executive-sponsor")
                .map(role -> Assignment.everywhere(ids.next(), role, null))
                .toList();
        var id = bean(beans, People.class)
                .create(
                        house,
                        Person.ofOffice("Sample " + name, name + "@tiers.example", "en", "UTC")
                                .with(roles),
                        null);
        var access = bean(beans, Access.class);
        var account = access.account(id).orElseThrow();
        bean(beans, Credentials.class).setPassword(house, account, "correct horse battery");
        return access.actor(access.account(id).orElseThrow(), UUID.randomUUID());
    }

    /** Everything but publishing it. */
    public UUID scheduled(TierRules rules) {
        return scheduled("tier-rules", DocumentScope.programme(rules.programme()), rules);
    }

    /** The same for a document of any type. */
    public UUID scheduled(String type, DocumentScope scope, Record rules) {
        return scheduled(drafted(type, scope, rules));
    }

    /** A draft, which others may still work on. */
    public UUID drafted(String type, DocumentScope scope, Record rules) {
        var id = changes.open(founder, "Sample " + type, null, type, scope);
        changes.edit(
                founder,
                id,
                version(id),
                changes.find(founder, id).state().items().getFirst().id(),
                rules);
        return id;
    }

    /** Everything from a draft to publishing it. */
    public UUID scheduled(UUID id) {
        changes.check(founder, id);
        simulations.run(founder, WORDS, id);
        changes.submit(founder, id, version(id));
        for (var other : others) {
            if (life(id) == Life.IN_REVIEW) {
                var standing = approvals
                        .standing(founder, new Subject(Changes.KIND, id))
                        .orElseThrow();
                approvals.approve(other, standing.id(), standing.hash(), null);
            }
        }
        changes.schedule(founder, id, version(id), null);
        return id;
    }

    private UUID version(UUID id) {
        return changes.find(founder, id).version();
    }

    public Life life(UUID id) {
        return changes.find(founder, id).state().life();
    }

    public Life drive(UUID id) {
        publisher.drive(id);
        return life(id);
    }

    public Life publish(TierRules rules) {
        return drive(scheduled(rules));
    }

    public void rollBack(UUID id) {
        publisher.rollBack(founder, id, "It was wrong");
    }

    public io.kontor.governance.spi.Simulation simulation(UUID id) {
        return simulations.of(founder, id).orElseThrow().parts().getFirst();
    }
}
