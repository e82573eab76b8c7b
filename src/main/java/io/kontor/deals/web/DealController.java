package io.kontor.deals.web;

import io.kontor.deals.Deal;
import io.kontor.deals.DealListing;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListPages;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Deals: the list, the page, the forms. */
@Controller
@RequestMapping("/deals")
class DealController {
    /** More lines than this stand behind a click. */
    private static final int LINES = 100;

    private final Deals deals;
    private final DealListing listing;
    private final DealForms forms;
    private final CustomFields fields;
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    DealController(
            Deals deals,
            DealListing listing,
            DealForms forms,
            CustomFields fields,
            Timelines timelines,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.deals = deals;
        this.listing = listing;
        this.forms = forms;
        this.fields = fields;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "deal")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    /** A step on the way of a deal: behind it, where it is, or ahead. */
    record Step(Stage stage, String where) {}

    /**
     * @param on the day the page shows the deal as it was known, or none for now
     * @param next where it can go, the usual way first
     * @param costs whether the reader may see what lines cost us
     * @param margin what is left when all costs are known, or none
     * @param moving the form of the next stage, and {@code sharing} that of a partner
     */
    record DealPage(
            UUID id,
            UUID version,
            Deal deal,
            @Nullable LocalDate on,
            Map<UUID, String> names,
            List<CustomFields.Shown> custom,
            Tabs.Shown tabs,
            List<Step> way,
            List<Stage> next,
            List<Deal.Line> lines,
            boolean costs,
            @Nullable Money margin,
            List<Option> roles,
            boolean mayChange,
            boolean mayWithdraw,
            Form moving,
            Form sharing) {
        @Nullable Money money(@Nullable BigDecimal amount) {
            return amount == null ? null : new Money(amount, deal.currency());
        }
    }

