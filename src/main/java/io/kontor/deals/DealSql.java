package io.kontor.deals;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.ExternalIds;
import io.kontor.ledger.Recorded;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes deals: thousands take as many statements as one. */
@Component
class DealSql {
    private final JdbcClient jdbc;
    private final DealTally tally;
    private final ExternalIds externalIds;

    DealSql(JdbcClient jdbc, DealTally tally) {
        this.jdbc = jdbc;
        this.tally = tally;
        this.externalIds = new ExternalIds(jdbc, "deals", "deal");
    }

    ExternalIds externalIds() {
        return externalIds;
    }

    Map<UUID, UUID> versions(Collection<UUID> deals, boolean lock) {
        return Tables.versions(jdbc, "deals.deal", deals, lock);
    }

    /** @param fresh whether all of these are new */
    void write(List<Recorded<Deal>> recorded, List<CustomField> fields, boolean fresh) {
        var ids = recorded.stream().map(Recorded::id).toList();
        var known = fresh ? List.<UUID>of() : known(ids);
        var before = known.isEmpty() ? Map.<DealTally.Key, DealTally.Sum>of() : tally.of(known);
        deals(recorded, fields, known.isEmpty());
        if (!known.isEmpty()) {
            forget(recorded, known);
        }
        lines(recorded, known.isEmpty());
        partners(recorded);
        contacts(recorded);
        externalIds.write(recorded, Deal::externalIds, Deal::withdrawn);
        currencies(recorded);
        tally.add(before, tally.of(ids));
    }

    /** Those of these that are there already; of new ones nothing has to be taken away. */
    private List<UUID> known(List<UUID> ids) {
        return jdbc.sql("select id from deals.deal where id = any(:ids)")
                .param("ids", Rows.uuids(ids))
                .query(Rows.ID)
                .list();
    }

    /** Takes away what these deals had and have no more, or write again in full. */
    private void forget(List<Recorded<Deal>> recorded, List<UUID> ids) {
        for (var table : List.of("deal_partner", "deal_contact", "external_id")) {
            jdbc.sql("delete from deals." + table + " where deal_id = any(:ids)")
                    .param("ids", Rows.uuids(ids))
                    .update();
        }
        var old = Set.copyOf(ids);
        var kept = sold(recorded.stream().filter(one -> old.contains(one.id())).toList());
        jdbc.sql("""
                delete from deals.line l where l.deal_id = any(:ids) and not exists (
                    select from unnest(:deal, :number) as r (deal, number) where r.deal = l.deal_id and r.number = l.number)
                """)
                .param("ids", Rows.uuids(ids))
                .params(Rows.of(kept)
                        .uuid("deal", one -> one.of().id())
                        .whole("number", one -> one.line().number())
                        .params())
                .update();
    }

