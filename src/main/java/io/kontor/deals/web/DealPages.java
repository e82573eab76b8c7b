package io.kontor.deals.web;

import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** The page of a deal, as it is or as it was known on a day. */
@Component
class DealPages {
    /** More lines than this stand behind a click. */
    private static final int LINES = 100;

    private final Deals deals;
    private final DealForms forms;
    private final CustomFields fields;
    private final Tabs tabs;
    private final Pages pages;

    DealPages(Deals deals, DealForms forms, CustomFields fields, Tabs tabs, Pages pages) {
        this.deals = deals;
        this.forms = forms;
        this.fields = fields;
        this.tabs = tabs;
        this.pages = pages;
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
            List<DealLine> lines,
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

    View show(
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
}
