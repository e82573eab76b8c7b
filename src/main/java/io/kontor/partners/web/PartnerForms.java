package io.kontor.partners.web;

import io.kontor.company.Regions;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.PartnerType;
import io.kontor.partners.Partners;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Picks;
import io.kontor.ui.Viewer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Between a partner and the fields of its form. */
@Component
class PartnerForms {
    private final Partners partners;
    private final People people;
    private final Regions regions;
    private final CustomFields fields;

    PartnerForms(Partners partners, People people, Regions regions, CustomFields fields) {
        this.partners = partners;
        this.people = people;
        this.regions = regions;
        this.fields = fields;
    }

    /** What the form offers to choose from. */
    record Choices(
            List<Option> countries,
            List<Option> statuses,
            List<Option> types,
            List<Option> regions,
            List<Option> people,
            List<String> segments,
            List<CustomField> fields) {}

    Choices choices(Viewer viewer) {
        var words = viewer.words();
        var actor = viewer.actor();
        return new Choices(
                Option.countries(words),
                Option.of(words, "value.partner.status", PartnerStatus.values()),
                Option.of(words, "value.partner.types", PartnerType.values()),
                regions.all(actor).stream()
                        .filter(region -> !region.withdrawn())
                        .map(region -> new Option(region.id().toString(), region.name()))
                        .toList(),
                people.ofOffice(actor).stream()
                        .map(person -> new Option(person.id().toString(), person.name()))
                        .toList(),
                partners.segments(actor),
                partners.fields(actor));
    }

    Form fresh(Viewer viewer) {
        return Form.fresh(viewer.words()).set("status", "prospect").set("from", partners.today(viewer.actor()));
    }

    Form filled(Viewer viewer, UUID version, Partner partner) {
        var day = partners.today(viewer.actor());
        var form = Form.fresh(viewer.words())
                .set("version", version)
                .set("name", partner.name())
                .set("country", partner.country())
                .set("subdivision", partner.subdivision())
                .set("city", partner.city())
                .set("sourceChannel", partner.sourceChannel())
                .setAll(
                        "types",
                        partner.types(day).stream().map(PartnerType::code).toList())
                .set("segment", partner.segment(day).orElse(null))
                .set("region", partner.region(day).orElse(null))
                .set("manager", partner.manager(day).orElse(null))
                .set("parent", named(viewer.actor(), partner.parent(day).orElse(null)))
                .set("domains", String.join("\n", partner.domains()))
                .set("from", day)
                .setAll(
                        "external.system",
                        partner.externalIds().stream().map(ExternalId::system).toList())
                .setAll(
                        "external.id",
                        partner.externalIds().stream().map(ExternalId::id).toList());
        form.set(
                "suppliers",
                String.join(
                        "\n",
                        partner.suppliers(day).stream()
                                .map(id -> named(viewer.actor(), id))
                                .toList()));
        CustomFields.fill(form, partners.fields(viewer.actor()), partner.custom());
        return form;
    }

    private String named(Actor actor, @Nullable UUID id) {
        return id == null
                ? ""
                : Option.picked(partners.names(actor, List.of(id)).getOrDefault(id, ""), id);
    }

    /** What the form makes of a partner; mistakes are noted in the form. */
    Partner read(Viewer viewer, Form form, Partner from) {
        var actor = viewer.actor();
        var known = partners.fields(actor);
        var day = form.day("from");
        var since = day == null ? partners.today(actor) : day;
        var name = form.required("name");
        var region = form.id("region");
        var manager = form.id("manager");
        var parent = resolve(actor, form, "parent", "parent", form.text("parent"));
        var suppliers = form.lines("suppliers").stream()
                .map(line -> resolve(actor, form, "suppliers", "suppliers", line))
                .filter(java.util.Objects::nonNull)
                .toList();
        var custom = fields.read(form, known);
        form.check();
        var edited = from.builder()
                .name(name)
                .country(form.text("country"))
                .subdivision(form.text("subdivision"))
                .city(form.text("city"))
                .sourceChannel(form.text("sourceChannel"))
                .externalIds(externalIds(form))
                .domains(form.lines("domains"))
                .custom(CustomFields.checked(known, custom))
                .build();
        return edited.withTypes(types(form), since)
                .withSegment(form.text("segment"), since)
                .withRegion(region, since)
                .withManager(manager, since)
                .withParent(parent, since)
                .withSuppliers(suppliers, since);
    }

