package io.kontor.partners;

import io.kontor.database.Rows;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Place;
import io.kontor.kernel.Scope;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Recorded;
import io.kontor.lists.Reach;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PartnerSql {
    /** Where a partner stands, as columns of its table under the alias {@code p}. */
    static final Reach REACH = new Reach("p.id", "p.region_id", "p.segment", "p.manager_id");

    private final JdbcClient jdbc;

    PartnerSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, UUID> versions(Collection<UUID> partners, boolean lock) {
        var versions = new LinkedHashMap<UUID, UUID>();
        jdbc.sql("select id, entry_id from partners.partner where id = any(:ids) order by id"
                        + (lock ? " for update" : ""))
                .param("ids", Rows.uuids(partners))
                .query(row -> {
                    versions.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return versions;
    }

    Optional<UUID> kept(UUID id) {
        return jdbc.sql("select kept_id from partners.folded where id = :id")
                .param("id", id)
                .query(Rows.ID)
                .optional();
    }

    Optional<Place> place(UUID id) {
        return jdbc.sql("select region_id, segment, manager_id from partners.partner where id = :id")
                .param("id", id)
                .query((row, number) ->
                        Place.of(id, row.getObject(1, UUID.class), row.getString(2), row.getObject(3, UUID.class)))
                .optional();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("select id, name from partners.partner where id = any(:ids)")
                .param("ids", Rows.uuids(Set.copyOf(ids)))
                .query(row -> {
                    names.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return names;
    }

    List<Partners.Named> search(Actor actor, String words, int most) {
        var scope = REACH.of(actor.rights().over(Partners.KIND, Verb.SEE), "see");
        return jdbc.sql(
                        "select p.id, p.name from partners.partner p where not p.withdrawn and p.search like :words and ("
                                + scope.sql() + ") order by p.name_key, p.id limit :most")
                .params(scope.params())
                .param("words", "%" + SortKeys.folded(words).replace("%", "\\%") + "%")
                .param("most", most)
                .query((row, number) -> new Partners.Named(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    Set<UUID> within(Scope scope) {
        var reach = REACH.of(scope, "see");
        return Set.copyOf(
                jdbc.sql("select p.id from partners.partner p where not p.withdrawn and (" + reach.sql() + ")")
                        .params(reach.params())
                        .query(Rows.ID)
                        .list());
    }

    boolean none() {
        return jdbc.sql("select not exists (select from partners.partner where not withdrawn)")
                .query(Boolean.class)
                .single();
    }

    List<String> segments() {
        return jdbc.sql("select distinct code from partners.dated where attribute = 'segment' order by 1")
                .query(Rows.TEXT)
                .list();
    }

    Optional<UUID> byExternalId(String system, String id) {
        return jdbc.sql("select partner_id from partners.external_id where system = :system and external_id = :id")
                .param("system", system)
                .param("id", id)
                .query(Rows.ID)
                .optional();
    }

    Map<String, UUID> byExternalIds(String system, Collection<String> keys) {
        var ids = new HashMap<String, UUID>();
        jdbc.sql("""
                select external_id, partner_id from partners.external_id
                where system = :system and external_id = any(:keys)
                """).param("system", system).param("keys", Rows.texts(keys)).query(row -> {
            ids.put(row.getString(1), row.getObject(2, UUID.class));
        });
        return ids;
    }

    /** For ids nobody has, the most similar one that somebody has. */
    Map<String, String> alike(String system, Collection<String> keys) {
        var alike = new HashMap<String, String>();
        jdbc.sql("""
                select r.key, (
                    select e.external_id from partners.external_id e
                    where e.system = :system and kontor.alike(e.external_id, r.key) >= 0.4
                    order by kontor.alike(e.external_id, r.key) desc, e.external_id limit 1
                ) from unnest(:keys) as r (key) where r.key !~ '^[0-9]+$'
                """).param("system", system).param("keys", Rows.texts(keys)).query(row -> {
            var found = row.getString(2);
            if (found != null) {
                alike.put(row.getString(1), found);
            }
        });
        return alike;
    }

    /** Whether going up from these parents comes back to the partner on any day they hold. */
    boolean circle(UUID id, List<Dated<UUID>> parents) {
        return jdbc.sql("""
                with recursive up (id, span) as (
                    select parent, daterange(from_day, to_day)
                    from unnest(:parent, :from_day, :to_day) as r (parent, from_day, to_day)
                    union
                    select d.ref, up.span * daterange(d.from_day, d.to_day)
                    from up join partners.dated d on d.partner_id = up.id and d.attribute = 'parent'
                        and daterange(d.from_day, d.to_day) && up.span
                    where up.id <> :id
                )
                select exists (select from up where id = :id)
                """)
                .params(Rows.of(parents)
                        .uuid("parent", Dated::value)
                        .day("from_day", Dated::from)
                        .day("to_day", Dated::to)
                        .params())
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Whether one stands above the other on any day. */
    boolean related(UUID one, UUID other) {
        return jdbc.sql("""
                with recursive up (start, id) as (
                    select d.partner_id, d.ref from partners.dated d
                    where d.partner_id in (:one, :other) and d.attribute = 'parent'
                    union
                    select up.start, d.ref from up
                    join partners.dated d on d.partner_id = up.id and d.attribute = 'parent'
                )
                select exists (select from up where (start, id) in ((:one, :other), (:other, :one)))
                """)
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }

    /** Firms that belong to this one or buy from it on any day. */
    List<UUID> referring(UUID id) {
        return jdbc.sql("""
                select distinct partner_id from partners.dated
                where ref = :id and attribute in ('parent', 'supplier') order by 1
                """).param("id", id).query(Rows.ID).list();
    }

    /** Those of these in use that an actor's right reaches. */
    Set<UUID> within(Actor actor, Verb right, Collection<UUID> ids) {
        var scope = REACH.of(actor.rights().over(Partners.KIND, right), "reach");
        return Set.copyOf(
                jdbc.sql("select p.id from partners.partner p where p.id = any(:ids) and not p.withdrawn and ("
                                + scope.sql() + ")")
                        .params(scope.params())
                        .param("ids", Rows.uuids(ids))
                        .query(Rows.ID)
                        .list());
    }

    /** Everything folded into a partner. */
    List<UUID> foldedInto(UUID kept) {
        return jdbc.sql("select id from partners.folded where kept_id = :kept order by id")
                .param("kept", kept)
                .query(Rows.ID)
                .list();
    }

    /**
     * The partner to which something new may belong, held so that no merge passes it: the one kept when this one was
     * folded.
     */
    UUID standing(UUID id) {
        var open = jdbc.sql("select id from partners.partner where id = :id for key share")
                .param("id", id)
                .query(Rows.ID)
                .optional();
        return open.flatMap(this::kept).orElse(id);
    }

    /** The field that refers to something there is not, if any. */
    Optional<String> missing(Partner partner) {
        return jdbc.sql("""
                select case
                    when exists (select from unnest(:parents) r (id) where not exists (select from partners.partner p where p.id = r.id)) then 'parent'
                    when exists (select from unnest(:suppliers) r (id) where not exists (select from partners.partner p where p.id = r.id)) then 'suppliers'
                    when exists (select from unnest(:managers) r (id) where not exists (select from people.person_v p where p.id = r.id and p.side = 'office')) then 'manager'
                    when exists (select from unnest(:regions) r (id) where not exists (select from company.region_v p where p.id = r.id)) then 'region'
                    else '' end
                """)
                .param("parents", ids(partner.parents()))
                .param("suppliers", ids(partner.suppliers()))
                .param("managers", ids(partner.managers()))
                .param("regions", ids(partner.regions()))
                .query(Rows.TEXT)
                .optional()
                .filter(field -> !field.isEmpty());
    }

    private static Object ids(List<Dated<UUID>> list) {
        return Rows.uuids(list.stream().map(Dated::value).toList());
    }

    void write(List<Recorded<Partner>> recorded, List<CustomField> fields, LocalDate today) {
        jdbc.sql("""
                insert into partners.partner (
                    id, name, name_key, search, status, country, subdivision, city, source_channel, custom, custom_office,
                    withdrawn, entry_id, types
                )
                select id, name, name_key, search, status, country, subdivision, city, source_channel, custom::jsonb,
                    custom_office::jsonb, withdrawn, entry, '{}'
                from unnest(:id, :name, :key, :search, :status, :country, :subdivision, :city, :source, :custom, :office,
                        :withdrawn, :entry)
                    as r (id, name, name_key, search, status, country, subdivision, city, source_channel, custom,
                        custom_office, withdrawn, entry)
                on conflict (id) do update set
                    name = excluded.name, name_key = excluded.name_key, search = excluded.search,
                    status = excluded.status, country = excluded.country, subdivision = excluded.subdivision,
                    city = excluded.city, source_channel = excluded.source_channel, custom = excluded.custom,
                    custom_office = excluded.custom_office, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("name", one -> one.state().name())
                        .bytes("key", one -> SortKeys.of(one.state().name()))
                        .text("search", one -> search(one.state()))
                        .text("status", one -> one.state().status().code())
                        .text("country", one -> one.state().country())
                        .text("subdivision", one -> one.state().subdivision())
                        .text("city", one -> one.state().city())
                        .text("source", one -> one.state().sourceChannel())
                        .text(
                                "custom",
                                one -> CustomFields.json(one.state().custom(), fields, CustomField.Audience.PARTNER))
                        .text(
                                "office",
                                one -> CustomFields.json(one.state().custom(), fields, CustomField.Audience.OFFICE))
                        .truth("withdrawn", one -> one.state().withdrawn())
                        .uuid("entry", Recorded::entryId)
                        .params())
                .update();
        var ids = recorded.stream().map(Recorded::id).toList();
        for (var table : List.of("dated", "external_id", "domain")) {
            jdbc.sql("delete from partners." + table + " where partner_id = any(:ids)")
                    .param("ids", Rows.uuids(ids))
                    .update();
        }
        dated(recorded);
        externalIds(recorded);
        domains(recorded);
        folded(recorded);
        derive(ids, today);
    }

    private static String search(Partner partner) {
        var words = new StringBuilder(partner.name());
        partner.domains().forEach(domain -> words.append(' ').append(domain));
        partner.externalIds().forEach(id -> words.append(' ').append(id.id()));
        if (partner.city() != null) {
            words.append(' ').append(partner.city());
        }
        return SortKeys.folded(words.toString());
    }

    private record Line(
            Recorded<Partner> of,
            String attribute,
            @Nullable String code,
            @Nullable UUID ref,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    private void dated(List<Recorded<Partner>> recorded) {
        var lines = new ArrayList<Line>();
        for (var one : recorded) {
            var partner = one.state();
            partner.types()
                    .forEach(type ->
                            lines.add(new Line(one, "type", type.value().code(), null, type.from(), type.to())));
            partner.segments()
                    .forEach(segment ->
                            lines.add(new Line(one, "segment", segment.value(), null, segment.from(), segment.to())));
            lines.addAll(references(one, "region", Partner::regions));
            lines.addAll(references(one, "manager", Partner::managers));
            lines.addAll(references(one, "parent", Partner::parents));
            lines.addAll(references(one, "supplier", Partner::suppliers));
        }
        jdbc.sql("""
                insert into partners.dated (partner_id, attribute, code, ref, from_day, to_day, entry_id)
                select partner, attribute, code, ref, from_day, to_day, entry
                from unnest(:partner, :attribute, :code, :ref, :from_day, :to_day, :entry)
                    as r (partner, attribute, code, ref, from_day, to_day, entry)
                """)
                .params(Rows.of(lines)
                        .uuid("partner", line -> line.of().id())
                        .text("attribute", Line::attribute)
                        .text("code", Line::code)
                        .uuid("ref", Line::ref)
                        .day("from_day", Line::from)
                        .day("to_day", Line::to)
                        .uuid("entry", line -> line.of().entryId())
                        .params())
                .update();
    }

    private static List<Line> references(
            Recorded<Partner> one, String attribute, Function<Partner, List<Dated<UUID>>> history) {
        return history.apply(one.state()).stream()
                .map(dated -> new Line(one, attribute, null, dated.value(), dated.from(), dated.to()))
                .toList();
    }

    private record Outside(Recorded<Partner> of, ExternalId id) {}

    private void externalIds(List<Recorded<Partner>> recorded) {
        var ids = recorded.stream()
                .filter(one -> !one.state().withdrawn())
                .flatMap(one -> one.state().externalIds().stream().map(id -> new Outside(one, id)))
                .toList();
        jdbc.sql("""
                insert into partners.external_id (system, external_id, partner_id, entry_id)
                select system, external_id, partner, entry
                from unnest(:system, :external_id, :partner, :entry) as r (system, external_id, partner, entry)
                """)
                .params(Rows.of(ids)
                        .text("system", one -> one.id().system())
                        .text("external_id", one -> one.id().id())
                        .uuid("partner", one -> one.of().id())
                        .uuid("entry", one -> one.of().entryId())
                        .params())
                .update();
    }

    private record Site(Recorded<Partner> of, String domain) {}

    private void domains(List<Recorded<Partner>> recorded) {
        var sites = recorded.stream()
                .flatMap(one -> one.state().domains().stream().map(domain -> new Site(one, domain)))
                .toList();
        jdbc.sql("""
                insert into partners.domain (partner_id, domain, entry_id)
                select partner, domain, entry from unnest(:partner, :domain, :entry) as r (partner, domain, entry)
                """)
                .params(Rows.of(sites)
                        .uuid("partner", site -> site.of().id())
                        .text("domain", Site::domain)
                        .uuid("entry", site -> site.of().entryId())
                        .params())
                .update();
    }

    private void folded(List<Recorded<Partner>> recorded) {
        jdbc.sql("delete from partners.folded where id = any(:ids)")
                .param(
                        "ids",
                        Rows.uuids(recorded.stream()
                                .filter(one -> one.state().foldedInto() == null)
                                .map(Recorded::id)
                                .toList()))
                .update();
        for (var one : recorded) {
            if (one.state().foldedInto() != null) {
                jdbc.sql("update partners.folded set kept_id = :kept, entry_id = :entry where kept_id = :id")
                        .param("kept", one.state().foldedInto())
                        .param("entry", one.entryId())
                        .param("id", one.id())
                        .update();
                jdbc.sql("""
                        insert into partners.folded (id, kept_id, entry_id) values (:id, :kept, :entry)
                        on conflict (id) do update set kept_id = excluded.kept_id, entry_id = excluded.entry_id
                        """)
                        .param("id", one.id())
                        .param("kept", one.state().foldedInto())
                        .param("entry", one.entryId())
                        .update();
            }
        }
    }

    /** Writes what is true on a day into the columns that lists read. */
    void derive(Collection<UUID> partners, LocalDate today) {
        jdbc.sql("""
                with held as (
                    select d.partner_id, d.attribute, d.code, d.ref from partners.dated d
                    where d.partner_id = any(:ids) and daterange(d.from_day, d.to_day) @> :today::date
                ), grouped as (
                    select partner_id,
                        array_agg(distinct code order by code) filter (where attribute = 'type') as types,
                        max(code) filter (where attribute = 'segment') as segment,
                        (array_agg(ref) filter (where attribute = 'region'))[1] as region_id,
                        (array_agg(ref) filter (where attribute = 'manager'))[1] as manager_id,
                        (array_agg(ref) filter (where attribute = 'parent'))[1] as parent_id
                    from held group by partner_id
                )
                update partners.partner p set
                    types = coalesce(g.types, '{}'), segment = g.segment, region_id = g.region_id,
                    manager_id = g.manager_id, parent_id = g.parent_id,
                    joined_on = (select min(m.joined_on) from partners.membership m
                        where m.partner_id = p.id and not m.withdrawn),
                    tier = (select t.tier from partners.membership m
                        join partners.membership_tier t on t.membership_id = m.id
                            and daterange(t.from_day, t.to_day) @> :today::date
                        where m.partner_id = p.id and not m.withdrawn and m.status = 'active'
                        order by m.joined_on, m.id limit 1)
                from unnest(:ids) as r (id) left join grouped g on g.partner_id = r.id
                where p.id = r.id
                """).param("ids", Rows.uuids(partners)).param("today", today).update();
    }

    /** Catches up with the days that began since the last turn, for the partners to whom they matter. */
    void turn(LocalDate today) {
        var last = jdbc.sql("select day from partners.turned for update")
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .optional()
                .orElse(today);
        if (last.isBefore(today)) {
            var affected = jdbc.sql("""
                    select partner_id from partners.dated
                    where (from_day > :last and from_day <= :today) or (to_day > :last and to_day <= :today)
                    union
                    select m.partner_id from partners.membership_tier t join partners.membership m on m.id = t.membership_id
                    where (t.from_day > :last and t.from_day <= :today) or (t.to_day > :last and t.to_day <= :today)
                    """)
                    .param("last", last)
                    .param("today", today)
                    .query(Rows.ID)
                    .list();
            derive(affected, today);
            jdbc.sql("""
                    update partners.membership m set tier = (select t.tier from partners.membership_tier t
                        where t.membership_id = m.id and daterange(t.from_day, t.to_day) @> :today::date)
                    where m.partner_id = any(:affected)
                    """)
                    .param("today", today)
                    .param("affected", Rows.uuids(affected))
                    .update();
        }
        jdbc.sql("insert into partners.turned (day) values (:today) on conflict (one) do update set day = excluded.day")
                .param("today", today)
                .update();
    }

    void active(UUID id, LocalDate day) {
        jdbc.sql("""
                update partners.partner set active_on = :day
                where id = :id and (active_on is null or active_on < :day)
                """).param("id", id).param("day", day).update();
    }

    void measure(UUID id, String measure, LocalDate asOf, @Nullable BigDecimal value) {
        jdbc.sql("""
                insert into partners.measure (partner_id, measure, as_of, value) values (:id, :measure, :as_of, :value)
                on conflict (partner_id, measure, as_of) do update set value = excluded.value
                """)
                .param("id", id)
                .param("measure", measure)
                .param("as_of", asOf)
                .param("value", value)
                .update();
    }
}
