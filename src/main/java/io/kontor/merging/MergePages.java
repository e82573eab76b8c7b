package io.kontor.merging;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Moves;
import io.kontor.language.Words;
import io.kontor.ledger.States;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The pages on which two objects become one, for whichever type. */
@Component
public final class MergePages {
    private static final Pattern ID_AT_END =
            Pattern.compile("\\(?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\\)?\\s*$");

    private final Merges merges;
    private final Timelines timelines;
    private final CustomFields fields;
    private final Pages pages;

    MergePages(Merges merges, Timelines timelines, CustomFields fields, Pages pages) {
        this.merges = merges;
        this.timelines = timelines;
        this.fields = fields;
        this.pages = pages;
    }

    /** Where somebody chooses the other one. */
    public record ChoosePage(Form form, String type, String path, UUID kept, String name) {}

    /** One of the two. */
    public record Side(UUID id, UUID version, String name, boolean withdrawn) {}

    /**
     * A choice between two values.
     *
     * @param days on which they differ, or empty
     */
    public record Choice(String name, String label, String days, String kept, String folded, boolean other) {}

    /**
     * A field side by side.
     *
     * @param after what stands there afterwards; empty when it is chosen here
     * @param choice the choice when the field has one value
     * @param choices the choices when it has several, each with its days
     */
    public record Row(
            String label,
            String kept,
            String folded,
            String after,
            @Nullable Choice choice,
            List<Choice> choices) {}

    /** What the merge would do, and the form that does it. */
    public record PreviewPage(
            Form form,
            String type,
            String path,
            Side kept,
            Side folded,
            List<Row> rows,
            List<Choice> further,
            List<String> moves) {
        public boolean chooses() {
            return !further.isEmpty()
                    || rows.stream()
                            .anyMatch(row ->
                                    row.choice() != null || !row.choices().isEmpty());
        }
    }

    /**
     * The page for merging into an object: first which other one, then what happens.
     *
     * @param with an id, or a name as typed, with the id behind it when several share it; empty at first
     */
    public <S> View show(Viewer viewer, Mergeable<S> what, UUID kept, String with) {
        var form = Form.fresh(viewer.words()).set("with", with);
        if (with.isBlank()) {
            return choose(viewer, what, kept, form, HttpStatus.OK);
        }
        return form.submit(() -> preview(viewer, what, kept, resolve(viewer, what, with), form))
                .map(page -> pages.show("merging/preview.jte", page))
                .orElseGet(() -> choose(viewer, what, kept, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private <S> View choose(Viewer viewer, Mergeable<S> what, UUID kept, Form form, HttpStatus status) {
        var known = what.book().find(viewer.actor(), kept);
        var page = new ChoosePage(form, what.code(), what.path(), kept, what.name(known.state()));
        return pages.show("merging/choose.jte", page, status);
    }

    private static UUID resolve(Viewer viewer, Mergeable<?> what, String typed) {
        var id = ID_AT_END.matcher(typed);
        if (id.find()) {
            return UUID.fromString(id.group(1));
        }
        var found = what.search(viewer.actor(), typed.strip(), 20);
        var exact = found.stream()
                .filter(one -> one.name().equalsIgnoreCase(typed.strip()))
                .toList();
        var fitting = exact.isEmpty() ? found : exact;
        if (fitting.size() == 1) {
            return fitting.getFirst().id();
        }
        throw (fitting.isEmpty()
                        ? Refusal.invalid("merge-unknown", "name", typed)
                        : Refusal.invalid("merge-ambiguous", "name", typed, "count", fitting.size()))
                .at("with");
    }

    private <S> PreviewPage preview(Viewer viewer, Mergeable<S> what, UUID kept, UUID folded, Form form) {
        var preview = merges.preview(viewer.actor(), what, kept, folded, Set.of());
        var own = preview.differences().stream()
                .filter(difference -> difference.of().isEmpty())
                .toList();
        var further = preview.differences().stream()
                .filter(difference -> !difference.of().isEmpty())
                .map(difference -> choice(viewer, form, difference))
                .toList();
        return new PreviewPage(
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

    private static <S> Side side(Mergeable<S> what, io.kontor.ledger.Book.Known<S> known) {
        return new Side(known.id(), known.version(), what.name(known.state()), what.withdrawn(known.state()));
    }

    private Choice choice(Viewer viewer, Form form, Moves.Difference difference) {
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

    private static Choice choice(
            Words words, Form form, Moves.Difference difference, String label, String kept, String folded) {
        var name = "choice." + difference.key();
        return new Choice(name, label, days(words, difference), kept, folded, form.has(name, "other"));
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

    private <S> List<Row> rows(
            Viewer viewer,
            Mergeable<S> what,
            Merges.Preview<S> preview,
            List<Moves.Difference> differences,
            Form form) {
        var kept = tree(preview.kept().state());
        var folded = tree(preview.folded().state());
        var united = tree(preview.united());
        var rows = new ArrayList<Row>();
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

    private Row row(
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
            return new Row(label, mine, theirs, "", own.getFirst(), List.of());
        }
        var leader = part.with();
        var follows = leader != null
                && differences.stream()
                        .anyMatch(difference -> difference.field().equals(leader));
        var after = follows
                ? viewer.words().t("merging.follows")
                : own.isEmpty() ? read.get(2).text() : viewer.words().t("merging.as-chosen");
        return new Row(label, mine, theirs, after, null, own);
    }

    private static @Nullable String json(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    private List<Row> custom(
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
        var rows = new ArrayList<Row>();
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
                rows.add(new Row(
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

    /** Merges as the form says, and goes to the kept one; or shows the preview again with what was wrong. */
    public <S> View merge(Viewer viewer, Mergeable<S> what, UUID kept, Form form) {
        var with = form.id("with");
        if (with == null) {
            return choose(viewer, what, kept, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var done = form.submit(() -> {
            var keptSeen = form.id("kept");
            var foldedSeen = form.id("folded");
            if (keptSeen == null || foldedSeen == null) {
                throw Refusal.conflict("version-unknown");
            }
            form.check();
            var preview = merges.preview(viewer.actor(), what, kept, with, Set.of());
            var others = preview.differences().stream()
                    .map(Moves.Difference::key)
                    .filter(key -> form.has("choice." + key, "other"))
                    .collect(Collectors.toSet());
            return merges.merge(
                    viewer.actor(), what, new Merges.Order(kept, keptSeen, with, foldedSeen, others), form.reason());
        });
        if (done.isPresent()) {
            return Pages.to(what.path() + "/" + kept, "merged");
        }
        var again = Form.fresh(viewer.words());
        return again.submit(() -> preview(viewer, what, kept, with, form))
                .map(page -> pages.show("merging/preview.jte", page, HttpStatus.UNPROCESSABLE_CONTENT))
                .orElseGet(() -> choose(viewer, what, kept, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    /** Takes a merge apart, and goes to what was kept. */
    public <S> View takeApart(Viewer viewer, Mergeable<S> what, UUID kept, UUID merge, Form form) {
        merges.takeApart(viewer.actor(), what, kept, merge, form.reason());
        return Pages.to(what.path() + "/" + kept, "taken-apart");
    }
}
