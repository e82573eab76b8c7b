package io.kontor.governance.charter;

import io.kontor.database.Tx;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.DocumentVersion;
import io.kontor.governance.Documents;
import io.kontor.governance.Languages;
import io.kontor.governance.Where;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The charter in force; the starter charter while the office has adopted none. */
@Component
public final class Charters {
    /** The number of the starter charter, which nobody adopted. */
    public static final DocumentVersion STARTER = new DocumentVersion(0, 0);

    private final Tx tx;
    private final CharterType type;
    private final GovernedActs acts;
    private final Documents documents;
    private final Clock clock;

    Charters(Tx tx, CharterType type, GovernedActs acts, Documents documents, Clock clock) {
        this.tx = tx;
        this.type = type;
        this.acts = acts;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * A charter in force.
     *
     * @param document none while it is the starter
     * @param languages it is written and translated in, once it is adopted
     */
    public record Ruling(
            Charter charter,
            DocumentVersion version,
            @Nullable UUID document,
            Languages languages) {
        public boolean adopted() {
            return document != null;
        }
    }

    public Ruling now(Actor actor) {
        return tx.as(
                actor,
                () -> documents
                        .effective(actor, type, Where.ANYWHERE, clock.instant())
                        .map(one -> new Ruling(one.content(), one.version(), one.document(), one.languages()))
                        .orElseGet(() -> new Ruling(
                                type.starter(actor, DocumentScope.ALL), STARTER, null, Languages.in(Language.EN))));
    }

    /** Acts the charter does not speak of, each with the clauses it could get. */
    public List<Gap> gaps(Charter charter) {
        return acts.all().stream()
                .filter(act -> charter.rights().stream()
                        .noneMatch(clause -> clause.act().equals(act.code())))
                .map(act -> new Gap(act, Starter.proposed(act)))
                .toList();
    }

    /** @param proposed clauses that would close it */
    public record Gap(GovernedAct act, List<Clause> proposed) {}
}
