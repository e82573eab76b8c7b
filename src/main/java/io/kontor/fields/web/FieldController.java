package io.kontor.fields.web;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.ledger.Book;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** Custom fields in the settings. */
@Controller
@RequestMapping("/settings/fields")
class FieldController {
    private static final String USUAL = "usual";
    private static final Map<String, Boolean> GUARDED = Map.of("yes", true, "no", false);

    private final CustomFields fields;
    private final Pages pages;

    FieldController(CustomFields fields, Pages pages) {
        this.fields = fields;
        this.pages = pages;
    }

    record FieldsPage(List<CustomFields.Listed> fields, boolean mayCreate) {}

    /** @param id the field being changed, or none for a new one */
    record FieldPage(
            Form form,
            @Nullable UUID id,
            boolean withdrawn,
            boolean mayWithdraw,
            List<Option> objects,
            List<Option> types,
            List<Option> audiences,
            List<Option> guarding,
            List<Language> languages) {}

    @GetMapping
    @Needs(kind = "field")
    View list(Viewer viewer) {
        return pages.show(
                "fields/web/fields.jte", new FieldsPage(fields.all(viewer.actor()), viewer.may("field", Verb.CREATE)));
    }

    @GetMapping("/new")
    @Needs(kind = "field", verb = Verb.CREATE)
    View blank(Viewer viewer) {
        var form = Form.fresh(viewer.words())
                .set("object", "partner")
                .set("type", "text")
                .set("audience", "office")
                .set("guarded", USUAL);
        return page(viewer, form, null, false, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "field", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> fields.create(viewer.actor(), read(form), form.reason()))
                .map(id -> Pages.to("/settings/fields", "field-created"))
                .orElseGet(() -> page(viewer, form, null, false, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}")
    @Needs(kind = "field", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = fields.find(viewer.actor(), id);
        return page(viewer, filled(viewer, known), id, known.state().withdrawn(), HttpStatus.OK);
    }

    private static Form filled(Viewer viewer, Book.Known<CustomField> known) {
        var field = known.state();
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("object", field.object())
                .set("code", field.code())
                .set("type", field.type())
                .set("audience", field.audience())
                .set("place", field.place())
                .set("guarded", guarded(field));
        field.labels().forEach((language, label) -> form.set("label." + language, label));
        form.setAll(
                "choices.code",
                field.choices().stream().map(CustomField.Choice::code).toList());
        for (var language : Language.SHIPPED) {
            form.setAll(
                    "choices." + language.tag(),
                    field.choices().stream()
                            .map(choice -> choice.labels().getOrDefault(language.tag(), ""))
                            .toList());
        }
        return form;
    }

    @PostMapping("/{id}")
    @Needs(kind = "field", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        return form.submitted(() -> {
                    var field = read(form);
                    fields.change(viewer.actor(), id, form.version(), old -> field, form.reason());
                })
                ? Pages.to("/settings/fields", "field-changed")
                : page(viewer, form, id, false, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "field", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        try {
            fields.withdraw(viewer.actor(), id, form.version(), form.reason());
            return Pages.to("/settings/fields", "field-withdrawn");
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.CONFLICT) {
                throw refusal;
            }
            var known = fields.find(viewer.actor(), id);
            var shown = filled(viewer, known);
            shown.refuse(refusal);
            return page(viewer, shown, id, known.state().withdrawn(), HttpStatus.CONFLICT);
        }
    }

    private static String guarded(CustomField field) {
        return Boolean.TRUE.equals(field.guarded()) ? "yes" : "no";
    }

    private static CustomField read(Form form) {
        var type = form.choice("type", CustomField.Type.class);
        var audience = form.choice("audience", CustomField.Audience.class);
        var place = form.whole("place");
        if (type == null || audience == null) {
            form.refuse(Refusal.invalid("field-required").at(type == null ? "type" : "audience"));
        }
        var choices = new ArrayList<CustomField.Choice>();
        for (var row : form.rows("choices", "code")) {
            choices.add(new CustomField.Choice(row.value("code"), labels(row::value)));
        }
        form.check();
        return new CustomField(
                form.required("object"),
                form.required("code"),
                type == null ? CustomField.Type.TEXT : type,
                audience == null ? CustomField.Audience.OFFICE : audience,
                labels(language -> form.value("label." + language)),
                choices,
                place == null ? 0 : place,
                false,
                GUARDED.get(form.value("guarded")));
    }

    private static Map<String, String> labels(java.util.function.UnaryOperator<String> value) {
        var labels = new HashMap<String, String>();
        for (var language : Language.SHIPPED) {
            var label = value.apply(language.tag()).strip();
            if (!label.isEmpty()) {
                labels.put(language.tag(), label);
            }
        }
        return labels;
    }

    private View page(Viewer viewer, Form form, @Nullable UUID id, boolean withdrawn, HttpStatus status) {
        var words = viewer.words();
        var page = new FieldPage(
                form,
                id,
                withdrawn,
                viewer.may("field", Verb.WITHDRAW),
                CustomField.OBJECTS.stream()
                        .map(object -> new Option(object, words.t("kind." + object)))
                        .toList(),
                Option.of(words, "fields.type", CustomField.Type.values()),
                Option.of(words, "fields.audience", CustomField.Audience.values()),
                (id == null ? Stream.of(USUAL, "yes", "no") : Stream.of("yes", "no"))
                        .map(choice -> new Option(choice, words.t("fields.guarded." + choice)))
                        .toList(),
                Language.SHIPPED);
        return pages.show("fields/web/field.jte", page, status);
    }
}
