package io.kontor.settings;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.partners.Partners;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Picks;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Partners as people type them: a name, part of one, or a name with the id behind it. */
@Component
public final class PartnerNames {
    private final Partners partners;

    PartnerNames(Partners partners) {
        this.partners = partners;
    }

    /** The partner somebody typed; one there is not, one the actor may not see, and several that fit are noted in the form. */
    public @Nullable UUID read(Actor actor, Form form, String field, String typed) {
        return Picks.read(
                form,
                field,
                field,
                typed,
                "partner",
                (words, most) -> partners.search(actor, words, most).stream()
                        .map(one -> new Picks.Meant(one.id(), one.name(), one.where()))
                        .toList(),
                id -> partners.place(actor, id)
                        .filter(place -> actor.may(Partners.KIND, Verb.SEE, place))
                        .isPresent());
    }

    /** The name with the id behind it, as {@link #read} takes it. */
    public String typed(Actor actor, UUID partner) {
        return Option.picked(partners.names(actor, List.of(partner)).getOrDefault(partner, ""), partner);
    }
}
