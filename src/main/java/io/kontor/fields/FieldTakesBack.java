package io.kontor.fields;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.TakesBack;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fields a larger act made: one that goes is taken out of use and gives up its code. The caller knows that no object uses it;
 * one that rules read stays. */
@Component
class FieldTakesBack implements TakesBack {
    private final CustomFields fields;

    FieldTakesBack(CustomFields fields) {
        this.fields = fields;
    }

    @Override
    public String kind() {
        return CustomFields.KIND;
    }

    @Override
    public Set<UUID> takeBack(Actor actor, Collection<Back> back, @Nullable String reason) {
        if (!actor.may(CustomFields.KIND, Verb.WITHDRAW)) {
            return Set.of();
        }
        var role = actor.role(CustomFields.KIND, Verb.WITHDRAW);
        var known = fields.book().load(back.stream().map(Back::id).toList(), true);
        var done = new HashSet<UUID>();
        var changes = new ArrayList<Change<CustomField>>();
        for (var one : back) {
            var now = known.get(one.id());
            if (one.before() == null
                    && now != null
                    && now.version().equals(one.version())
                    && fields.readers(actor, now.state()).isEmpty()) {
                changes.add(gone(now, role, reason));
                done.add(one.id());
            }
        }
        fields.book().record(actor, List.copyOf(changes));
        return done;
    }

    private static Change<CustomField> gone(Book.Known<CustomField> known, String role, @Nullable String reason) {
        return Change.of(
                        CustomFields.FIELD,
                        known.id(),
                        "withdrawn",
                        role,
                        known.state().freed(known.id()))
                .after(known.version())
                .because(reason);
    }
}
