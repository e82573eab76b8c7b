package io.kontor.governance.web;

import io.kontor.governance.Changes;
import io.kontor.governance.ProgrammeChange;
import io.kontor.governance.Sheets;
import io.kontor.governance.Translations;
import io.kontor.governance.Variant;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** The languages of a draft: which there are, and its texts in one of them beside the original. */
@Controller
@RequestMapping("/changes/{id}/documents/{item}/languages")
class LanguageController {
    private final Translations translations;
    private final Timelines timelines;
    private final Pages pages;

    LanguageController(Translations translations, Timelines timelines, Pages pages) {
        this.translations = translations;
        this.timelines = timelines;
        this.pages = pages;
    }

    /** @param left languages that can be added */
    record LanguagesPage(
            UUID id, Translations.Sheet sheet, String name, List<Option> left, List<Option> shipped, Form form) {
        ProgrammeChange change() {
            return sheet.change();
        }

        boolean mayEdit() {
            return sheet.change().life().editable();
        }

        String path() {
            return "/changes/" + id + "/documents/" + sheet.item().id();
        }
    }

    @GetMapping
    @Needs(kind = Changes.KIND)
    View page(Viewer viewer, @PathVariable UUID id, @PathVariable UUID item) {
        return page(viewer, id, item, Form.fresh(viewer.words()), HttpStatus.OK);
    }

    private View page(Viewer viewer, UUID id, UUID item, Form form, HttpStatus status) {
        var sheet = translations.of(viewer.actor(), id, item);
        var languages = sheet.item().languages();
        if (form.values("original").isEmpty()) {
            form.set("original", languages.original());
        }
        return pages.show(
                "governance/web/languages.jte",
                new LanguagesPage(
                        id,
                        sheet,
                        Sheets.name(
                                viewer.words(),
                                sheet.item().type(),
                                sheet.item().scope()),
                        options(Language.SHIPPED.stream()
                                .filter(one -> !languages.all().contains(one))
                                .toList()),
                        options(Language.SHIPPED),
                        form),
                status);
    }

    private static List<Option> options(List<Language> languages) {
        return languages.stream()
                .map(one -> new Option(one.tag(), one.ownName()))
                .toList();
    }

    @PostMapping
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View add(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID item) {
        var done = form.submitted(() -> {
            var language = form.required("language");
            form.check();
            translations.add(viewer.actor(), id, item, language);
        });
        return done
                ? Pages.to(path(id, item) + "/" + form.value("language"))
                : page(viewer, id, item, form, form.refused());
    }

    private static String path(UUID id, UUID item) {
        return "/changes/" + id + "/documents/" + item + "/languages";
    }

    @PostMapping("/original")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View writtenIn(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID item) {
        var done = form.submitted(() -> {
            var original = form.required("original");
            form.check();
            translations.writtenIn(viewer.actor(), id, item, original);
        });
        return done ? Pages.to(path(id, item), "change-saved") : page(viewer, id, item, form, form.refused());
    }

    /**
     * The texts of one language beside the original.
     *
     * @param kept whether what stands in the form is what is kept
     */
    record TranslationPage(
            LanguagesPage of, Variant variant, Form form, List<Timelines.Clashing> clashes, boolean kept) {}

    @GetMapping("/{tag}")
    @Needs(kind = Changes.KIND)
    View translation(Viewer viewer, @PathVariable UUID id, @PathVariable UUID item, @PathVariable String tag) {
        var form = Form.fresh(viewer.words());
        var sheet = translations.of(viewer.actor(), id, item);
        if (!sheet.readable()) {
            return Pages.to(path(id, item));
        }
        form.set("version", sheet.version());
        sheet.variant(tag).texts().forEach(one -> form.set(one.place(), one.text()));
        return show(viewer, "translation", id, item, tag, form, HttpStatus.OK, true);
    }

    private View show(
            Viewer viewer,
            String template,
            UUID id,
            UUID item,
            String tag,
            Form form,
            HttpStatus status,
            boolean kept) {
        var sheet = translations.of(viewer.actor(), id, item);
        var clash = form.clash();
        var page = new LanguagesPage(
                id,
                sheet,
                Sheets.name(viewer.words(), sheet.item().type(), sheet.item().scope()),
                List.of(),
                List.of(),
                form);
        return pages.show(
                "governance/web/" + template + ".jte",
                new TranslationPage(
                        page,
                        sheet.variant(tag),
                        form,
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash),
                        kept),
                status);
    }

    @PostMapping("/{tag}")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View save(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID item, @PathVariable String tag) {
        return keep(viewer, form, id, item, tag)
                .map(gone -> Pages.to(path(id, item), gone == 0 ? "translation-kept" : "translation-kept-without"))
                .orElseGet(() -> show(viewer, "translation", id, item, tag, form, form.refused(), false));
    }

    private Optional<Integer> keep(Viewer viewer, Form form, UUID id, UUID item, String tag) {
        var typed = form.values("place").stream()
                .map(place ->
                        new Translations.Typed(place, String.join("\n", form.values(place)), form.has("fits", place)))
                .toList();
        return form.submit(() -> {
            translations.wrong(viewer.actor(), id, item, typed).values().forEach(form::refuse);
            form.check();
            return translations.translate(viewer.actor(), id, form.version(), item, tag, typed);
        });
    }

    /** Keeps what is being typed. */
    @PostMapping("/{tag}/keeping")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View keeping(Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID item, @PathVariable String tag) {
        var kept = keep(viewer, form, id, item, tag).isPresent();
        if (kept) {
            form.set("version", translations.of(viewer.actor(), id, item).version());
        }
        return show(viewer, "translation-state", id, item, tag, form, HttpStatus.OK, kept);
    }

    @PostMapping("/{tag}/removal")
    @Needs(kind = Changes.KIND, verb = Verb.CHANGE)
    View remove(Viewer viewer, @PathVariable UUID id, @PathVariable UUID item, @PathVariable String tag) {
        translations.remove(viewer.actor(), id, item, tag);
        return Pages.to(path(id, item), "language-removed");
    }
}
