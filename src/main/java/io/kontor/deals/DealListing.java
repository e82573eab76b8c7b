package io.kontor.deals;

import io.kontor.customers.Customers;
import io.kontor.database.Tx;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.kernel.spi.Found;
import io.kontor.language.Words;
import io.kontor.lists.BulkAction;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.Searches;
import io.kontor.lists.SqlPart;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partners;
import io.kontor.ui.Option;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    private final Contacts contacts;
    private final CustomFields fields;
    private final DealBulk bulk;

    DealListing(
            Tx tx,
            Deals deals,
            DealReach reach,
            Partners partners,
            Customers customers,
            Contacts contacts,
            CustomFields fields,
            DealBulk bulk) {
        this.tx = tx;
        this.deals = deals;
        this.reach = reach;
        this.partners = partners;
        this.customers = customers;
        this.contacts = contacts;
        this.fields = fields;
        this.bulk = bulk;
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
                        left join deals.deal_contact dc on dc.deal_id = d.id
                        left join partners.contact_v k on k.id = dc.contact_id
                        """,
                        "d.id",
                        who -> tx.as(who, () -> reach.of(who)).and(new SqlPart("not d.withdrawn", Map.of())),
                        "d.search",
                        "-closes",
                        false,
                        id -> "/deals/" + id,
                        List.of(
                                Column.text("name", "d.name").sorted("d.name_key", "bytea"),
                                Column.status("stage", "d.stage", "value.deal.stage", Stage::tone, DealBulk::stages),
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
                                Column.reference("owner", "o.name", "d.owner_id", id -> "/people/" + id, bulk::owners),
                                Column.day("opened", "d.opened_on")
                                        .sorted("coalesce(d.opened_on, '-infinity')", "date")
                                        .spare(),
                                Column.choice("currency", "d.currency", "", this::currencies)
                                        .spare(),
                                Column.money("cost", "d.cost", "d.currency")
                                        .onlyWith("cost:see")
                                        .spare(),
                                Column.number("lines", "d.lines").filtered(null).spare(),
                                Column.reference(
                                                "contact",
                                                "k.name",
                                                "dc.contact_id",
                                                id -> "/contacts/" + id,
                                                (who, words) -> List.of())
                                        .filtered("d.id in (select t.deal_id from deals.deal_contact t"
                                                + " where t.contact_id = any(%s))")
                                        .looking(Column.Lookup.of(
                                                "/contacts/choices", this::contactsMeant, contacts::names))
                                        .spare(),
                                Column.text("source", "d.source_system").spare(),
                                Column.truth("open", "(d.closed_on is null)").spare(),
                                // Home's question about deals that stand still opens the list by it.
                                Column.day("changed", "(d.changed_at at time zone 'UTC')::date")
                                        .sorted("(d.changed_at at time zone 'UTC')::date", "date")
                                        .spare(),
                                Column.truth("incomplete", "(d.incomplete_note is not null)")
                                        .spare()))
                .with(fields.columns(actor, Deals.KIND, "d"));
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

    private List<UUID> contactsMeant(Actor actor, String words) {
        return contacts.search(actor, words, List.of(), MEANT).stream()
                .map(Contacts.Named::id)
                .toList();
    }

    private List<Option> currencies(Actor actor, Words words) {
        return deals.currencies(actor).stream()
                .map(code -> new Option(code, code + " · " + words.currencyName(code)))
                .toList();
    }

    @Override
    public List<BulkAction> actions() {
        return bulk.actions();
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
