package io.kontor.partners;

import io.kontor.company.Company;
import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What partners can join: programmes with their tiers and benefits. */
@Component
public final class Programmes {
    public static final String KIND = "programme";
    static final SubjectType<Programme> PROGRAMME =
            SubjectType.of(KIND, Programme.class, "created", "changed", "withdrawn", "restored", "undone");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Company company;
    private final Book<Programme> book;

    Programmes(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids, Company company) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.company = company;
        this.book = new Book<>(tx, ledger, ids, PROGRAMME, new Shelf());
    }

    /** A programme as it was known at the end of a day; the actor may see it now. */
    public Optional<Programme> asOf(Actor actor, UUID id, LocalDate day) {
        find(actor, id);
        var end = company.profile(actor).endOf(day);
        return tx.as(actor, () -> ledger.asOf(PROGRAMME, id, end));
    }

    /** A programme's name with its id, for choices. */
    public record Named(UUID id, String code, String name, String status) {}

    /** Programmes in use, by name. */
    public List<Named> all(Actor actor) {
        actor.role(KIND, Verb.SEE);
        return tx.as(
                actor,
                () -> jdbc.sql("""
                select id, code, name, status from partners.programme where not withdrawn order by name_key, id
                """)
                        .query((row, number) -> new Named(
                                row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)))
                        .list());
    }

    private record TierName(String code, String name) {}

    /** The tiers of all programmes, by code. */
    public Map<String, String> tierNames(Actor actor) {
        var names = new LinkedHashMap<String, String>();
        tx.unchangedList(
                        actor,
                        "partners.tiers",
                        () -> jdbc.sql("""
                select t.code, t.name from partners.tier t
                join partners.programme g on g.id = t.programme_id and not g.withdrawn order by g.name_key, t.rank
                """).query(TierName.class).list())
                .forEach(tier -> names.putIfAbsent(tier.code(), tier.name()));
        return names;
    }

    public Book.Known<Programme> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Those of these the actor may see. */
    public Map<UUID, Book.Known<Programme>> findAll(Actor actor, Collection<UUID> ids) {
        return book.findAll(actor, ids);
    }

    public Optional<UUID> byCode(Actor actor, String code) {
        return tx.as(
                actor,
                () -> jdbc.sql("select id from partners.programme where code = :code")
                        .param("code", code)
                        .query(Rows.ID)
                        .optional());
    }

    /** The book itself, for importing in this room. */
    Book<Programme> book() {
        return book;
    }

    /** Refuses: a code already used. */
    public UUID create(Actor actor, Programme programme, @Nullable String reason) {
        return guarded(programme.code(), () -> book.create(actor, programme, reason));
    }

    /** Refuses: taking away a tier members still have. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Programme> edit, @Nullable String reason) {
        guarded("", () -> book.change(actor, id, seen, edit, reason));
    }

    private static <T> T guarded(String code, Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("code-taken", "code", code).at("code");
        }
    }

    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, programme -> programme.withdrawn(true), reason);
    }

    /** Brings a programme back, with its tiers and members. */
    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "restored", Verb.WITHDRAW, programme -> programme.withdrawn(false), reason);
    }

    /** Takes the last change back. Refuses: it was changed since; nothing is before it; another has its code by now. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        guarded("", () -> {
            book.undo(actor, id, seen, reason);
            return id;
        });
    }

    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> Tables.names(jdbc, "partners.programme", ids));
    }

    private record TierRow(Recorded<Programme> of, int rank, Programme.Tier tier) {}

    private record BenefitRow(Recorded<Programme> of, int place, String name, String tier, String value) {}

    private final class Shelf implements Book.Shelf<Programme> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> programmes, boolean lock) {
            return Tables.versions(jdbc, "partners.programme", programmes, lock);
        }

        @Override
        public void write(List<Recorded<Programme>> recorded) {
            jdbc.sql("""
                    insert into partners.programme (
                        id, code, name, name_key, search, description, status, starts_on, ends_on, withdrawn, entry_id
                    )
                    select id, code, name, name_key, search, description, status, starts, ends, withdrawn, entry
                    from unnest(:id, :code, :name, :key, :search, :description, :status, :starts, :ends, :withdrawn, :entry)
                        as r (id, code, name, name_key, search, description, status, starts, ends, withdrawn, entry)
                    on conflict (id) do update set code = excluded.code, name = excluded.name,
                        name_key = excluded.name_key, search = excluded.search, description = excluded.description,
                        status = excluded.status,
                        starts_on = excluded.starts_on, ends_on = excluded.ends_on, withdrawn = excluded.withdrawn,
                        entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .text("code", one -> one.state().code())
                            .text("name", one -> one.state().name())
                            .bytes("key", one -> SortKeys.of(one.state().name()))
                            .text(
                                    "search",
                                    one -> SortKeys.folded(one.state().name() + " "
                                            + one.state().code()))
                            .text("description", one -> one.state().description())
                            .text("status", one -> one.state().status().code())
                            .day("starts", one -> one.state().starts())
                            .day("ends", one -> one.state().ends())
                            .truth("withdrawn", one -> one.state().withdrawn())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
            var ids = Rows.uuids(recorded.stream().map(Recorded::id).toList());
            jdbc.sql("delete from partners.benefit where programme_id = any(:ids)")
                    .param("ids", ids)
                    .update();
            jdbc.sql("delete from partners.tier where programme_id = any(:ids)")
                    .param("ids", ids)
                    .update();
            tiers(recorded);
            benefits(recorded);
        }

        private void tiers(List<Recorded<Programme>> recorded) {
            var rows = recorded.stream()
                    .flatMap(one -> IntStream.range(0, one.state().tiers().size())
                            .mapToObj(rank -> new TierRow(
                                    one, rank + 1, one.state().tiers().get(rank))))
                    .toList();
            jdbc.sql("""
                    insert into partners.tier (programme_id, code, name, rank, entry_id)
                    select programme, code, name, rank, entry
                    from unnest(:programme, :code, :name, :rank, :entry) as r (programme, code, name, rank, entry)
                    """)
                    .params(Rows.of(rows)
                            .uuid("programme", row -> row.of().id())
                            .text("code", row -> row.tier().code())
                            .text("name", row -> row.tier().name())
                            .whole("rank", TierRow::rank)
                            .uuid("entry", row -> row.of().entryId())
                            .params())
                    .update();
        }

        private void benefits(List<Recorded<Programme>> recorded) {
            var rows = recorded.stream()
                    .flatMap(one -> IntStream.range(0, one.state().benefits().size())
                            .boxed()
                            .flatMap(place -> one.state().benefits().get(place).values().entrySet().stream()
                                    .map(value -> new BenefitRow(
                                            one,
                                            place,
                                            one.state().benefits().get(place).name(),
                                            value.getKey(),
                                            value.getValue()))))
                    .toList();
            jdbc.sql("""
                    insert into partners.benefit (programme_id, name, place, tier, value, entry_id)
                    select programme, name, place, tier, value, entry
                    from unnest(:programme, :name, :place, :tier, :value, :entry)
                        as r (programme, name, place, tier, value, entry)
                    """)
                    .params(Rows.of(rows)
                            .uuid("programme", row -> row.of().id())
                            .text("name", BenefitRow::name)
                            .whole("place", BenefitRow::place)
                            .text("tier", BenefitRow::tier)
                            .text("value", BenefitRow::value)
                            .uuid("entry", row -> row.of().entryId())
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, Programme programme) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Programme programme) {
            return null;
        }

        @Override
        public void check(Actor actor, UUID id, Programme programme) {
            var kept = programme.tiers().stream().map(Programme.Tier::code).toList();
            var used = jdbc.sql("""
                    select distinct t.tier from partners.membership_tier t
                    join partners.membership m on m.id = t.membership_id and not m.withdrawn and m.programme_id = :id
                    where t.to_day is null and t.tier <> all(:kept) limit 1
                    """)
                    .param("id", id)
                    .param("kept", Rows.texts(kept))
                    .query(Rows.TEXT)
                    .optional();
            used.ifPresent(tier -> {
                throw Refusal.conflict("tier-in-use", "tier", tier).at("tiers");
            });
        }
    }
}
