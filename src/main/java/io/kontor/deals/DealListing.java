package io.kontor.deals;

import io.kontor.customers.Customers;
import io.kontor.database.Tx;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Found;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.lists.BulkAction;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.Searches;
import io.kontor.lists.SqlPart;
import io.kontor.partners.Partners;
import io.kontor.people.People;
import io.kontor.ui.Option;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The list of deals, and what can be done with many of them. */
@Component
public final class DealListing implements Listing {
    private static final int MEANT = 50;

    private final Tx tx;
    private final Deals deals;
    private final DealReach reach;
    private final Partners partners;
    private final Customers customers;
    private final People people;
    private final CustomFields fields;

    DealListing(
            Tx tx,
            Deals deals,
            DealReach reach,
            Partners partners,
            Customers customers,
            People people,
            CustomFields fields) {
        this.tx = tx;
        this.deals = deals;
        this.reach = reach;
        this.partners = partners;
        this.customers = customers;
        this.people = people;
        this.fields = fields;
    }

    @Override
    public String code() {
        return "deals";
    }

    @Override
    public String createPath() {
        return "/deals/new";
    }

    @Override
    public String icon() {
        return "report-money";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                        code(),
                        Deals.KIND,
                        "/deals",
                        """
                        deals.deal d
                        left join customers.customer_v c on c.id = d.customer_id
                        left join partners.partner_v p on p.id = d.partner_id
                        left join people.person_v o on o.id = d.owner_id
                        """,
                        "d.id",
                        who -> tx.as(who, () -> reach.of(who)).and(new SqlPart("not d.withdrawn", Map.of())),
                        "d.search",
                        "-closes",
                        false,
                        id -> "/deals/" + id,
                        List.of(
                                Column.text("name", "d.name").sorted("d.name_key", "bytea"),
                                Column.status("stage", "d.stage", "value.deal.stage", Stage::tone, DealListing::stages),
                                Column.reference(
                                                "customer",
                                                "c.name",
                                                "d.customer_id",
                                                id -> "/customers/" + id,
                                                (who, words) -> List.of())
                                        .looking(Column.Lookup.of(
                                                "/customers/choices", this::customersMeant, customers::names)),
                                // Whatever part the partner has in it; its own column names the one it stands with.
                                Column.reference(
                                                "partner",
                                                "p.name",
                                                "d.partner_id",
                                                id -> "/partners/" + id,
                                                (who, words) -> List.of())
                                        .filtered("d.id in (select t.deal_id from deals.deal_partner t"
                                                + " where t.partner_id = any(%s))")
                                        .looking(Column.Lookup.of(
                                                "/partners/choices", this::partnersMeant, partners::names)),
                                Column.money("amount", "d.amount", "d.currency")
                                        .sorted("d.amount_key", "float8")
                                        .filtered("d.amount is not null and d.amount_key"),
                                // Deals nobody expects to close stand at infinity: first in order, in no period.
                                Column.day("closes", "nullif(d.closes_on, 'infinity')")
                                        .sorted("d.closes_on", "date")
                                        .filtered("d.closes_on < 'infinity' and d.closes_on"),
                                Column.reference("owner", "o.name", "d.owner_id", id -> "/people/" + id, this::owners),
                                Column.day("opened", "d.opened_on")
                                        .sorted("coalesce(d.opened_on, '-infinity')", "date")
                                        .spare(),
                                Column.choice("currency", "d.currency", "", this::currencies)
                                        .spare(),
                                Column.money("cost", "d.cost", "d.currency")
                                        .onlyWith("cost:see")
                                        .spare(),
                                Column.number("lines", "d.lines").filtered(null).spare(),
                                Column.text("source", "d.source_system").spare(),
                                Column.truth("open", "(d.closed_on is null)").spare(),
                                Column.truth("incomplete", "(d.incomplete_note is not null)")
                                        .spare()))
                .with(fields.columns(actor, Deals.KIND, "d"));
    }

    private static List<Option> stages(Actor actor, Words words) {
        return Option.of(words, "value.deal.stage", Stage.values());
    }

    private List<UUID> customersMeant(Actor actor, String words) {
        return customers.search(actor, words, MEANT).stream()
                .map(Customers.Named::id)
                .toList();
    }

    private List<UUID> partnersMeant(Actor actor, String words) {
        return partners.search(actor, words, MEANT).stream()
                .map(Partners.Named::id)
                .toList();
    }

    private List<Option> owners(Actor actor, Words words) {
        return people.ofOffice(actor).stream()
                .map(one -> new Option(one.id().toString(), one.name()))
                .toList();
    }

    private List<Option> currencies(Actor actor, Words words) {
        return deals.currencies(actor).stream()
                .map(code -> new Option(code, code + " · " + words.currencyName(code)))
                .toList();
    }

    @Override
    public List<BulkAction> actions() {
        return List.of(
                new Bulk(
                        "owner",
                        BulkAction.Control.CHOICE,
                        this::owners,
                        (told, actor, rows, write) -> {
                            var owner = Option.id(told.value()).orElse(null);
                            return deals.changeMany(
                                    actor,
                                    rows,
                                    deal -> deal.builder().ownerId(owner).build(),
                                    told.reason(),
                                    write);
                        },
                        (actor, words) -> {
                            var names = people.ofOffice(actor);
                            return deal -> names.stream()
                                    .filter(one -> one.id().equals(deal.ownerId()))
                                    .map(People.Named::name)
                                    .findFirst()
                                    .orElse("");
                        }),
                new Bulk(
                        "stage",
                        BulkAction.Control.CHOICE,
                        DealListing::stages,
                        (told, actor, rows, write) ->
                                deals.moveManyOn(actor, rows, stage(told.value()), told.from(), told.reason(), write),
                        (actor, words) -> deal ->
                                words.t("value.deal.stage." + deal.stage().code())),
                new Bulk(
                        "expected",
                        BulkAction.Control.DAY,
                        (actor, words) -> List.of(),
                        (told, actor, rows, write) -> {
                            var day = day(told.value());
                            return deals.changeMany(
                                    actor,
                                    rows,
                                    deal -> deal.builder().expectedCloseOn(day).build(),
                                    told.reason(),
                                    write);
                        },
                        (actor, words) -> deal -> words.day(deal.expectedCloseOn())));
    }

    private static Stage stage(String value) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.code().equals(value))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("field-required").at("value"));
    }

    private static @Nullable LocalDate day(String value) {
        try {
            return value.isBlank() ? null : LocalDate.parse(value.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid("day-malformed", "value", value).at("value");
        }
    }

    @FunctionalInterface
    private interface Work {
        List<Book.Effect<Deal>> run(BulkAction.Told told, Actor actor, List<UUID> rows, boolean write);
    }

    /** Changes one part of many deals. */
    private record Bulk(
            String code,
            Control control,
            BiFunction<Actor, Words, List<Option>> choices,
            Work work,
            BiFunction<Actor, Words, Function<Deal, String>> shown)
            implements BulkAction {
        @Override
        public String permission() {
            return "deal:change";
        }

        /** The day a deal was won or lost. */
        @Override
        public boolean dated() {
            return code.equals("stage");
        }

        @Override
        public List<Option> options(Actor actor, Words words) {
            return choices.apply(actor, words);
        }

        @Override
        public List<Effect> run(Actor actor, Words words, List<UUID> rows, Told told, boolean write) {
            var show = shown.apply(actor, words);
            return work.run(told, actor, rows, write).stream()
                    .map(effect -> new Effect(
                            effect.id(),
                            effect.before().name(),
                            show.apply(effect.before()),
                            effect.changes() && show.apply(effect.after()).isEmpty() ? "–" : show.apply(effect.after()),
                            effect.refusal()))
                    .toList();
        }
    }

    /** A deal's amount for a page, or none. */
    public static @Nullable Money amount(Deal deal) {
        var amount = deal.amount();
        return amount == null ? null : new Money(amount, deal.currency());
    }

    @Configuration(proxyBeanMethods = false)
    static class Search {
        @Bean
        Found foundDeals(Searches searches, DealListing listing) {
            return searches.of(listing, Deals.KIND, 40, "/deals", "name", "stage", "customer", "partner", "amount");
        }
    }
}
