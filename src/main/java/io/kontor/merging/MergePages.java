package io.kontor.merging;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Moves;
import io.kontor.ui.Form;
import io.kontor.ui.Pages;
import io.kontor.ui.Picks;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** The pages on which two objects become one, for whichever type. */
@Component
public final class MergePages {
    private final Merges merges;
    private final MergePreview preview;
    private final Pages pages;

    MergePages(Merges merges, MergePreview preview, Pages pages) {
        this.merges = merges;
        this.preview = preview;
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

    /** The page for merging into an object: first which other one, then what happens. */
    public <S> View show(Viewer viewer, Mergeable<S> what, UUID kept, Form form) {
        var with = resolve(viewer, what, form);
        if (with == null) {
            return choose(viewer, what, kept, form, form.wrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        }
        return form.submit(() -> preview.of(viewer, what, kept, with, form))
                .map(page -> pages.show("merging/preview.jte", page))
                .orElseGet(() -> choose(viewer, what, kept, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private <S> View choose(Viewer viewer, Mergeable<S> what, UUID kept, Form form, HttpStatus status) {
        var known = what.book().find(viewer.actor(), kept);
        var page = new ChoosePage(form, what.code(), what.path(), kept, what.name(known.state()));
        return pages.show("merging/choose.jte", page, status);
    }

    private static @Nullable UUID resolve(Viewer viewer, Mergeable<?> what, Form form) {
        return Picks.read(
                form,
                "with",
                "with",
                form.text("with"),
                "merge",
                (words, most) -> what.search(viewer.actor(), words, most).stream()
                        .map(one -> new Picks.Meant(one.id(), one.name(), one.where()))
                        .toList());
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
            var planned = merges.preview(viewer.actor(), what, kept, with, Set.of());
            var others = planned.differences().stream()
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
        return again.submit(() -> preview.of(viewer, what, kept, with, form))
                .map(page -> pages.show("merging/preview.jte", page, HttpStatus.UNPROCESSABLE_CONTENT))
                .orElseGet(() -> choose(viewer, what, kept, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    /** Takes a merge apart, and goes to what was kept. */
    public <S> View takeApart(Viewer viewer, Mergeable<S> what, UUID kept, UUID merge, Form form) {
        merges.takeApart(viewer.actor(), what, kept, merge, form.reason());
        return Pages.to(what.path() + "/" + kept, "taken-apart");
    }
}
