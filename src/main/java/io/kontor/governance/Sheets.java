package io.kontor.governance;

import io.kontor.database.Tx;
import io.kontor.governance.spi.Simulation;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Said;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes as their pages show them, in a reader's words. */
@Component
public final class Sheets {
    private final Tx tx;
    private final Types types;
    private final Documents documents;
    private final Changes changes;
    private final Drafts drafts;
    private final Simulations simulations;
    private final Waiting waiting;
    private final Releases releases;

    Sheets(
            Tx tx,
            Types types,
            Documents documents,
            Changes changes,
            Drafts drafts,
            Simulations simulations,
            Waiting waiting,
            Releases releases) {
        this.tx = tx;
        this.types = types;
        this.documents = documents;
        this.changes = changes;
        this.drafts = drafts;
        this.simulations = simulations;
        this.waiting = waiting;
        this.releases = releases;
    }

    /** What a document is called. */
    public static String name(Words words, String type, DocumentScope scope) {
        return DocumentListing.name(words, type) + " · " + scope(words, scope);
    }

    /** For whom, in words. */
    public static String scope(Words words, DocumentScope scope) {
        if (scope.specific() == 0) {
            return words.t("governance.everybody");
        }
        var parts = new ArrayList<String>();
        scope.named().forEach((what, code) -> parts.add(words.t("governance.scope." + what, "code", code)));
        return String.join(", ", parts);
    }

    /** @param line of the text, counted from 1 */
    public record Noted(boolean error, int line, String sentence) {}

    /**
     * A part of a change.
     *
     * @param stale whether its document says something newer than it was made from
     * @param compared with what its document said before; none while it makes no sense
     * @param translatable whether it has texts that may be translated
     */
    public record Part(
            ProgrammeChange.Item item,
            String name,
            String editPath,
            @Nullable UUID document,
            boolean stale,
            List<Noted> findings,
            @Nullable Comparison compared,
            boolean translatable,
            List<Variant> variants) {
        public boolean pass() {
            return findings.stream().noneMatch(Noted::error);
        }
    }

    /** A figure of a published change: in the days before and after, and as it was foreseen. */
    public record Figure(
            String name,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after,
            @Nullable BigDecimal foreseen) {}

    /**
     * A change as its page shows it.
     *
     * @param waits why a released change is not published yet
     * @param problem why it was stopped
     */
    public record ChangeSheet(
            UUID id,
            UUID version,
            ProgrammeChange change,
            List<Part> parts,
            Simulations.@Nullable Known simulation,
            @Nullable String waits,
            @Nullable String problem,
            List<Figure> figures) {
        public boolean pass() {
            return !parts.isEmpty() && parts.stream().allMatch(Part::pass);
        }

        public List<Simulation> simulated() {
            return simulation == null ? List.of() : simulation.parts();
        }
    }

    public ChangeSheet change(Actor actor, Words words, UUID id) {
        return tx.as(actor, () -> {
            var known = changes.find(actor, id);
            var change = known.state();
            var publishing = change.publishing();
            return new ChangeSheet(
                    id,
                    known.version(),
                    change,
                    parts(actor, words, known),
                    simulations.of(actor, id).orElse(null),
                    change.life() == Life.SCHEDULED
                            ? waiting.why(actor, id, change).map(words::say).orElse(null)
                            : null,
                    publishing == null || publishing.problem() == null
                            ? null
                            : words.say(new Said(publishing.problem(), Map.copyOf(publishing.details()))),
                    releases.watched(actor, id, change).stream()
                            .map(one ->
                                    new Figure(figure(words, one.name()), one.before(), one.after(), one.foreseen()))
                            .toList());
        });
    }

    /** The name of a figure. */
    public static String figure(Words words, String name) {
        return Words.has("figure." + name) ? words.t("figure." + name) : name;
    }

    private List<Part> parts(Actor actor, Words words, Book.Known<ProgrammeChange> known) {
        var open = known.state().life().editable();
        var checked = open ? drafts.check(actor, known.id(), known.state()) : List.<Drafts.Checked>of();
        var parts = new ArrayList<Part>();
        for (var item : known.state().items()) {
            var findings = checked.stream()
                    .filter(one -> one.item().id().equals(item.id()))
                    .flatMap(one -> one.findings().stream())
                    .toList();
            parts.add(new Part(
                    item,
                    name(words, item.type(), item.scope()),
                    editPath(known.id(), item),
                    documents
                            .find(actor, item.type(), item.scope())
                            .map(Book.Known::id)
                            .orElse(null),
                    findings.stream().anyMatch(found -> found.finding().code().equals("base-stale")),
                    noted(words, findings),
                    compared(actor, words, item),
                    types.find(item.type())
                            .filter(type -> !type.texts().isEmpty())
                            .isPresent(),
                    types.find(item.type())
                            .map(type -> Telling.variants(type, item))
                            .orElse(List.of())));
        }
        return List.copyOf(parts);
    }

    /** Where a part of a change is edited. */
    public String editPath(Actor actor, UUID change, UUID item) {
        return editPath(change, changes.find(actor, change).state().item(item));
    }

    private String editPath(UUID change, ProgrammeChange.Item item) {
        return types.find(item.type())
                .flatMap(type -> type.editPath(change, item.id()))
                .orElse("/changes/" + change + "/documents/" + item.id());
    }

    private static List<Noted> noted(Words words, List<Drafts.Found> findings) {
        return findings.stream()
                .map(found -> new Noted(
                        found.finding().error(), found.line(), found.finding().sentence(words)))
                .toList();
    }

    private @Nullable Comparison compared(Actor actor, Words words, ProgrammeChange.Item item) {
        var type = types.find(item.type()).orElse(null);
        if (type == null || item.content() == null) {
            return null;
        }
        var base = item.base();
        var before = base == null
                ? Optional.<Documents.Version>empty()
                : documents
                        .find(actor, item.type(), item.scope())
                        .map(document -> documents.version(actor, document.id(), base));
        return Telling.compared(words, type, before.orElse(null), item.schema(), item.content(), item.languages());
    }

    /** What was found in one part of a change, for its editor. */
    public List<Noted> findings(Actor actor, Words words, UUID id, UUID item) {
        return changes.findings(actor, id).stream()
                .filter(one -> one.item().id().equals(item))
                .flatMap(one -> noted(words, one.findings()).stream())
                .toList();
    }
}
