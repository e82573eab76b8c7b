package io.kontor.merging;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.spi.Moves;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.ledger.States;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two objects side by side, field by field, with what may be chosen and what stands there afterwards. */
@Component
class MergePreview {
    private final Merges merges;
    private final Timelines timelines;
    private final CustomFields fields;

    MergePreview(Merges merges, Timelines timelines, CustomFields fields) {
        this.merges = merges;
        this.timelines = timelines;
        this.fields = fields;
    }

    /** What a merge would do, as a page. Refuses as the merge would. */
    <S> MergePages.PreviewPage of(Viewer viewer, Mergeable<S> what, UUID kept, UUID folded, Form form) {
        var preview = merges.preview(viewer.actor(), what, kept, folded, Set.of());
        var own = preview.differences().stream()
                .filter(difference -> difference.of().isEmpty())
                .toList();
        var further = preview.differences().stream()
                .filter(difference -> !difference.of().isEmpty())
                .map(difference -> choice(viewer, form, difference))
                .toList();
        return new MergePages.PreviewPage(
                form.set("kept", preview.kept().version())
                        .set("folded", preview.folded().version())
                        .set("with", folded),
                what.code(),
                what.path(),
                side(what, preview.kept()),
                side(what, preview.folded()),
                rows(viewer, what, preview, own, form),
                further,
                preview.moves().entrySet().stream()
                        .map(moves -> viewer.words().t("moves." + moves.getKey(), "count", moves.getValue()))
                        .toList());
    }

    private static <S> MergePages.Side side(Mergeable<S> what, Book.Known<S> known) {
        return new MergePages.Side(
                known.id(), known.version(), what.name(known.state()), what.withdrawn(known.state()));
    }

    private MergePages.Choice choice(Viewer viewer, Form form, Moves.Difference difference) {
        var read = timelines.values(
                viewer.actor(),
                viewer.words(),
                difference.type(),
                List.of(
                        new Timelines.Value(difference.field(), difference.kept()),
                        new Timelines.Value(difference.field(), difference.other())));
        var label = difference.of().isEmpty()
                ? read.getFirst().field()
                : viewer.words()
                        .t(
                                "merging.of",
                                "of",
                                difference.of(),
                                "field",
                                read.getFirst().field());
        return choice(
                viewer.words(),
                form,
                difference,
                label,
                read.getFirst().text(),
                read.getLast().text());
    }

    private static MergePages.Choice choice(
            Words words, Form form, Moves.Difference difference, String label, String kept, String folded) {
        var name = "choice." + difference.key();
        return new MergePages.Choice(name, label, days(words, difference), kept, folded, form.has(name, "other"));
    }

    private static String days(Words words, Moves.Difference difference) {
        var from = difference.from();
        var to = difference.to();
        if (from == null && to == null) {
            return "";
        }
        var key = from == null ? "merging.days.until" : to == null ? "merging.days.since" : "merging.days.during";
        return words.t(key, "from", words.day(from), "to", words.day(to));
    }

    private <S> List<MergePages.Row> rows(
            Viewer viewer,
            Mergeable<S> what,
            Merges.Preview<S> preview,
            List<Moves.Difference> differences,
            Form form) {
        var kept = tree(preview.kept().state());
        var folded = tree(preview.folded().state());
        var united = tree(preview.united());
        var rows = new ArrayList<MergePages.Row>();
        for (var part : what.parts()) {
            if (part.how() == Mergeable.How.MAP) {
                rows.addAll(custom(viewer, what, part.field(), kept, folded, united, differences, form));
            } else if (kept.has(part.field()) || folded.has(part.field())) {
                rows.add(row(viewer, what, part, kept, folded, united, differences, form));
            }
        }
        return rows;
    }

    private static ObjectNode tree(Object state) {
        return States.tree(States.write(state));
    }

    private MergePages.Row row(
            Viewer viewer,
            Mergeable<?> what,
            Mergeable.Part part,
            ObjectNode kept,
            ObjectNode folded,
            ObjectNode united,
            List<Moves.Difference> differences,
            Form form) {
        var field = part.field();
        var read = timelines.values(
                viewer.actor(),
                viewer.words(),
                what.code(),
                List.of(
                        new Timelines.Value(field, json(kept.get(field))),
                        new Timelines.Value(field, json(folded.get(field))),
                        new Timelines.Value(field, json(united.get(field)))));
        var label = read.getFirst().field();
        var mine = read.get(0).text();
        var theirs = read.get(1).text();
        var own = differences.stream()
                .filter(difference -> difference.field().equals(field))
                .map(difference -> choice(viewer, form, difference))
                .toList();
        if (part.how() == Mergeable.How.ONE && !own.isEmpty()) {
            return new MergePages.Row(label, mine, theirs, "", own.getFirst(), List.of());
        }
        var leader = part.with();
        var follows = leader != null
                && differences.stream()
                        .anyMatch(difference -> difference.field().equals(leader));
        var after = follows
                ? viewer.words().t("merging.follows")
                : own.isEmpty() ? read.get(2).text() : viewer.words().t("merging.as-chosen");
        return new MergePages.Row(label, mine, theirs, after, null, own);
    }

    private static @Nullable String json(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    private List<MergePages.Row> custom(
            Viewer viewer,
            Mergeable<?> what,
            String field,
            ObjectNode kept,
            ObjectNode folded,
            ObjectNode united,
            List<Moves.Difference> differences,
            Form form) {
        var known = fields.of(viewer.actor(), what.code());
        var mine = texts(kept.get(field));
        var theirs = texts(folded.get(field));
        var after = texts(united.get(field));
        var codes = new TreeSet<>(mine.keySet());
        codes.addAll(theirs.keySet());
        var rows = new ArrayList<MergePages.Row>();
        for (var one : known) {
            var code = one.code();
            if (codes.contains(code)) {
                var label = one.label(viewer.words());
                var here = text(viewer, one, mine.get(code));
                var there = text(viewer, one, theirs.get(code));
                var choice = differences.stream()
                        .filter(difference -> difference.field().equals(field + "." + code))
                        .map(difference -> choice(viewer.words(), form, difference, label, here, there))
                        .findFirst()
                        .orElse(null);
                rows.add(new MergePages.Row(
                        label,
                        here,
                        there,
                        choice == null ? text(viewer, one, after.get(code)) : "",
                        choice,
                        List.of()));
            }
        }
        return rows;
    }

    private static Map<String, String> texts(@Nullable JsonNode node) {
        return node == null ? Map.of() : States.texts(node.toString());
    }

    private String text(Viewer viewer, CustomField field, @Nullable String value) {
        return value == null
                ? ""
                : fields.shown(viewer.actor(), viewer.words(), List.of(field), Map.of(field.code(), value)).stream()
                        .map(CustomFields.Shown::text)
                        .collect(Collectors.joining());
    }
}
