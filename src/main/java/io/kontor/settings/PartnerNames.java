package io.kontor.settings;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.partners.Partners;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Partners as people type them: a name, part of one, or a name with the id behind it. */
@Component
public final class PartnerNames {
    private static final Pattern ID_AT_END = Pattern.compile("\\(([0-9a-fA-F-]{36})\\)\\s*$");
    private static final int MOST = 12;

    private final Partners partners;

    PartnerNames(Partners partners) {
        this.partners = partners;
    }

    /** Refuses: no such partner, or not one the actor may see; several that fit. */
    public UUID read(Actor actor, String typed, String field) {
        var id = ID_AT_END.matcher(typed);
        if (id.find()) {
            var known = UUID.fromString(id.group(1));
            partners.visible(actor, known);
            return known;
        }
        var found = partners.search(actor, typed.strip(), MOST);
        var same = found.stream()
                .filter(one -> one.name().equalsIgnoreCase(typed.strip()))
                .toList();
        var fitting = same.size() == 1 ? same : found;
        if (fitting.isEmpty()) {
            throw Refusal.invalid("partner-unknown", "name", typed.strip()).at(field);
        }
        if (fitting.size() > 1) {
            throw Refusal.invalid("partner-ambiguous", "name", typed.strip(), "count", fitting.size())
                    .at(field);
        }
        return fitting.getFirst().id();
    }

    /** The name with the id behind it, as {@link #read} takes it. */
    public String typed(Actor actor, UUID partner) {
        return partners.names(actor, List.of(partner)).getOrDefault(partner, "") + " (" + partner + ")";
    }
}