    private static List<PartnerType> types(Form form) {
        var types = new ArrayList<PartnerType>();
        for (var code : form.values("types")) {
            for (var type : PartnerType.values()) {
                if (type.code().equals(code)) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    private static List<ExternalId> externalIds(Form form) {
        return form.rows("external", "id").stream()
                .map(row -> new ExternalId(row.value("system"), row.value("id")))
                .toList();
    }

    /** The partner somebody typed: by name, or by the id behind a name that several share. */
    @Nullable UUID resolve(Actor actor, Form form, String name, String field, @Nullable String typed) {
        return Picks.read(
                form,
                name,
                field,
                typed,
                "partner",
                (words, most) -> partners.search(actor, words, most).stream()
                        .map(PartnerForms::meant)
                        .toList());
    }

    static Picks.Meant meant(Partners.Named one) {
        return new Picks.Meant(one.id(), one.name(), one.where());
    }

    /** The histories of a partner as rows to be corrected. */
    Form histories(Viewer viewer, UUID version, Partner partner) {
        var form = Form.fresh(viewer.words()).set("version", version);
        rows(form, "type", partner.types(), PartnerType::code);
        rows(form, "segment", partner.segments(), segment -> segment);
        rows(form, "region", partner.regions(), UUID::toString);
        rows(form, "manager", partner.managers(), UUID::toString);
        rows(form, "parent", partner.parents(), id -> named(viewer.actor(), id));
        return form;
    }

    private static <T> void rows(
            Form form, String name, List<Dated<T>> history, java.util.function.Function<T, String> text) {
        form.setAll(
                name + ".value",
                history.stream().map(dated -> text.apply(dated.value())).toList());
        form.setAll(name + ".from", history.stream().map(Dated::from).toList());
        form.setAll(name + ".to", history.stream().map(Dated::to).toList());
    }

    Partner readHistories(Viewer viewer, Form form, Partner from) {
        var types = new ArrayList<Dated<PartnerType>>();
        for (var row : form.rows("type", "value")) {
            for (var type : PartnerType.values()) {
                if (type.code().equals(row.value("value"))) {
                    types.add(dated(row, type));
                }
            }
        }
        var parents = new ArrayList<Dated<UUID>>();
        for (var row : form.rows("parent", "value")) {
            var id = resolve(viewer.actor(), form, "parent.value", "parent", row.text("value"));
            if (id != null) {
                parents.add(dated(row, id));
            }
        }
        var regionRows = ids(form, "region");
        var managerRows = ids(form, "manager");
        var segments = form.rows("segment", "value").stream()
                .map(row -> dated(row, row.value("value")))
                .toList();
        form.check();
        return from.builder()
                .types(types)
                .segments(segments)
                .regions(regionRows)
                .managers(managerRows)
                .parents(parents)
                .build();
    }

    private static List<Dated<UUID>> ids(Form form, String name) {
        var list = new ArrayList<Dated<UUID>>();
        for (var row : form.rows(name, "value")) {
            var id = row.id("value");
            if (id != null) {
                list.add(dated(row, id));
            }
        }
        return list;
    }

    private static <T> Dated<T> dated(Form.Row row, T value) {
        LocalDate from = row.day("from");
        LocalDate to = row.day("to");
        return new Dated<>(value, from, to);
    }

    /** Names of everything a partner refers to. */
    Map<UUID, String> names(Actor actor, Partner partner, LocalDate day) {
        var names = new java.util.HashMap<UUID, String>();
        names.putAll(people.names(actor, partner.manager(day).map(List::of).orElse(List.of())));
        var firms = new ArrayList<>(partner.suppliers(day));
        partner.parent(day).ifPresent(firms::add);
        names.putAll(partners.names(actor, firms));
        partner.region(day)
                .ifPresent(region -> regions.all(actor).stream()
                        .filter(one -> one.id().equals(region))
                        .forEach(one -> names.put(one.id(), one.name())));
        return names;
    }
}
