package io.kontor.partners.web;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Refusal;
import io.kontor.partners.Membership;
import io.kontor.partners.Partners;
import io.kontor.partners.Programmes;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Between a membership and the fields of its form. */
@Component
class MembershipForms {
    private final Programmes programmes;
    private final Partners partners;
    private final Timelines timelines;
    private final Pages pages;

    MembershipForms(Programmes programmes, Partners partners, Timelines timelines, Pages pages) {
        this.programmes = programmes;
        this.partners = partners;
        this.timelines = timelines;
        this.pages = pages;
    }

    /** @param tiers of the chosen programme, once there is one */
    record MembershipFormPage(
            Form form,
            @Nullable UUID id,
            UUID partner,
            String partnerName,
            List<Option> programmes,
            List<Option> statuses,
            List<Option> tiers,
            List<Timelines.Clashing> clashes) {}

    /** The page of the form, fresh, filled, or as it was sent with what is wrong. */
    View show(Viewer viewer, Form form, @Nullable UUID id, UUID partner, HttpStatus status) {
        var actor = viewer.actor();
        var clash = form.clash();
        var programme = form.value("programme");
        var tiers = new ArrayList<Option>();
        for (var one : programmes.all(actor)) {
            if (programme.isEmpty() || one.id().toString().equals(programme)) {
                programmes.find(actor, one.id()).state().tiers().forEach(tier -> {
                    var option = new Option(tier.code(), tier.name());
                    if (!tiers.contains(option)) {
                        tiers.add(option);
                    }
                });
            }
        }
        return pages.show(
                "partners/web/membership-form.jte",
                new MembershipFormPage(
                        form,
                        id,
                        partner,
                        partners.names(actor, List.of(partner)).getOrDefault(partner, ""),
                        programmes.all(actor).stream()
                                .map(one -> new Option(one.id().toString(), one.name()))
                                .toList(),
                        Option.of(viewer.words(), "value.membership.status", Membership.Status.values()),
                        tiers,
                        clash == null ? List.of() : timelines.clashing(actor, viewer.words(), clash)),
                status);
    }

    Form fresh(Viewer viewer) {
        return Form.fresh(viewer.words()).set("status", "active").set("joined", partners.today(viewer.actor()));
    }

    static Form filled(Viewer viewer, UUID version, Membership membership) {
        return Form.fresh(viewer.words())
                .set("version", version)
                .set("programme", membership.programme())
                .set("status", membership.status())
                .set("joined", membership.joined())
                .set("left", membership.left())
                .setAll(
                        "tiers.value",
                        membership.tiers().stream().map(Dated::value).toList())
                .setAll(
                        "tiers.from",
                        membership.tiers().stream().map(Dated::from).toList())
                .setAll("tiers.to", membership.tiers().stream().map(Dated::to).toList());
    }

    /** What was typed; refuses at the field. */
    static Membership read(Form form, UUID partner, @Nullable Membership from) {
        var programme = from == null ? form.id("programme") : from.programme();
        var status = form.choice("status", Membership.Status.class);
        var joined = form.day("joined");
        var left = form.day("left");
        if (programme == null) {
            form.refuse(Refusal.invalid("field-required").at("programme"));
        }
        if (joined == null) {
            form.refuse(Refusal.invalid("field-required").at("joined"));
        }
        var tiers = new ArrayList<Dated<String>>();
        for (var row : form.rows("tiers", "value")) {
            tiers.add(new Dated<>(row.value("value"), row.day("from"), row.day("to")));
        }
        form.check();
        if (programme == null || joined == null) {
            throw Refusal.invalid("field-required").at("programme");
        }
        if (from == null && form.text("tier") != null) {
            tiers.add(new Dated<>(form.value("tier"), joined, null));
        }
        return new Membership(
                partner, programme, joined, left, status == null ? Membership.Status.ACTIVE : status, tiers, false);
    }
}