    private void deals(List<Recorded<Deal>> recorded, List<CustomField> fields, boolean fresh) {
        jdbc.sql("""
                insert into deals.deal (
                    id, name, name_key, search, customer_id, owner_id, partner_id, sourcing_id, currency, stage, amount, cost,
                    lines, opened_on, expected_close_on, closed_on, closes_on, loss_reason, source_system, description,
                    lines_left_out, incomplete_note, credit_settled, custom, custom_office, withdrawn, changed_at, entry_id
                )
                select id, name, name_key, search, customer, owner, partner, sourcing, currency, stage, amount, cost, lines,
                    opened, expected, closed, coalesce(closed, expected, 'infinity'), loss, source, description, left_out,
                    note, settled, custom::jsonb, office::jsonb, withdrawn, changed, entry
                from unnest(:id, :name, :key, :search, :customer, :owner, :partner, :sourcing, :currency, :stage, :amount,
                        :cost, :lines, :opened, :expected, :closed, :loss, :source, :description, :left_out, :note, :settled, :custom,
                        :office, :withdrawn, :changed, :entry)
                    as r (id, name, name_key, search, customer, owner, partner, sourcing, currency, stage, amount, cost,
                        lines, opened, expected, closed, loss, source, description, left_out, note, settled, custom, office,
                        withdrawn, changed, entry)
                """ + (fresh ? "" : """
                on conflict (id) do update set
                    name = excluded.name, name_key = excluded.name_key, search = excluded.search,
                    customer_id = excluded.customer_id, owner_id = excluded.owner_id, partner_id = excluded.partner_id,
                    sourcing_id = excluded.sourcing_id,
                    credit_was = case when excluded.sourcing_id is null then coalesce(deal.sourcing_id, deal.credit_was) end,
                    currency = excluded.currency, stage = excluded.stage,
                    amount = excluded.amount, cost = excluded.cost, lines = excluded.lines,
                    opened_on = excluded.opened_on, expected_close_on = excluded.expected_close_on,
                    closed_on = excluded.closed_on, closes_on = excluded.closes_on, loss_reason = excluded.loss_reason,
                    source_system = excluded.source_system, description = excluded.description,
                    lines_left_out = excluded.lines_left_out, incomplete_note = excluded.incomplete_note,
                    credit_settled = excluded.credit_settled,
                    custom = excluded.custom, custom_office = excluded.custom_office, withdrawn = excluded.withdrawn,
                    changed_at = excluded.changed_at, entry_id = excluded.entry_id
                """))
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("name", one -> one.state().name())
                        .bytes("key", one -> SortKeys.of(one.state().name()))
                        .text("search", one -> search(one.state()))
                        .uuid("customer", one -> one.state().customerId())
                        .uuid("owner", one -> one.state().ownerId())
                        .uuid("partner", one -> one.state().partner())
                        .uuid("sourcing", one -> one.state().sourcing())
                        .text("currency", one -> one.state().currency())
                        .text("stage", one -> one.state().stage().code())
                        .number("amount", one -> one.state().amount())
                        .number("cost", one -> one.state().cost())
                        .whole("lines", one -> one.state().lines().size())
                        .day("opened", one -> one.state().openedOn())
                        .day("expected", one -> one.state().expectedCloseOn())
                        .day("closed", one -> one.state().closedOn())
                        .text("loss", one -> one.state().lossReason())
                        .text("source", one -> one.state().sourceSystem())
                        .text("description", one -> one.state().description())
                        .whole("left_out", one -> leftOut(one.state()))
                        .text("note", one -> note(one.state()))
                        .truth("settled", one -> one.state().creditSettled() != null)
                        .text(
                                "custom",
                                one -> CustomFields.json(one.state().custom(), fields, CustomField.Audience.PARTNER))
                        .text(
                                "office",
                                one -> CustomFields.json(one.state().custom(), fields, CustomField.Audience.OFFICE))
                        .truth("withdrawn", one -> one.state().withdrawn())
                        .moment("changed", one -> one.entry().recordedAt())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
    }

    private static String search(Deal deal) {
        var words = new StringBuilder(deal.name());
        deal.externalIds().forEach(id -> words.append(' ').append(id.id()));
        return SortKeys.folded(words.toString());
    }

    private static int leftOut(Deal deal) {
        var incomplete = deal.incomplete();
        return incomplete == null ? 0 : incomplete.linesLeftOut();
    }

    private static @Nullable String note(Deal deal) {
        var incomplete = deal.incomplete();
        return incomplete == null ? null : incomplete.note();
    }

    private record Sold(Recorded<Deal> of, DealLine line) {}

    private static List<Sold> sold(List<Recorded<Deal>> recorded) {
        return recorded.stream()
                .flatMap(one -> one.state().lines().stream().map(line -> new Sold(one, line)))
                .toList();
    }

