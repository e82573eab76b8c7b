package io.kontor.files;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Holding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The objects things may hang on, found through the rooms that keep them. */
@Component
class Holdings {
    private final Map<String, Holding> byType = new HashMap<>();

    Holdings(List<Holding> holdings) {
        holdings.forEach(holding -> byType.put(holding.type(), holding));
    }

    /** Where an object stands. Refuses: no such object, or not one the actor may see. */
    Place visible(Actor actor, Subject subject) {
        var holding = byType.get(subject.type());
        if (holding == null) {
            throw Refusal.notFound("page");
        }
        return holding.visible(actor, subject.id()).orElseThrow(() -> Refusal.notFound(subject.type()));
    }

    String link(Subject subject) {
        var holding = byType.get(subject.type());
        return holding == null ? "/" : holding.link(subject.id());
    }
}
