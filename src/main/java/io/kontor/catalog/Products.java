package io.kontor.catalog;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
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
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** What we sell, and at which list price. */
@Component
public final class Products {
    public static final String KIND = "product";
    static final SubjectType<Product> PRODUCT =
            SubjectType.of(KIND, Product.class, "created", "changed", "withdrawn", "restored", "undone");

    private final Tx tx;
    private final Ledger ledger;
    private final ProductSql sql;
    private final AmountSql amounts;
    private final Company company;
    private final Ids ids;
    private final Clock clock;
    private final Book<Product> book;

    Products(Tx tx, Ledger ledger, ProductSql sql, AmountSql amounts, Company company, Ids ids, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.amounts = amounts;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
        this.book = new Book<>(tx, ledger, ids, PRODUCT, new Shelf());
    }

    /** A product's name with its number and id, for choices and links. */
    public record Named(UUID id, String sku, String name) {}

    /** Today, where the company is. */
    public LocalDate today(Actor actor) {
        return company.profile(actor).today(clock);
    }

    /** Refuses: no such product. */
    public Book.Known<Product> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Those of these the actor may see. */
    public Map<UUID, Book.Known<Product>> findAll(Actor actor, Collection<UUID> ids) {
        return book.findAll(actor, ids);
    }

    /** A product as it was known at the end of a day. */
    public Optional<Product> asOf(Actor actor, UUID id, LocalDate day) {
        find(actor, id);
        var end = company.profile(actor).endOf(day);
        return tx.as(actor, () -> ledger.asOf(PRODUCT, id, end));
    }

    Optional<Place> visible(Actor actor, UUID id) {
        return actor.may(KIND, Verb.SEE, Place.ANYWHERE) && tx.as(actor, () -> sql.exists(id))
                ? Optional.of(Place.ANYWHERE)
                : Optional.empty();
    }

    /** Names of products, also of withdrawn ones; no question of rights, so only for ids the actor was given. */
    public Map<UUID, String> names(Actor actor, Collection<UUID> products) {
        return products.isEmpty() ? Map.of() : tx.as(actor, () -> sql.names(products));
    }

    /** Products still sold whose name, number or id elsewhere holds these words, the first ones by name. */
    public List<Named> search(Actor actor, String words, int most) {
        return actor.may(KIND, Verb.SEE, Place.ANYWHERE) ? tx.as(actor, () -> sql.search(words, most)) : List.of();
    }

    /** Units in use, by name. */
    public List<String> units(Actor actor) {
        return tx.as(actor, sql::units);
    }

    /** The product that is not withdrawn with that number. */
    public Optional<UUID> bySku(Actor actor, String sku) {
        return Optional.ofNullable(bySkus(actor, List.of(sku)).get(sku));
    }

    /** The same for many; those nobody has are left out. */
    public Map<String, UUID> bySkus(Actor actor, Collection<String> skus) {
        return tx.as(actor, () -> sql.bySkus(skus));
    }

    /** The product another system calls so. */
    public Optional<UUID> byExternalId(Actor actor, String system, String id) {
        return Optional.ofNullable(byExternalIds(actor, system, List.of(id)).get(id));
    }

    /** The same for many ids of one system; those nobody has are left out. */
    public Map<String, UUID> byExternalIds(Actor actor, String system, Collection<String> externalIds) {
        return tx.as(actor, () -> sql.ids().findAll(system, externalIds));
    }

    /** The list price of a product in a currency on a day. */
    public Optional<Money> priceAt(Actor actor, UUID product, String currency, LocalDate day) {
        return Optional.ofNullable(
                pricesAt(actor, List.of(product), currency, day).get(product));
    }

    /** The same for many products at once; those without a price are left out. Refuses: no such currency. */
    public Map<UUID, Money> pricesAt(Actor actor, Collection<UUID> products, String currency, LocalDate day) {
        actor.role(KIND, Verb.SEE);
        var code = Money.currency(currency);
        return tx.as(actor, () -> amounts.at(AmountSql.PRICE, products, code, day));
    }

    /** Adds a product. Refuses: a number or an external id another product has; a family there is not. */
    public UUID create(Actor actor, Product product, @Nullable String reason) {
        return guarded(() -> book.create(actor, product, reason));
    }

    /**
     * Adds many products in one transaction, all or none; for imports.
     *
     * @return their ids in the same order
     */
    public List<UUID> createMany(Actor actor, List<Product> products, @Nullable String reason) {
        return guarded(() -> tx.as(actor, () -> {
            var role = actor.role(KIND, Verb.CREATE);
            familiesInUse(products);
            var changes = new ArrayList<Change<Product>>();
            for (var product : products) {
                changes.add(
                        Change.of(PRODUCT, ids.next(), "created", role, product).because(reason));
            }
            book.record(actor, changes);
            return changes.stream().map(Change::subject).toList();
        }));
    }

    private void familiesInUse(Collection<Product> products) {
        var families = products.stream()
                .map(Product::family)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!families.isEmpty() && !sql.knownFamilies(families).containsAll(families)) {
            throw Refusal.invalid("reference-unknown").at("family");
        }
    }

    /** Changes a product as an editor saw it. Refuses as adding does. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Product> edit, @Nullable String reason) {
        guarded(() -> book.change(actor, id, seen, edit, reason));
    }

    /** Changes many products at once, or only shows what that would do. */
    public List<Book.Effect<Product>> changeMany(
            Actor actor,
            Collection<UUID> products,
            UnaryOperator<Product> edit,
            @Nullable String reason,
            boolean write) {
        return guarded(() -> book.changeMany(actor, products, "changed", Verb.CHANGE, edit, reason, write));
    }

    /** Takes a product out of lists and choices; deals that have it keep it. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, product -> product.withWithdrawn(true), reason);
    }

    /** Takes many out at once, or only shows what that would do. */
    public List<Book.Effect<Product>> withdrawMany(
            Actor actor, Collection<UUID> products, @Nullable String reason, boolean write) {
        return book.changeMany(
                actor, products, "withdrawn", Verb.WITHDRAW, product -> product.withWithdrawn(true), reason, write);
    }

    /** Brings a product back. Refuses: another product has its number or an id of it by now; its family is gone. */
    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded(() -> book.change(
                actor, id, seen, "restored", Verb.WITHDRAW, product -> product.withWithdrawn(false), reason));
    }

    /** Takes the last change back. Refuses: it was changed since; there is nothing before it. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded(() -> {
            book.undo(actor, id, seen, reason);
            return id;
        });
    }

    /** The book itself, for importing in this room. */
    Book<Product> book() {
        return book;
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException e) {
            var message = String.valueOf(e.getMessage());
            if (message.contains("product_sku")) {
                throw Refusal.conflict("sku-taken").at("sku");
            }
            if (message.contains("external_id")) {
                throw Refusal.conflict("product-external-id-taken").at("externalIds");
            }
            throw e;
        }
    }

    private final class Shelf implements Book.Shelf<Product> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> products, boolean lock) {
            return sql.versions(products, lock);
        }

        @Override
        public void write(List<Recorded<Product>> recorded) {
            sql.write(recorded);
        }

        @Override
        public Place place(Actor actor, UUID id, Product product) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Product product) {
            return null;
        }

        @Override
        public void check(Actor actor, UUID id, Product product) {
            if (!product.withdrawn()) {
                familiesInUse(List.of(product));
            }
        }
    }
}
