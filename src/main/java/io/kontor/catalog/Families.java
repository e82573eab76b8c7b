package io.kontor.catalog;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import io.kontor.ui.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The tree of product families. */
@Component
public final class Families {
    public static final String KIND = "family";
    static final SubjectType<Family> FAMILY =
            SubjectType.of(KIND, Family.class, "created", "changed", "withdrawn", "restored", "undone");

    private final Tx tx;
    private final FamilySql sql;
    private final Ids ids;
    private final Book<Family> book;

    Families(Tx tx, Ledger ledger, FamilySql sql, Ids ids) {
        this.tx = tx;
        this.sql = sql;
        this.ids = ids;
        this.book = new Book<>(tx, ledger, ids, FAMILY, new Shelf());
    }

    /**
     * A family in the tree.
     *
     * @param depth 0 at the top
     * @param products how many stand directly under it
     */
    public record Listed(
            UUID id, String code, String name, @Nullable UUID parent, int depth, int products) {
        private Listed at(int level) {
            return new Listed(id, code, name, parent, level, products);
        }
    }

    /** All families in use in the order of the tree: each right behind the one it stands under, siblings by name. */
    public List<Listed> tree(Actor actor) {
        actor.role(KIND, Verb.SEE);
        var all = tx.as(actor, sql::all);
        var under = new HashMap<@Nullable UUID, List<Listed>>();
        var known = new HashSet<UUID>();
        all.forEach(family -> known.add(family.id()));
        for (var family : all) {
            var parent = known.contains(family.parent()) ? family.parent() : null;
            under.computeIfAbsent(parent, id -> new ArrayList<>()).add(family);
        }
        var tree = new ArrayList<Listed>();
        append(tree, under, null, 0);
        return tree;
    }

    /** The same as choices, deeper ones further in. */
    public List<Option> options(Actor actor) {
        return tree(actor).stream()
                .map(family -> new Option(family.id().toString(), "\u2003".repeat(family.depth()) + family.name()))
                .toList();
    }

    private static void append(
            List<Listed> tree, Map<@Nullable UUID, List<Listed>> under, @Nullable UUID parent, int depth) {
        for (var family : under.getOrDefault(parent, List.of())) {
            tree.add(family.at(depth));
            append(tree, under, family.id(), depth + 1);
        }
    }

    /** Refuses: no such family. */
    public Book.Known<Family> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Those of many that the actor may see, also withdrawn ones. */
    public Map<UUID, Book.Known<Family>> findAll(Actor actor, Collection<UUID> families) {
        return book.findAll(actor, families);
    }

    Optional<Place> visible(Actor actor, UUID id) {
        return actor.may(KIND, Verb.SEE, Place.ANYWHERE) && tx.as(actor, () -> sql.exists(id))
                ? Optional.of(Place.ANYWHERE)
                : Optional.empty();
    }

    /** Names of families, also of withdrawn ones. */
    public Map<UUID, String> names(Actor actor, Collection<UUID> families) {
        return families.isEmpty() ? Map.of() : tx.as(actor, () -> sql.names(families));
    }

    /** The family in use with that code. */
    public Optional<UUID> byCode(Actor actor, String code) {
        return Optional.ofNullable(byCodes(actor, List.of(code)).get(code));
    }

    /** The same for many codes; those nobody has are left out. */
    public Map<String, UUID> byCodes(Actor actor, Collection<String> codes) {
        return tx.as(actor, () -> sql.byCodes(codes));
    }

    /** Refuses: a code already used; a parent there is not. */
    public UUID create(Actor actor, Family family, @Nullable String reason) {
        return guarded(family.code(), () -> book.create(actor, family, reason));
    }

    /** Adds many families in one transaction, all or none; for imports. Their parents must be there already. */
    public List<UUID> createMany(Actor actor, List<Family> families, @Nullable String reason) {
        return guarded(
                "",
                () -> tx.as(actor, () -> {
                    var role = actor.role(KIND, Verb.CREATE);
                    var changes = new ArrayList<Change<Family>>();
                    for (var family : families) {
                        parentInUse(family);
                        changes.add(Change.of(FAMILY, ids.next(), "created", role, family)
                                .because(reason));
                    }
                    book.record(actor, changes);
                    return changes.stream().map(Change::subject).toList();
                }));
    }

    /** Refuses as adding does, and: a parent that makes a circle. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Family> edit, @Nullable String reason) {
        var code = new String[] {""};
        guarded(
                () -> code[0],
                () -> book.change(
                        actor,
                        id,
                        seen,
                        family -> {
                            var edited = edit.apply(family);
                            code[0] = edited.code();
                            return edited;
                        },
                        reason));
    }

    /** Refuses: families or products in use stand under it. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, family -> family.withdrawnNow(true), reason);
    }

    /** Refuses: another family has its code by now. */
    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded(
                "",
                () -> book.change(
                        actor, id, seen, "restored", Verb.WITHDRAW, family -> family.withdrawnNow(false), reason));
    }

    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded("", () -> {
            book.undo(actor, id, seen, reason);
            return id;
        });
    }

    /** The book itself, for this room. */
    Book<Family> book() {
        return book;
    }

    private static <T> T guarded(String code, Supplier<T> work) {
        return guarded(() -> code, work);
    }

    private static <T> T guarded(Supplier<String> code, Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("code-taken", "code", code.get()).at("code");
        }
    }

    private void parentInUse(Family family) {
        var parent = family.parent();
        if (parent != null && !family.withdrawn() && !sql.inUse(parent)) {
            throw Refusal.invalid("reference-unknown").at("parent");
        }
    }

    private final class Shelf implements Book.Shelf<Family> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> families, boolean lock) {
            return sql.versions(families, lock);
        }

        @Override
        public void write(List<Recorded<Family>> recorded) {
            sql.write(recorded);
        }

        @Override
        public Place place(Actor actor, UUID id, Family family) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Family family) {
            return null;
        }

        @Override
        public void check(Actor actor, UUID id, Family family) {
            sql.lockTree();
            if (family.withdrawn()) {
                if (sql.occupied(id)) {
                    throw Refusal.conflict("family-occupied");
                }
                return;
            }
            parentInUse(family);
            var parent = family.parent();
            if (parent != null && (parent.equals(id) || sql.circle(id, parent))) {
                throw Refusal.invalid("family-circle").at("parent");
            }
        }
    }
}
