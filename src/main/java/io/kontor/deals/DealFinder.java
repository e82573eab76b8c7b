package io.kontor.deals;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.kernel.Actor;
import io.kontor.kernel.SortKeys;
import io.kontor.lists.SqlPart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks deals up through the eyes of whoever asks. Nothing here costs more the longer the history is. */
@Component
class DealFinder {
    private static final String CONTACT = "contact";

    private final JdbcClient jdbc;
    private final DealReach reach;

    DealFinder(JdbcClient jdbc, DealReach reach) {
        this.jdbc = jdbc;
        this.reach = reach;
    }

    List<Deals.Named> search(Actor actor, String words, int most) {
        var scope = reach.of(actor);
        // The fence keeps the index of words in use, however many deals the database thinks hold them.
        return jdbc.sql("select id, name from (select d.id, d.name, d.closes_on from deals.deal d where not d.withdrawn"
                        + " and d.search like :words and (" + scope.sql()
                        + ") offset 0) found order by closes_on desc, id desc limit :most")
                .params(scope.params())
                .param("words", SortKeys.holding(words))
                .param("most", most)
                .query((row, number) -> new Deals.Named(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** Who sees every deal reads the sums kept with them; who sees some, or asks for a contact's, gets theirs added up. */
    List<Deals.Sum> sums(Actor actor, String holder, UUID id) {
        var scope = reach.of(actor);
        var text = scope.equals(SqlPart.TRUE) && !holder.equals(CONTACT)
                ? "select stage, currency, deals, amount from deals.tally where holder_id = :id and deals <> 0"
                : "select d.stage, d.currency, count(*) as deals, coalesce(sum(d.amount), 0) as amount from deals.deal d"
                        + " where not d.withdrawn and (" + scope.sql() + ") and " + held(holder)
                        + " group by d.stage, d.currency";
        return jdbc.sql(text + " order by amount desc")
                .params(scope.params())
                .param("id", id)
                .query((row, number) -> new Deals.Sum(
                        Stage.of(row.getString("stage")),
                        row.getString("currency"),
                        row.getLong("deals"),
                        row.getBigDecimal("amount")))
                .list();
    }

    private static String held(String holder) {
        return switch (holder) {
            case "customer" -> "d.customer_id = :id";
            case CONTACT -> "d.id in (select t.deal_id from deals.deal_contact t where t.contact_id = :id)";
            default -> "d.id in (select p.deal_id from deals.deal_partner p where p.partner_id = :id)";
        };
    }

    List<Deals.Listed> of(Actor actor, String holder, UUID id, int most) {
        var scope = reach.of(actor);
        return holder.equals("partner") ? ofPartner(scope, id, most) : withPartner(holder, scope, id, most);
    }

    private List<Deals.Listed> ofPartner(SqlPart scope, UUID id, int most) {
        return jdbc.sql("""
                select d.id, d.name, d.stage, d.amount, d.currency, d.closed_on, d.expected_close_on,
                    (select array_agg(r.role) from deals.deal_partner r where r.deal_id = d.id and r.partner_id = :id) as roles,
                    c.id as with_id, c.name as with_name
                from deals.deal_partner p
                join deals.deal d on d.id = p.deal_id
                left join customers.customer_v c on c.id = d.customer_id
                where p.partner_id = :id and not p.withdrawn and (%s) and not exists (
                    select from deals.deal_partner e
                    where e.deal_id = p.deal_id and e.partner_id = p.partner_id and e.role < p.role)
                order by p.closes_on desc, p.deal_id desc limit :most
                """.formatted(scope.sql()))
                .params(scope.params())
                .param("id", id)
                .param("most", most)
                .query((row, number) ->
                        listed(row, roles((String[]) row.getArray("roles").getArray())))
                .list();
    }

    private List<Deals.Listed> withPartner(String holder, SqlPart scope, UUID id, int most) {
        return jdbc.sql("""
                select d.id, d.name, d.stage, d.amount, d.currency, d.closed_on, d.expected_close_on,
                    p.id as with_id, p.name as with_name
                from deals.deal d
                left join partners.partner_v p on p.id = d.partner_id
                where %s and not d.withdrawn and (%s)
                order by d.closes_on desc, d.id desc limit :most
                """.formatted(held(holder), scope.sql()))
                .params(scope.params())
                .param("id", id)
                .param("most", most)
                .query((row, number) -> listed(row, List.of()))
                .list();
    }

    private static Deals.Listed listed(ResultSet row, List<PartnerRole> roles) throws SQLException {
        var closed = row.getObject("closed_on", LocalDate.class);
        return new Deals.Listed(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Stage.of(row.getString("stage")),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                closed != null ? closed : row.getObject("expected_close_on", LocalDate.class),
                roles,
                row.getObject("with_id", UUID.class),
                row.getString("with_name"));
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        return Tables.names(jdbc, "deals.deal", ids);
    }

    /** Deals of a partner, in any part it has in them, or of a customer; withdrawn ones too. */
    List<UUID> belonging(String type, UUID id) {
        return jdbc.sql(
                        type.equals("customer")
                                ? "select id from deals.deal where customer_id = :id order by id"
                                : "select distinct deal_id from deals.deal_partner where partner_id = :id order by deal_id")
                .param("id", id)
                .query(Rows.ID)
                .list();
    }

    List<String> currencies() {
        return jdbc.sql("select code from deals.currency order by code")
                .query(Rows.TEXT)
                .list();
    }

    /** Names of roles as they stand in an array. */
    static List<PartnerRole> roles(String[] codes) {
        return Arrays.stream(codes).map(PartnerRole::of).sorted().toList();
    }
}
