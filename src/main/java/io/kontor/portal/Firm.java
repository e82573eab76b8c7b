package io.kontor.portal;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.people.People;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A firm as its own people see it. */
@Component
public final class Firm {
    private final Tx tx;
    private final JdbcClient jdbc;
    private final People people;

    Firm(Tx tx, JdbcClient jdbc, People people) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.people = people;
    }

    /** @param manager who of the office looks after it, if partners may know */
    public record Known(
            UUID id,
            String name,
            String status,
            @Nullable String country,
            @Nullable String city,
            List<String> types,
            @Nullable LocalDate joined,
            People.@Nullable Facing manager) {}

    /** @param benefits what the tier brings, the first first */
    public record Member(
            String programme,
            String status,
            LocalDate joined,
            @Nullable LocalDate left,
            @Nullable String tier,
            List<Benefit> benefits) {}

    public record Benefit(String name, String value) {}

    /** @param ends the first day on which it no longer holds, or none */
    public record Contract(
            String name,
            @Nullable String number,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            boolean renews) {}

    /** Refuses: somebody who is not of a firm; a firm that was withdrawn. */
    public Known known(Actor actor) {
        allow(actor, "partner");
        return tx.read(actor, () -> {
            var known = jdbc.sql("""
                    select id, name, status, country, city, types, joined_on, manager_id from partners.portal_partner_v
                    """)
                    .query((row, number) -> new Found(
                            new Known(
                                    row.getObject("id", UUID.class),
                                    row.getString("name"),
                                    row.getString("status"),
                                    row.getString("country"),
                                    row.getString("city"),
                                    Arrays.asList(
                                            (String[]) row.getArray("types").getArray()),
                                    day(row, "joined_on"),
                                    null),
                            row.getObject("manager_id", UUID.class)))
                    .optional()
                    .orElseThrow(() -> Refusal.notFound("partner"));
            return known.manager() == null ? known.firm() : managed(actor, known.firm(), known.manager());
        });
    }

    private record Found(Known firm, @Nullable UUID manager) {}

    private Known managed(Actor actor, Known firm, UUID manager) {
        return new Known(
                firm.id(),
                firm.name(),
                firm.status(),
                firm.country(),
                firm.city(),
                firm.types(),
                firm.joined(),
                people.facing(actor, manager).orElse(null));
    }

    /** In which programmes the firm is, the newest first. */
    public List<Member> memberships(Actor actor) {
        allow(actor, "membership");
        return tx.read(
                actor,
                () -> jdbc.sql("""
                        select programme_id, programme, status, joined_on, left_on, tier, tier_name
                        from partners.portal_membership_v order by joined_on desc, programme
                        """)
                        .query((row, number) -> new Member(
                                row.getString("programme"),
                                row.getString("status"),
                                row.getObject("joined_on", LocalDate.class),
                                day(row, "left_on"),
                                row.getString("tier_name"),
                                benefits(row.getObject("programme_id", UUID.class), row.getString("tier"))))
                        .list());
    }

    private List<Benefit> benefits(UUID programme, @Nullable String tier) {
        return tier == null
                ? List.of()
                : jdbc.sql("""
                        select name, value from partners.portal_benefit_v
                        where programme_id = :programme and tier = :tier order by place
                        """)
                        .param("programme", programme)
                        .param("tier", tier)
                        .query((row, number) -> new Benefit(row.getString(1), row.getString(2)))
                        .list();
    }

    /** The firm's agreements, the newest first; none for those who may not see them. */
    public List<Contract> agreements(Actor actor) {
        if (!actor.may("agreement", Verb.SEE)) {
            return List.of();
        }
        allow(actor, "agreement");
        return tx.read(
                actor,
                () -> jdbc.sql("""
                        select name, number, starts_on, ends_on, renews from partners.portal_agreement_v
                        order by starts_on desc nulls last, name
                        """)
                        .query((row, number) -> new Contract(
                                row.getString("name"),
                                row.getString("number"),
                                day(row, "starts_on"),
                                day(row, "ends_on"),
                                row.getBoolean("renews")))
                        .list());
    }

    /**
     * Something that happened.
     *
     * @param name of the object as it was then
     * @param stage the deal was in then, or none for what is no deal
     */
    public record Happening(
            Instant at,
            String action,
            String type,
            UUID subject,
            String name,
            @Nullable String stage) {}

    /** What happened to the firm's own things, and to those of firms that were folded into it, the newest first. */
    public List<Happening> newest(Actor actor, int most) {
        allow(actor, "partner");
        return tx.read(
                actor,
                () -> jdbc.sql("""
                        select t.happened_at, t.action, t.subject_type, t.subject_id,
                            coalesce(t.shared -> 'name' ->> '$personal', t.shared ->> 'name', '') as name,
                            t.shared ->> 'stage' as stage
                        from (select :firm::uuid as id union all select id from partners.portal_folded_v) f
                        cross join lateral (
                            select * from portal.timeline l
                            where l.partner_id = f.id order by l.position desc limit :most
                        ) t
                        order by t.position desc limit :most
                        """)
                        .param("firm", actor.firm())
                        .param("most", most)
                        .query((row, number) -> new Happening(
                                row.getTimestamp("happened_at").toInstant(),
                                row.getString("action"),
                                row.getString("subject_type"),
                                row.getObject("subject_id", UUID.class),
                                row.getString("name"),
                                row.getString("stage")))
                        .list());
    }

    private static void allow(Actor actor, String kind) {
        if (actor.side() != Side.PORTAL) {
            throw Refusal.forbidden(kind, Verb.SEE);
        }
        actor.role(kind, Verb.SEE, Place.of(actor.firm(), null, null, null));
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        Date day = row.getDate(column);
        return day == null ? null : day.toLocalDate();
    }
}