    @GetMapping("/{id}")
    @Needs(kind = "deal")
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String on) {
        var known = deals.find(viewer.actor(), id);
        return show(viewer, known, tab, day(on), null, null, HttpStatus.OK);
    }

    private static @Nullable LocalDate day(@Nullable String on) {
        try {
            return on == null || on.isBlank() ? null : LocalDate.parse(on);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private View show(
            Viewer viewer,
            Book.Known<Deal> known,
            @Nullable String tab,
            @Nullable LocalDate on,
            @Nullable Form moving,
            @Nullable Form sharing,
            HttpStatus code) {
        var actor = viewer.actor();
        var id = known.id();
        var deal = on == null
                ? known.state()
                : deals.asOf(actor, id, on)
                        .orElseThrow(() -> Refusal.invalid("not-known-then", "day", String.valueOf(on)));
        var place = deals.visible(actor, id);
        var today = deals.today(actor);
        boolean costs = viewer.may("cost", Verb.SEE);
        boolean now = on == null;
        var page = new DealPage(
                id,
                known.version(),
                deal,
                on,
                forms.names(actor, deal),
                fields.shown(actor, viewer.words(), deals.fields(actor), deal.custom()),
                tabs.of(viewer, "deal", id, List.of("overview"), "/deals/" + id, tab),
                way(deal.stage()),
                now && !deal.withdrawn() ? deal.stage().next() : List.of(),
                deal.lines().stream().limit(LINES).toList(),
                costs,
                costs ? margin(deal) : null,
                Option.of(viewer.words(), "value.deal.partners.role", PartnerRole.values()),
                now && viewer.may("deal", Verb.CHANGE, place),
                now && viewer.may("deal", Verb.WITHDRAW, place),
                moving == null ? Form.fresh(viewer.words()).set("closedOn", today) : moving,
                sharing == null
                        ? Form.fresh(viewer.words())
                                .set("role", deal.sourcing() == null ? "sourcing" : "influencing")
                                .set("day", today)
                        : sharing);
        return pages.show("deals/web/deal.jte", page, code);
    }

    /** The open stages, then how it ended or should end. */
    private static List<Step> way(Stage here) {
        var way = new ArrayList<Step>();
        for (var stage : Stage.way()) {
            way.add(new Step(stage, stage == here ? "here" : stage.before(here) ? "done" : "ahead"));
        }
        way.add(here.closed() ? new Step(here, "here") : new Step(Stage.WON, "ahead"));
        return way;
    }

    private static @Nullable Money margin(Deal deal) {
        var cost = deal.cost();
        var amount = deal.amount();
        boolean whole = deal.lines().stream().allMatch(line -> line.cost() != null);
        return cost == null || amount == null || !whole ? null : new Money(amount.subtract(cost), deal.currency());
    }

    /** @param id the deal being changed, or none for a new one */
    record DealFormPage(
            Form form,
            @Nullable UUID id,
            String name,
            @Nullable Stage stage,
            DealForms.Choices choices,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, Book.@Nullable Known<Deal> known, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "deals/web/deal-form.jte",
                new DealFormPage(
                        form,
                        known == null ? null : known.id(),
                        known == null ? "" : known.state().name(),
                        known == null ? null : known.state().stage(),
                        forms.choices(viewer),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "deal", verb = Verb.CREATE)
    View blank(
            Viewer viewer,
            @RequestParam(required = false) @Nullable UUID partner,
            @RequestParam(required = false) @Nullable UUID customer) {
        return form(viewer, forms.fresh(viewer, partner, customer), null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "deal", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> {
                    var deal = forms.read(viewer, form, Deal.named("?", "EUR"), true);
                    return deals.create(viewer.actor(), deal, form.reason());
                })
                .map(id -> Pages.to("/deals/" + id, "deal-created"))
                .orElseGet(() -> form(viewer, form, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = deals.find(viewer.actor(), id);
        return form(viewer, forms.filled(viewer, known.version(), known.state()), known, HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> deals.change(
                viewer.actor(), id, form.version(), deal -> forms.read(viewer, form, deal, false), form.reason()));
        return done
                ? Pages.to("/deals/" + id, "deal-changed")
                : form(viewer, form, deals.find(viewer.actor(), id), unprocessable(form));
    }

    private static HttpStatus unprocessable(Form form) {
        return form.clash() == null ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CONFLICT;
    }

    @PostMapping("/{id}/stage")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View moveOn(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var to = form.choice("stage", Stage.class);
            var day = form.day("closedOn");
            form.check();
            if (to == null) {
                throw Refusal.invalid("field-required").at("stage");
            }
            deals.moveOn(viewer.actor(), id, form.version(), to, day, form.reason());
        });
        return done
                ? Pages.to("/deals/" + id, "deal-moved")
                : show(viewer, deals.find(viewer.actor(), id), null, null, form, null, unprocessable(form));
    }

    @PostMapping("/{id}/partners")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View share(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var share = forms.share(
                    viewer.actor(),
                    form,
                    form.text("partner"),
                    form.value("role"),
                    form.day("day"),
                    form.text("evidence"));
            form.check();
            if (share != null) {
                deals.share(viewer.actor(), id, form.version(), share, form.reason());
            }
        });
        return done
                ? Pages.to("/deals/" + id + "#partners", "deal-shared")
                : show(viewer, deals.find(viewer.actor(), id), null, null, null, form, unprocessable(form));
    }

    @PostMapping("/{id}/partners/{partner}/{role}/removal")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View unshare(
            Viewer viewer, Form form, @PathVariable UUID id, @PathVariable UUID partner, @PathVariable String role) {
        for (var part : PartnerRole.values()) {
            if (part.code().equals(role)) {
                deals.unshare(viewer.actor(), id, form.version(), partner, part, form.reason());
                return Pages.to("/deals/" + id + "#partners", "deal-unshared");
            }
        }
        throw Refusal.notFound("page");
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "deal", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        deals.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/deals/" + id, "deal-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "deal", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        deals.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/deals/" + id, "deal-restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "deal", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        deals.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/deals/" + id, "undone");
    }
}
