package io.kontor.deals;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Book;
import io.kontor.ledger.ExternalIds;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens the book of deals: for one at a time, or for many that share what was looked up. */
@Component
class DealBooks {
    /** How many deals one statement takes. */
    static final int AT_ONCE = 2_000;

    private final Tx tx;
    private final Ledger ledger;
    private final DealSql sql;
    private final JdbcClient jdbc;
    private final Company company;
    private final CustomFields fields;
    private final Ids ids;
    private final Clock clock;
    private final Book<Deal> one;

    DealBooks(
            Tx tx,
            Ledger ledger,
            DealSql sql,
            JdbcClient jdbc,
            Company company,
            CustomFields fields,
            Ids ids,
            Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.jdbc = jdbc;
        this.company = company;
        this.fields = fields;
        this.ids = ids;
        this.clock = clock;
        this.one = open(new Shelf(null, false));
    }

    private Book<Deal> open(Shelf shelf) {
        return new Book<>(tx, ledger, ids, Deals.DEAL, shelf);
    }

    /** For one deal at a time. */
    Book<Deal> one() {
        return one;
    }

    /** For many deals of one transaction. */
    Book<Deal> many(References references) {
        return open(new Shelf(references, false));
    }

    /** For many deals of one transaction that are all new, so that nothing of them can be there already. */
    Book<Deal> fresh(References references) {
        return open(new Shelf(references, true));
    }

    References references() {
        return new References(jdbc);
    }

    /** Today, where the company is. */
    LocalDate today(Actor actor) {
        return company.profile(actor).today(clock);
    }

    /** Does what may find that another deal has an external id already, and then says so. */
    static <T> T guarded(Supplier<T> work) {
        return ExternalIds.unlessTaken("deal-external-id-taken", work);
    }

    private final class Shelf implements Book.Shelf<Deal> {
        private final @Nullable References shared;
        private final boolean fresh;

        /** @param shared answers remembered over many deals, or none to ask for each */
        Shelf(@Nullable References shared, boolean fresh) {
            this.shared = shared;
            this.fresh = fresh;
        }

        private References references() {
            return shared == null ? DealBooks.this.references() : shared;
        }

        @Override
        public Map<UUID, UUID> versions(Collection<UUID> deals, boolean lock) {
            return sql.versions(deals, lock);
        }

        @Override
        public void write(List<Recorded<Deal>> recorded) {
            var known = fields.of(Purpose.SETTINGS.actor(), Deals.KIND);
            for (int from = 0; from < recorded.size(); from += AT_ONCE) {
                sql.write(recorded.subList(from, Math.min(recorded.size(), from + AT_ONCE)), known, fresh);
            }
        }

        @Override
        public Place place(Actor actor, UUID id, Deal deal) {
            return references().place(deal);
        }

        @Override
        public @Nullable UUID partner(UUID id, Deal deal) {
            return deal.sourcing();
        }

        @Override
        public void check(Actor actor, UUID id, Deal deal) {
            check(actor, deal, references(), fields.of(actor, Deals.KIND), () -> today(actor));
        }

        @Override
        public void checkAll(Actor actor, List<Recorded<Deal>> recorded) {
            var references = references();
            references.prepare(recorded.stream().map(Recorded::state).toList());
            var known = fields.of(actor, Deals.KIND);
            var today = today(actor);
            recorded.forEach(one -> check(actor, one.state(), references, known, () -> today));
        }

        private static void check(
                Actor actor, Deal deal, References references, List<CustomField> known, Supplier<LocalDate> today) {
            CustomFields.checked(known, deal.custom());
            references.check(deal);
            var closed = deal.closedOn();
            if (closed != null && closed.isAfter(today.get()) && !actor.origin().history()) {
                throw Refusal.invalid("closed-in-the-future", "day", closed).at("closedOn");
            }
        }
    }
}
