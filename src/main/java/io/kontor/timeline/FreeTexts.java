package io.kontor.timeline;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.Redacting;
import io.kontor.ledger.TimelineEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/** The free texts of an entry under the names of their fields, for who may take them out for good. */
@Component
public final class FreeTexts {
    private static final String STATE = "/state/";

    private final Redacting redacting;

    FreeTexts(Redacting redacting) {
        this.redacting = redacting;
    }

    /** @param pointer where it stands in the entry */
    public record Said(String pointer, String label, String text) {}

    /** None for who may not take them out. */
    public List<Said> of(Actor actor, Words words, TimelineEntry entry) {
        if (!actor.may(Redacting.KIND, Verb.CREATE)) {
            return List.of();
        }
        return redacting.texts(actor, entry.id()).stream()
                .map(text -> new Said(text.pointer(), label(words, entry, text.pointer()), text.text()))
                .toList();
    }

    private static String label(Words words, TimelineEntry entry, String pointer) {
        if (!pointer.startsWith(STATE)) {
            return words.t(pointer.equals("/reason") ? "ui.reason" : "ledger.actor-name");
        }
        var name =
                pointer.substring(STATE.length()).replaceAll("/\\d+(?=/|$)", "").replace('/', '.');
        var last = name.substring(name.lastIndexOf('.') + 1);
        for (var key :
                new String[] {"field." + entry.subject().type() + "." + name, "field." + name, "field." + last}) {
            if (Words.has(key)) {
                return words.t(key);
            }
        }
        return last;
    }
}
