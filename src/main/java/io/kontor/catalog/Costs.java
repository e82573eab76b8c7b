package io.kontor.catalog;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * What products cost us. A subject of its own, so that those who may not see costs never meet it: every look-up here refuses
 * them. The house itself may ask on its own behalf where a cost is noted but not shown.
 */
@Component
public final class Costs {
    public static final String KIND = "cost";
    static final SubjectType<Cost> COST =
            SubjectType.of(KIND, Cost.class, "created", "changed", "undone").guarded(SubjectType.WHOLE, KIND);

    private final Tx tx;
    private final CostSql sql;
    private final AmountSql amounts;
    private final Products products;
    private final Ids ids;
    private final Book<Cost> book;

    Costs(Tx tx, Ledger ledger, CostSql sql, AmountSql amounts, Products products, Ids ids) {
        this.tx = tx;
        this.sql = sql;
        this.amounts = amounts;
        this.products = products;
        this.ids = ids;
        this.book = new Book<>(tx, ledger, ids, COST, new Shelf());
    }

    /** The costs of a product, if any were ever noted. Refuses: those who may not see costs. */
    public Optional<Book.Known<Cost>> of(Actor actor, UUID product) {
        actor.role(KIND, Verb.SEE);
        return tx.as(
                actor,
                () -> Optional.ofNullable(sql.ofProducts(List.of(product)).get(product))
                        .map(id -> book.find(actor, id)));
    }

    /** Refuses: no such costs, or not for the actor's eyes. */
    public Book.Known<Cost> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    Optional<Place> visible(Actor actor, UUID id) {
        return actor.may(KIND, Verb.SEE, Place.ANYWHERE)
                        && tx.as(actor, () -> sql.product(id)).isPresent()
                ? Optional.of(Place.ANYWHERE)
                : Optional.empty();
    }

    Map<UUID, String> names(Actor actor, Collection<UUID> costs) {
        return actor.may(KIND, Verb.SEE, Place.ANYWHERE) ? tx.as(actor, () -> sql.names(costs)) : Map.of();
    }

    /** What a product costs us in a currency on a day. Refuses: those who may not see costs. */
    public Optional<Money> costAt(Actor actor, UUID product, String currency, LocalDate day) {
        return Optional.ofNullable(
                costsAt(actor, List.of(product), currency, day).get(product));
    }

    /** The same for many products at once; those without a cost are left out. */
    public Map<UUID, Money> costsAt(Actor actor, Collection<UUID> ofProducts, String currency, LocalDate day) {
        actor.role(KIND, Verb.SEE);
        var code = Money.currency(currency);
        return tx.as(actor, () -> amounts.at(AmountSql.COST, ofProducts, code, day));
    }

    /**
     * Says what a product costs us. Refuses: no such product; overlapping days; somebody noted the first costs meanwhile.
     *
     * @param seen the entry the editor saw, or none when there were no costs yet
     */
    public void set(Actor actor, UUID product, @Nullable UUID seen, List<Dated<Money>> costs, @Nullable String reason) {
        products.find(actor, product);
        guarded(() -> tx.as(actor, () -> {
            var id = sql.ofProducts(List.of(product)).get(product);
            if (id == null) {
                var role = actor.role(KIND, Verb.CHANGE);
                book.record(
                        actor,
                        List.of(Change.of(COST, ids.next(), "created", role, new Cost(product, costs))
                                .because(reason)));
            } else if (seen == null) {
                throw Refusal.conflict("changed-since");
            } else {
                book.change(actor, id, seen, cost -> new Cost(product, costs), reason);
            }
            return product;
        }));
    }

    /** Notes the costs of many products that have none yet, all or none; for imports. */
    public List<UUID> createMany(Actor actor, List<Cost> costs, @Nullable String reason) {
        return guarded(() -> tx.as(actor, () -> {
            var role = actor.role(KIND, Verb.CHANGE);
            var changes = new ArrayList<Change<Cost>>();
            for (var cost : costs) {
                changes.add(Change.of(COST, ids.next(), "created", role, cost).because(reason));
            }
            book.record(actor, changes);
            return changes.stream().map(Change::subject).toList();
        }));
    }

    /** Takes the last change back. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.undo(actor, id, seen, reason);
    }

    /** The book itself, for importing in this room. */
    Book<Cost> book() {
        return book;
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("changed-since");
        }
    }

    private final class Shelf implements Book.Shelf<Cost> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> costs, boolean lock) {
            return sql.versions(costs, lock);
        }

        @Override
        public void write(List<Recorded<Cost>> recorded) {
            sql.write(recorded);
        }

        @Override
        public Place place(Actor actor, UUID id, Cost cost) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Cost cost) {
            return null;
        }
    }
}
