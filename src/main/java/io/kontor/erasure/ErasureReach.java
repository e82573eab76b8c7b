package io.kontor.erasure;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.people.People;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who somebody is, in every room, and what is held of them. */
@Component
class ErasureReach {
    private final List<PersonalData> rooms;
    private final List<Holding> holdings;

    ErasureReach(List<PersonalData> rooms, List<Holding> holdings) {
        this.rooms = rooms;
        this.holdings = holdings;
    }

    List<PersonalData> rooms() {
        return rooms;
    }

    /** Refuses: nobody who can be erased, or nobody the actor may see. */
    Holding visible(Actor actor, Subject subject) {
        var holding = holding(subject.type()).orElseThrow(() -> Refusal.notFound("page"));
        if (!subject.type().equals(People.KIND) && !subject.type().equals("contact")) {
            throw Refusal.notFound("page");
        }
        if (holding.visible(actor, subject.id()).isEmpty()) {
            throw Refusal.notFound(subject.type());
        }
        return holding;
    }

    private Optional<Holding> holding(String type) {
        return holdings.stream().filter(one -> one.type().equals(type)).findFirst();
    }

    List<Erasures.Mention> named(Actor actor, List<Subject> subjects) {
        return subjects.stream()
                .distinct()
                .flatMap(subject -> holding(subject.type()).stream()
                        .map(holding -> new Erasures.Mention(
                                subject.type(),
                                holding.titles(actor, List.of(subject.id())).getOrDefault(subject.id(), ""),
                                holding.link(subject.id()))))
                .toList();
    }

    /** Everything the rooms know them by; asked until none knows more. */
    Somebody somebody(Actor actor, Subject subject) {
        var who = Somebody.of(subject);
        for (var before = Somebody.of(new Subject("", new UUID(0, 0))); !before.equals(who); ) {
            before = who;
            for (var room : rooms) {
                who = room.know(actor, who);
            }
        }
        return who;
    }

    List<Erasures.Held> held(Actor actor, Somebody who) {
        var all = new TreeMap<String, Long>();
        rooms.forEach(room -> room.held(actor, who).forEach(held -> all.merge(held.what(), held.count(), Long::sum)));
        return all.entrySet().stream()
                .map(one -> new Erasures.Held(one.getKey(), one.getValue()))
                .toList();
    }
}
