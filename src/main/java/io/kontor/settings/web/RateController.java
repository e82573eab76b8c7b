package io.kontor.settings.web;

import io.kontor.company.Company;
import io.kontor.company.Rate;
import io.kontor.company.Rates;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.settings.RateListing;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Exchange rates: the list, recording some of a day, correcting one. */
@Controller
@RequestMapping("/settings/rates")
class RateController {
    private final Rates rates;
    private final Company company;
    private final RateListing listing;
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;
    private final Clock clock;

    RateController(
            Rates rates,
            Company company,
            RateListing listing,
            Timelines timelines,
            ListPages lists,
            Tabs tabs,
            Pages pages,
            Clock clock) {
        this.rates = rates;
        this.company = company;
        this.listing = listing;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    @Needs(kind = "rate")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    record RatesFormPage(Form form, List<Option> currencies) {}

    private View form(Viewer viewer, Form form, HttpStatus status) {
        return pages.show(
                "settings/web/rates-form.jte", new RatesFormPage(form, Choices.currencies(viewer.words())), status);
    }

    @GetMapping("/new")
    @Needs(kind = "rate", verb = Verb.CHANGE)
    View blank(Viewer viewer, @RequestParam(required = false) @Nullable String base) {
        var profile = company.profile(viewer.actor());
        var form = Form.fresh(viewer.words())
                .set("day", profile.today(clock))
                .setAll("rates.base", List.of(base == null ? profile.currency() : base))
                .setAll("rates.quote", List.of(base == null ? "" : profile.currency()))
                .setAll("rates.rate", List.of(""));
        return form(viewer, form, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "rate", verb = Verb.CHANGE)
    View record(Viewer viewer, Form form) {
        var done = form.submitted(() -> rates.record(viewer.actor(), read(form), form.reason()));
        return done
                ? Pages.to("/settings/rates", "rates-recorded")
                : form(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static List<Rate> read(Form form) {
        var day = form.day("day");
        var source = form.required("source");
        if (day == null && form.error("day") == null) {
            form.refuse(Refusal.invalid("field-required").at("day"));
        }
        var read = new ArrayList<Rate>();
        for (var row : form.rows("rates", "rate")) {
            var rate = row.number("rate");
            if (rate != null && day != null && !source.isEmpty()) {
                try {
                    read.add(new Rate(row.value("base"), row.value("quote"), day, rate, source));
                } catch (Refusal refusal) {
                    form.refuse(refusal.at("source".equals(refusal.field()) ? "source" : "rates"));
                }
            }
        }
        form.check();
        if (read.isEmpty()) {
            throw Refusal.invalid("no-rate").at("rates");
        }
        return read;
    }

    record RatePage(
            UUID id, Rate rate, Form form, Tabs.Shown tabs, List<Timelines.Clashing> clashes, boolean mayChange) {}

    @GetMapping("/{id}")
    @Needs(kind = "rate")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = rates.find(viewer.actor(), id);
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("rate", known.rate().rate())
                .set("source", known.rate().source());
        return show(viewer, id, form, tab, HttpStatus.OK);
    }

    private View show(Viewer viewer, UUID id, Form form, @Nullable String tab, HttpStatus status) {
        var known = rates.find(viewer.actor(), id);
        var clash = form.clash();
        var page = new RatePage(
                id,
                known.rate(),
                form,
                tabs.of(viewer, "rate", id, List.of("overview"), "/settings/rates/" + id, tab),
                clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash),
                viewer.may("rate", Verb.CHANGE));
        return pages.show("settings/web/rate.jte", page, status);
    }

    @PostMapping("/{id}")
    @Needs(kind = "rate", verb = Verb.CHANGE)
    View correct(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var rate = form.number("rate");
            var source = form.required("source");
            if (rate == null && form.error("rate") == null) {
                form.refuse(Refusal.invalid("field-required").at("rate"));
            }
            form.check();
            rates.correct(
                    viewer.actor(), id, form.version(), java.util.Objects.requireNonNull(rate), source, form.reason());
        });
        return done
                ? Pages.to("/settings/rates/" + id, "rate-corrected")
                : show(viewer, id, form, null, form.refused());
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "rate", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        rates.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/settings/rates/" + id, "undone");
    }
}
