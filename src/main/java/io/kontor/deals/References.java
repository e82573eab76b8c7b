package io.kontor.deals;

import io.kontor.database.Rows;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether what deals refer to exists, and where the partners on them stand. What was asked once is remembered, so one of these
 * lives no longer than the transaction it answers in.
 */
final class References {
    private final JdbcClient jdbc;
    private final Map<UUID, Place> partners = new HashMap<>();
    private final Map<String, Set<UUID>> known = new HashMap<>();

    References(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asks once for everything these deals refer to. */
    void prepare(Collection<Deal> deals) {
        places(deals.stream().flatMap(deal -> deal.partners().stream()).map(DealShare::partnerId));
        look("customer", deals.stream().map(Deal::customerId).filter(Objects::nonNull));
        look("owner", deals.stream().map(Deal::ownerId).filter(Objects::nonNull));
        look("contact", deals.stream().map(Deal::contactId).filter(Objects::nonNull));
        look("lines", products(deals));
    }

    private static Stream<UUID> products(Collection<Deal> deals) {
        return deals.stream()
                .flatMap(deal -> deal.lines().stream())
                .map(DealLine::productId)
                .filter(Objects::nonNull);
    }

    /** Refuses: a customer, owner, partner, contact or product there is not, pointing at the field. */
    void check(Deal deal) {
        var one = List.of(deal);
        prepare(one);
        require("customer", Stream.ofNullable(deal.customerId()));
        require("owner", Stream.ofNullable(deal.ownerId()));
        require("contact", Stream.ofNullable(deal.contactId()));
        require("lines", products(one));
        if (deal.partners().stream().anyMatch(share -> !partners.containsKey(share.partnerId()))) {
            throw Refusal.invalid("reference-unknown").at("partners");
        }
    }

    private void require(String field, Stream<UUID> ids) {
        var found = known.getOrDefault(field, Set.of());
        if (!ids.allMatch(found::contains)) {
            throw Refusal.invalid("reference-unknown").at(field);
        }
    }

    /**
     * Where a deal stands: with its partner, in the care of that partner's manager and of its own owner. One without partner
     * is only its owner's.
     */
    Place place(Deal deal) {
        var owners = new HashSet<UUID>();
        if (deal.ownerId() != null) {
            owners.add(deal.ownerId());
        }
        var partner = deal.partner();
        if (partner != null) {
            places(Stream.of(partner));
        }
        var there = partner == null ? null : partners.get(partner);
        if (there == null) {
            return new Place(false, partner, null, null, owners);
        }
        owners.addAll(there.owners());
        return new Place(false, partner, there.region(), there.segment(), owners);
    }

    private void places(Stream<UUID> wanted) {
        var ids = missing(wanted, partners::containsKey);
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("select id, region_id, segment, manager_id from partners.partner_v where id = any(:ids)")
                .param("ids", Rows.uuids(ids))
                .query(row -> {
                    var id = row.getObject(1, UUID.class);
                    partners.put(
                            id,
                            Place.of(id, row.getObject(2, UUID.class), row.getString(3), row.getObject(4, UUID.class)));
                });
    }

    private void look(String field, Stream<UUID> wanted) {
        var found = known.computeIfAbsent(field, name -> new HashSet<>());
        var ids = missing(wanted, found::contains);
        if (ids.isEmpty()) {
            return;
        }
        var from = switch (field) {
            case "customer" -> "select id from customers.customer_v where id = any(:ids)";
            case "owner" -> "select id from people.person_v where side = 'office' and id = any(:ids)";
            case "contact" -> "select id from partners.contact_v where id = any(:ids)";
            default -> "select id from catalog.product_v where id = any(:ids)";
        };
        found.addAll(jdbc.sql(from).param("ids", Rows.uuids(ids)).query(Rows.ID).list());
    }

    private static Set<UUID> missing(Stream<UUID> wanted, Function<UUID, Boolean> have) {
        var ids = new HashSet<UUID>();
        wanted.filter(id -> !have.apply(id)).forEach(ids::add);
        return ids;
    }
}