    /** Lines that did not change keep their row: moving a deal of a hundred lines on writes none of them again. */
    private void lines(List<Recorded<Deal>> recorded, boolean fresh) {
        var sold = sold(recorded);
        if (sold.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into deals.line as l (deal_id, number, product_id, description, quantity, amount, cost, entry_id)
                select deal, number, product, description, quantity, amount, cost, entry
                from unnest(:deal, :number, :product, :description, :quantity, :amount, :cost, :entry)
                    as r (deal, number, product, description, quantity, amount, cost, entry)
                """ + (fresh ? "" : """
                on conflict (deal_id, number) do update set product_id = excluded.product_id,
                    description = excluded.description, quantity = excluded.quantity, amount = excluded.amount,
                    cost = excluded.cost, entry_id = excluded.entry_id
                where (l.product_id, l.description, l.quantity, l.amount, l.cost) is distinct from
                    (excluded.product_id, excluded.description, excluded.quantity, excluded.amount, excluded.cost)
                """))
                .params(Rows.of(sold)
                        .uuid("deal", one -> one.of().id())
                        .whole("number", one -> one.line().number())
                        .uuid("product", one -> one.line().productId())
                        .text("description", one -> one.line().description())
                        .number("quantity", one -> one.line().quantity())
                        .number("amount", one -> one.line().amount())
                        .number("cost", one -> one.line().cost())
                        .uuid("entry", one -> one.of().entryId())
                        .params())
                .update();
    }

    private record Taking(Recorded<Deal> of, DealShare share) {}

    private void partners(List<Recorded<Deal>> recorded) {
        var taking = recorded.stream()
                .flatMap(one -> one.state().partners().stream().map(share -> new Taking(one, share)))
                .toList();
        if (taking.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into deals.deal_partner (deal_id, partner_id, role, day, evidence, closes_on, withdrawn, entry_id)
                select deal, partner, role, day, evidence, coalesce(closes, 'infinity'), withdrawn, entry
                from unnest(:deal, :partner, :role, :day, :evidence, :closes, :withdrawn, :entry)
                    as r (deal, partner, role, day, evidence, closes, withdrawn, entry)
                """)
                .params(Rows.of(taking)
                        .uuid("deal", one -> one.of().id())
                        .uuid("partner", one -> one.share().partnerId())
                        .text("role", one -> one.share().role().code())
                        .day("day", one -> one.share().day())
                        .text("evidence", one -> one.share().evidence())
                        .day("closes", one -> one.of().state().closesOn())
                        .truth("withdrawn", one -> one.of().state().withdrawn())
                        .uuid("entry", one -> one.of().entryId())
                        .params())
                .update();
    }

    /** Who of a partner works on these; {@code alone} while the deal names nobody else of a partner and its credit is open. */
    private void contacts(List<Recorded<Deal>> recorded) {
        var named =
                recorded.stream().filter(one -> one.state().contactId() != null).toList();
        if (named.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into deals.deal_contact (deal_id, contact_id, alone, closed_on, entry_id)
                select deal, contact, alone, coalesce(closed, 'infinity'), entry
                from unnest(:deal, :contact, :alone, :closed, :entry) as r (deal, contact, alone, closed, entry)
                """)
                .params(Rows.of(named)
                        .uuid("deal", Recorded::id)
                        .uuid("contact", one -> one.state().contactId())
                        .truth("alone", one -> alone(one.state()))
                        .day("closed", one -> one.state().closedOn())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
    }

    private static boolean alone(Deal deal) {
        return deal.withContactOnly() && deal.creditOpen() && deal.creditSettled() == null && !deal.withdrawn();
    }

    private void currencies(List<Recorded<Deal>> recorded) {
        jdbc.sql("""
                insert into deals.currency (code)
                select code from unnest(:codes) as r (code)
                where not exists (select from deals.currency c where c.code = r.code)
                order by code on conflict do nothing
                """)
                .param(
                        "codes",
                        Rows.texts(recorded.stream()
                                .map(one -> one.state().currency())
                                .distinct()
                                .toList()))
                .update();
    }
}
