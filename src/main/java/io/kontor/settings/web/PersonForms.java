package io.kontor.settings.web;

import io.kontor.entrance.HoursForm;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.people.Assignment;
import io.kontor.people.Person;
import io.kontor.settings.PartnerNames;
import io.kontor.ui.Form;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Between people, their assignments, and the fields of their forms. */
@Component
class PersonForms {
    private final PartnerNames partners;
    private final Ids ids;

    PersonForms(PartnerNames partners, Ids ids) {
        this.partners = partners;
        this.ids = ids;
    }

    Form filled(Viewer viewer, UUID version, Person person) {
        var form = Form.fresh(viewer.words())
                .set("version", version)
                .set("side", person.side())
                .set("name", person.name())
                .set("email", person.email())
                .set("language", person.language())
                .set("zone", person.zone())
                .set("facing", person.partnerFacing() ? "yes" : null);
        return HoursForm.fill(form, person.hours());
    }

    /** A new person, with the roles ticked when they are of a partner. */
    Person read(Viewer viewer, Form form) {
        var side = form.choice("side", Side.class);
        if (side == null) {
            form.refuse(Refusal.invalid("field-required").at("side"));
        }
        var firm = side == Side.PORTAL ? firm(viewer, form) : null;
        var name = form.required("name");
        var language = form.required("language");
        var zone = form.required("zone");
        var hours = HoursForm.read(form);
        form.check();
        if (firm != null) {
            return Person.ofFirm(firm, name, form.text("email"), language, zone).with(portalRoles(form));
        }
        return new Person(
                name,
                form.text("email"),
                language,
                zone,
                Side.OFFICE,
                null,
                form.checked("facing"),
                hours,
                List.of(),
                false);
    }

    private @Nullable UUID firm(Viewer viewer, Form form) {
        var typed = form.required("firm");
        if (typed.isEmpty()) {
            return null;
        }
        return partners.read(viewer.actor(), form, "firm", typed);
    }

    /** The portal's roles that are ticked; they reach as far as the firm. */
    List<Assignment> portalRoles(Form form) {
        return form.values("roles").stream()
                .filter(role -> !role.isBlank())
                .distinct()
                .map(role -> Assignment.everywhere(ids.next(), role, null))
                .toList();
    }

    /** What the form makes of somebody; side, firm and roles stay. */
    Person change(Form form, Person from) {
        var name = form.required("name");
        var language = form.required("language");
        var zone = form.required("zone");
        var hours = from.side() == Side.OFFICE ? HoursForm.read(form) : from.hours();
        form.check();
        return from.withProfile(name, form.text("email"), language, zone, form.checked("facing"))
                .with(hours);
    }

    Form filled(Viewer viewer, UUID version, Assignment assignment) {
        return Form.fresh(viewer.words())
                .set("version", version)
                .set("role", assignment.role())
                .set("reach", assignment.reach())
                .setAll("regions", List.copyOf(assignment.regions()))
                .set(
                        "segments",
                        String.join(
                                ", ", assignment.segments().stream().sorted().toList()))
                .setAll(
                        "partners",
                        assignment.partners().stream()
                                .map(id -> partners.typed(viewer.actor(), id))
                                .sorted()
                                .toList())
                .set("from", assignment.from())
                .set("to", assignment.to());
    }

    Assignment readAssignment(Viewer viewer, Form form, UUID id) {
        var role = form.required("role");
        var reach = form.choice("reach", Assignment.Reach.class);
        var regions = new LinkedHashSet<UUID>();
        var named = new HashSet<UUID>();
        if (reach == null) {
            form.refuse(Refusal.invalid("field-required").at("reach"));
        } else if (reach == Assignment.Reach.REGIONS) {
            for (var value : form.values("regions")) {
                regions.add(region(form, value));
            }
        } else if (reach == Assignment.Reach.PARTNERS) {
            for (var line : form.lines("partners")) {
                var partner = partners.read(viewer.actor(), form, "partners", line);
                if (partner != null) {
                    named.add(partner);
                }
            }
        }
        var from = form.day("from");
        var to = form.day("to");
        form.check();
        return new Assignment(
                id, role, reach == null ? Assignment.Reach.ALL : reach, regions, segments(form), named, from, to);
    }

    private static UUID region(Form form, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            form.refuse(Refusal.invalid("choice-unknown", "value", value).at("regions"));
            return new UUID(0, 0);
        }
    }

    private static Set<String> segments(Form form) {
        var typed = form.text("segments");
        var segments = new LinkedHashSet<String>();
        if (typed != null) {
            Stream.of(typed.split(",", -1))
                    .map(String::strip)
                    .filter(segment -> !segment.isEmpty())
                    .forEach(segments::add);
        }
        return segments;
    }

    /** The assignments with one put in place of the one with its id, or added. */
    static List<Assignment> with(List<Assignment> all, Assignment one) {
        var result = new ArrayList<Assignment>();
        var found = false;
        for (var old : all) {
            var same = old.id().equals(one.id());
            found |= same;
            result.add(same ? one : old);
        }
        if (!found) {
            result.add(one);
        }
        return result;
    }
}
