package io.kontor.governance.charter;

import io.kontor.database.Tx;
import io.kontor.governance.Changes;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Documents;
import io.kontor.governance.Languages;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The first charter of an office: the starter, put in force by whoever founds it, and offered to those who come after. Later, the
 * change that closes a gap of it.
 */
@Component
public final class Adoption {
    private final Tx tx;
    private final Documents documents;
    private final CharterType type;
    private final Approvals approvals;
    private final Charters charters;
    private final Changes changes;
    private final Ledger ledger;

    Adoption(
            Tx tx,
            Documents documents,
            CharterType type,
            Approvals approvals,
            Charters charters,
            Changes changes,
            Ledger ledger) {
        this.charters = charters;
        this.changes = changes;
        this.ledger = ledger;
        this.tx = tx;
        this.documents = documents;
        this.type = type;
        this.approvals = approvals;
    }

    /**
     * Adopts the starter charter.
     *
     * @param words of the founder
     * @param language in which the office keeps its charter; the others it is known in become translations
     * @param soleAllowed whether ladders shrink while the office has fewer people than they ask for
     * @return the document. Refuses: there is a charter already; a command instead of a person; not allowed
     */
    public UUID adopt(Actor actor, Words words, Language language, boolean soleAllowed, @Nullable String reason) {
        return tx.as(actor, () -> {
            var charter = type.starter(language).soleAllowed(soleAllowed);
            var document = documents.adopt(actor, type, charter, Languages.beginning(type, charter, language), reason);
            approvals.founded(
                    actor,
                    new Approvals.Asked(
                            new Subject(Documents.KIND, document),
                            words.t("charter.adoption"),
                            "adopted:" + document,
                            List.of(Act.of(CharterType.CODE)),
                            "/charter"));
            return document;
        });
    }

    /**
     * Opens a change of the charter in force that adds the clauses proposed for an act none speaks of.
     *
     * @param words of whoever proposes it
     * @return the change, a draft. Refuses: no such gap; no charter was adopted; not allowed
     */
    public UUID close(Actor actor, Words words, String act) {
        return tx.as(actor, () -> {
            var ruling = charters.now(actor);
            var gap = charters.gaps(ruling.charter()).stream()
                    .filter(one -> ruling.adopted() && one.act().code().equals(act))
                    .findFirst()
                    .orElseThrow(() -> Refusal.conflict("charter-no-gap"));
            var clauses = new ArrayList<>(ruling.charter().rights());
            clauses.addAll(gap.proposed());
            var title = words.t("charter.gap.title", "act", GovernedActs.name(words, act));
            var change = changes.open(actor, title, null, CharterType.CODE, DocumentScope.ALL);
            ledger.flush();
            var opened = changes.find(actor, change);
            changes.edit(
                    actor,
                    change,
                    opened.version(),
                    opened.state().items().getFirst().id(),
                    ruling.charter().with(clauses));
            return change;
        });
    }
}
