package io.kontor.deals;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The deals of one partner as its own people see them, read under the portal's role: no costs, no notes of ours, no other
 * partner's part.
 */
@Component
public final class PortalDeals {
    private static final String COLUMNS = """
            d.id, d.name, c.name as customer, c.country, d.stage, d.amount, d.currency, d.opened_on, d.expected_close_on,
            d.closed_on, d.closes_on, d.lines,
            (select array_agg(p.role) from deals.deal_partner p where p.deal_id = d.id) as roles,
            (select k.name from deals.deal_contact dc join partners.portal_contact_v k on k.id = dc.contact_id
                where dc.deal_id = d.id) as contact
            """;

    private final Tx tx;
    private final JdbcClient jdbc;

    PortalDeals(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    /**
     * A deal of the firm.
     *
     * @param customer its name, or none while nobody said who buys
     * @param roles the firm's own parts in it
     * @param contact who of the firm works on it, or none
     */
    public record Row(
            UUID id,
            String name,
            @Nullable String customer,
            @Nullable String country,
            Stage stage,
            @Nullable BigDecimal amount,
            String currency,
            @Nullable LocalDate openedOn,
            @Nullable LocalDate expectedCloseOn,
            @Nullable LocalDate closedOn,
            List<PartnerRole> roles,
            @Nullable String contact) {}

    /** A place in the list, opaque in addresses. */
    public record After(String closesOn, UUID id) {
        /** Nothing when it is none of ours. */
        public static @Nullable After of(@Nullable String text) {
            var parts = text == null ? new String[0] : text.split("_", 2);
            try {
                return parts.length == 2 && parts[0].matches("infinity|\\d{4}-\\d\\d-\\d\\d")
                        ? new After(parts[0], UUID.fromString(parts[1]))
                        : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        @Override
        public String toString() {
            return closesOn + "_" + id;
        }
    }

    /** @param next where the list goes on, or none at its end */
    public record Page(List<Row> rows, @Nullable After next) {}

    /**
     * Which deals to show.
     *
     * @param stages only those, or any when there are none
     * @param words parts of the deal's or the customer's name, each of which must be there; in any case and without accents
     */
    public record Wanted(Set<Stage> stages, String words) {
        public static final Wanted ALL = new Wanted(Set.of(), "");

        public Wanted {
            stages = Set.copyOf(stages);
            words = words.strip();
        }

        private List<String> parts() {
            return words.isEmpty() ? List.of() : List.of(words.split("\\s+", -1));
        }
    }

    /** The firm's deals, the ones that close last first: what is open, then what closed, back in time. */
    public Page page(Actor actor, Wanted wanted, @Nullable After after, int size) {
        actor.role(Deals.KIND, Verb.SEE, place(actor));
        return tx.read(actor, () -> {
            var found = jdbc.sql(
                            """
                    with mine as (
                        select deal_id, closes_on from deals.deal_partner
                        where :after::date is null or (closes_on, deal_id) < (:after::date, :after_id::uuid)
                        group by closes_on, deal_id order by closes_on desc, deal_id desc limit :first::bigint
                    )
                    select %s
                    from mine join deals.deal d on d.id = mine.deal_id
                    left join customers.portal_v c on c.id = d.customer_id
                    where (cardinality(:stages::text[]) = 0 or d.stage = any(:stages::text[]))
                        and not exists (
                            select from unnest(:words::text[]) w (word)
                            where position(%s in %s) = 0)
                    order by d.closes_on desc, d.id desc limit :most
                    """.formatted(COLUMNS, plain("w.word"), plain("d.name || ' ' || coalesce(c.name, '')")))
                    .param("after", after == null ? null : after.closesOn())
                    .param("after_id", after == null ? null : after.id())
                    .param(
                            "stages",
                            Rows.texts(wanted.stages().stream().map(Stage::code).toList()))
                    .param("words", Rows.texts(wanted.parts()))
                    .param("first", wanted.equals(Wanted.ALL) ? size + 1 : null)
                    .param("most", size + 1)
                    .query((row, number) -> new Placed(row(row), new After(row.getString("closes_on"), id(row))))
                    .list();
            var rows = found.size() > size ? found.subList(0, size) : found;
            return new Page(
                    rows.stream().map(Placed::row).toList(),
                    found.size() > size ? rows.getLast().place() : null);
        });
    }

    /** The open deals that close next, the soonest first; those overdue for more than half a year are past closing. */
    public List<Row> closing(Actor actor, int most) {
        actor.role(Deals.KIND, Verb.SEE, place(actor));
        return tx.read(
                actor,
                () -> jdbc.sql("""
                        select %s
                        from deals.deal d left join customers.portal_v c on c.id = d.customer_id
                        where d.id = any(array(select deal_id from deals.deal_partner where closes_on > current_date - 183))
                            and d.stage not in ('won', 'lost')
                        order by d.closes_on, d.id limit :most
                        """.formatted(COLUMNS))
                        .param("most", most)
                        .query((row, number) -> row(row))
                        .list());
    }

    /** Without accents and in lower case; the words searched by are not granted to partners. */
    private static String plain(String text) {
        return "lower(regexp_replace(normalize(%s, nfd), '[\\u0300-\\u036f]', '', 'g'))".formatted(text);
    }

    private record Placed(Row row, After place) {}

    private static Place place(Actor actor) {
        if (actor.side() != Side.PORTAL) {
            throw Refusal.forbidden(Deals.KIND, Verb.SEE);
        }
        return Place.of(actor.firm(), null, null, null);
    }

    /** How the firm's deals sum up by stage, in the order of the way, and currency, the largest first. */
    public List<Deals.Sum> sums(Actor actor) {
        actor.role(Deals.KIND, Verb.SEE, place(actor));
        return tx.read(
                actor,
                () -> jdbc
                        .sql("select stage, currency, deals, amount from deals.tally where deals <> 0")
                        .query((row, number) -> new Deals.Sum(
                                Stage.of(row.getString("stage")),
                                row.getString("currency"),
                                row.getLong("deals"),
                                row.getBigDecimal("amount")))
                        .stream()
                        .sorted(Comparator.comparing(Deals.Sum::stage)
                                .thenComparing(Deals.Sum::amount, Comparator.reverseOrder()))
                        .toList());
    }

    /** A line of a deal: the product's name, or what stands there instead. */
    public record Line(String what, BigDecimal quantity, BigDecimal amount) {}

    /** A deal with its lines. */
    public record Whole(Row row, List<Line> lines) {}

    /** Refuses: no such deal, or not one of the firm's. */
    public Whole find(Actor actor, UUID id) {
        actor.role(Deals.KIND, Verb.SEE, place(actor));
        return tx.read(actor, () -> {
            var row = jdbc.sql(
                            "select " + COLUMNS
                                    + " from deals.deal d left join customers.portal_v c on c.id = d.customer_id where d.id = :id")
                    .param("id", id)
                    .query((found, number) -> row(found))
                    .optional()
                    .orElseThrow(() -> Refusal.notFound(Deals.KIND));
            return new Whole(row, lines(id));
        });
    }

    private List<Line> lines(UUID id) {
        return jdbc.sql("""
                select coalesce(p.name, l.description, '') as what, l.quantity, l.amount from deals.line l
                left join catalog.portal_v p on p.id = l.product_id
                where l.deal_id = :id order by l.number
                """)
                .param("id", id)
                .query((row, number) ->
                        new Line(row.getString("what"), row.getBigDecimal("quantity"), row.getBigDecimal("amount")))
                .list();
    }

    private static UUID id(ResultSet row) throws SQLException {
        return row.getObject("id", UUID.class);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                id(row),
                row.getString("name"),
                row.getString("customer"),
                row.getString("country"),
                Stage.of(row.getString("stage")),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getObject("opened_on", LocalDate.class),
                row.getObject("expected_close_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                DealFinder.roles((String[]) row.getArray("roles").getArray()),
                row.getString("contact"));
    }
}
