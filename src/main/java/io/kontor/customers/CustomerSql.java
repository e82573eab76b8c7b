package io.kontor.customers;

import io.kontor.database.Rows;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Recorded;
import io.kontor.lists.Reach;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class CustomerSql {
    /** Where a partner stands, as columns of its view under the alias {@code p}. */
    static final Reach PARTNERS = new Reach("p.id", "p.region_id", "p.segment", "p.manager_id");

    private final JdbcClient jdbc;

    CustomerSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, UUID> versions(Collection<UUID> customers, boolean lock) {
        var versions = new LinkedHashMap<UUID, UUID>();
        jdbc.sql("select id, entry_id from customers.customer where id = any(:ids) order by id"
                        + (lock ? " for update" : ""))
                .param("ids", Rows.uuids(customers))
                .query(row -> {
                    versions.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return versions;
    }

    Optional<UUID> kept(UUID id) {
        return jdbc.sql("select kept_id from customers.folded where id = :id")
                .param("id", id)
                .query(Rows.ID)
                .optional();
    }

    boolean exists(UUID id) {
        return jdbc.sql("select exists (select from customers.customer where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("select id, name from customers.customer where id = any(:ids)")
                .param("ids", Rows.uuids(Set.copyOf(ids)))
                .query(row -> {
                    names.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return names;
    }

    List<Customers.Named> search(String words, int most) {
        return jdbc.sql("""
                select id, name from customers.customer where not withdrawn and search like :words
                order by name_key, id limit :most
                """)
                .param("words", "%" + pattern(SortKeys.folded(words)) + "%")
                .param("most", most)
                .query((row, number) -> new Customers.Named(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    private static String pattern(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    List<Customers.Named> children(UUID id) {
        return jdbc.sql("""
                select id, name from customers.customer where parent_id = :id and not withdrawn order by name_key, id
                """)
                .param("id", id)
                .query((row, number) -> new Customers.Named(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    List<Customers.Named> ofPartner(UUID partner) {
        return jdbc.sql("""
                select id, name from customers.customer where partner_id = :partner and not withdrawn order by name_key, id
                """)
                .param("partner", partner)
                .query((row, number) -> new Customers.Named(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** For ids nobody has, the most similar one that somebody has. */
    Map<String, String> alike(String system, Collection<String> keys) {
        var alike = new HashMap<String, String>();
        jdbc.sql("""
                select r.key, (
                    select e.external_id from customers.external_id e
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

    Map<String, UUID> byExternalIds(String system, Collection<String> ids) {
        var found = new HashMap<String, UUID>();
        jdbc.sql("""
                select external_id, customer_id from customers.external_id
                where system = :system and external_id = any(:ids)
                """).param("system", system).param("ids", Rows.texts(ids)).query(row -> {
            found.put(row.getString(1), row.getObject(2, UUID.class));
        });
        return found;
    }

    /** Holds back everybody else who moves customers under one another, until the transaction ends. */
    void lockParents() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('customers.parent'))")
                .query((row, number) -> 0)
                .single();
    }

    /** Whether going up from this parent comes to the customer. */
    boolean circle(UUID id, UUID parent) {
        return jdbc.sql("""
                with recursive up (id) as (
                    select :parent::uuid
                    union
                    select c.parent_id from up join customers.customer c on c.id = up.id
                    where c.parent_id is not null and up.id <> :id
                )
                select exists (select from up where id = :id)
                """)
                .param("id", id)
                .param("parent", parent)
                .query(Boolean.class)
                .single();
    }

    /** Whether one stands above the other. */
    boolean related(UUID one, UUID other) {
        return circle(one, other) || circle(other, one);
    }

    /** Those of these in use. */
    List<UUID> living(Collection<UUID> ids) {
        return jdbc.sql("select id from customers.customer where id = any(:ids) and not withdrawn")
                .param("ids", Rows.uuids(ids))
                .query(Rows.ID)
                .list();
    }

    List<UUID> referring(UUID id) {
        return jdbc.sql("select id from customers.customer where parent_id = :id order by id")
                .param("id", id)
                .query(Rows.ID)
                .list();
    }

    List<UUID> linkedTo(UUID partner) {
        return jdbc.sql("select id from customers.customer where partner_id = :partner order by id")
                .param("partner", partner)
                .query(Rows.ID)
                .list();
    }

    List<UUID> foldedInto(UUID kept) {
        return jdbc.sql("select id from customers.folded where kept_id = :kept order by id")
                .param("kept", kept)
                .query(Rows.ID)
                .list();
    }

    UUID standing(UUID id) {
        return jdbc.sql("select id from customers.customer where id = :id for key share")
                .param("id", id)
                .query(Rows.ID)
                .optional()
                .flatMap(this::kept)
                .orElse(id);
    }

    /** Which of these are customers. */
    Set<UUID> known(Collection<UUID> customers) {
        return new HashSet<>(jdbc.sql("select id from customers.customer where id = any(:ids)")
                .param("ids", Rows.uuids(customers))
                .query(Rows.ID)
                .list());
    }

    /** Which of these are partners. */
    Set<UUID> knownPartners(Collection<UUID> partners) {
        return new HashSet<>(jdbc.sql("select id from partners.partner_v where id = any(:ids)")
                .param("ids", Rows.uuids(partners))
                .query(Rows.ID)
                .list());
    }

    /** Partners the actor may see that have a domain of these. */
    List<SameFirm.Candidate> partnersByDomain(Actor actor, Collection<String> domains) {
        var scope = PARTNERS.of(actor.rights().over("partner", Verb.SEE), "see");
        return jdbc.sql("""
                select p.id, p.name, p.country, d.domain
                from partners.domain_v d join partners.partner_v p on p.id = d.partner_id and not p.withdrawn
                where d.domain = any(:domains) and (%s) order by p.name_key, p.id limit 10
                """.formatted(scope.sql()))
                .params(scope.params())
                .param("domains", Rows.texts(domains))
                .query((row, number) -> new SameFirm.Candidate(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** Partners of a country the actor may see whose name begins so. */
    List<SameFirm.Candidate> partnersByName(Actor actor, String beginning, String country) {
        var scope = PARTNERS.of(actor.rights().over("partner", Verb.SEE), "see");
        return jdbc.sql("""
                select p.id, p.name, p.country from partners.partner_v p
                where not p.withdrawn and p.search like :beginning and p.country = :country and (%s)
                order by p.name_key, p.id limit 50
                """.formatted(scope.sql()))
                .params(scope.params())
                .param("beginning", pattern(beginning) + "%")
                .param("country", country)
                .query((row, number) ->
                        new SameFirm.Candidate(row.getObject(1, UUID.class), row.getString(2), row.getString(3), null))
                .list();
    }

    void write(List<Recorded<Customer>> recorded, List<CustomField> fields) {
        jdbc.sql("""
                insert into customers.customer (
                    id, name, name_key, search, country, city, parent_id, partner_id, custom, custom_office, withdrawn,
                    entry_id
                )
                select id, name, name_key, search, country, city, parent, partner, custom::jsonb, custom_office::jsonb,
                    withdrawn, entry
                from unnest(:id, :name, :key, :search, :country, :city, :parent, :partner, :custom, :office, :withdrawn,
                        :entry)
                    as r (id, name, name_key, search, country, city, parent, partner, custom, custom_office, withdrawn,
                        entry)
                on conflict (id) do update set
                    name = excluded.name, name_key = excluded.name_key, search = excluded.search,
                    country = excluded.country, city = excluded.city, parent_id = excluded.parent_id,
                    partner_id = excluded.partner_id, custom = excluded.custom, custom_office = excluded.custom_office,
                    withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                """)
                .params(Rows.of(recorded)
                        .uuid("id", Recorded::id)
                        .text("name", one -> one.state().name())
                        .bytes("key", one -> SortKeys.of(one.state().name()))
                        .text("search", one -> search(one.state()))
                        .text("country", one -> one.state().country())
                        .text("city", one -> one.state().city())
                        .uuid("parent", one -> one.state().parent())
                        .uuid("partner", one -> one.state().partner())
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
        var ids = Rows.uuids(recorded.stream().map(Recorded::id).toList());
        jdbc.sql("delete from customers.external_id where customer_id = any(:ids)")
                .param("ids", ids)
                .update();
        jdbc.sql("delete from customers.domain where customer_id = any(:ids)")
                .param("ids", ids)
                .update();
        externalIds(recorded);
        domains(recorded);
        folded(recorded);
    }

    private static String search(Customer customer) {
        var words = new StringBuilder(customer.name());
        customer.domains().forEach(domain -> words.append(' ').append(domain));
        customer.externalIds().forEach(id -> words.append(' ').append(id.id()));
        if (customer.city() != null) {
            words.append(' ').append(customer.city());
        }
        return SortKeys.folded(words.toString());
    }

    private record Outside(Recorded<Customer> of, ExternalId id) {}

    private void externalIds(List<Recorded<Customer>> recorded) {
        var ids = recorded.stream()
                .filter(one -> !one.state().withdrawn())
                .flatMap(one -> one.state().externalIds().stream().map(id -> new Outside(one, id)))
                .toList();
        jdbc.sql("""
                insert into customers.external_id (system, external_id, customer_id, entry_id)
                select system, external_id, customer, entry
                from unnest(:system, :external_id, :customer, :entry) as r (system, external_id, customer, entry)
                """)
                .params(Rows.of(ids)
                        .text("system", one -> one.id().system())
                        .text("external_id", one -> one.id().id())
                        .uuid("customer", one -> one.of().id())
                        .uuid("entry", one -> one.of().entryId())
                        .params())
                .update();
    }

    private record Site(Recorded<Customer> of, String domain) {}

    private void domains(List<Recorded<Customer>> recorded) {
        var sites = recorded.stream()
                .flatMap(one -> one.state().domains().stream().map(domain -> new Site(one, domain)))
                .toList();
        jdbc.sql("""
                insert into customers.domain (customer_id, domain, entry_id)
                select customer, domain, entry from unnest(:customer, :domain, :entry) as r (customer, domain, entry)
                """)
                .params(Rows.of(sites)
                        .uuid("customer", site -> site.of().id())
                        .text("domain", Site::domain)
                        .uuid("entry", site -> site.of().entryId())
                        .params())
                .update();
    }

    private void folded(List<Recorded<Customer>> recorded) {
        var standing = recorded.stream()
                .filter(one -> one.state().foldedInto() == null)
                .map(Recorded::id)
                .toList();
        jdbc.sql("delete from customers.folded where id = any(:ids)")
                .param("ids", Rows.uuids(standing))
                .update();
        var folded = recorded.stream()
                .filter(one -> one.state().foldedInto() != null)
                .toList();
        var rows = Rows.of(folded)
                .uuid("id", Recorded::id)
                .uuid("kept", one -> one.state().foldedInto())
                .uuid("entry", Recorded::entryId)
                .params();
        jdbc.sql("""
                update customers.folded f set kept_id = r.kept, entry_id = r.entry
                from unnest(:id, :kept, :entry) as r (id, kept, entry) where f.kept_id = r.id
                """).params(rows).update();
        jdbc.sql("""
                insert into customers.folded (id, kept_id, entry_id)
                select id, kept, entry from unnest(:id, :kept, :entry) as r (id, kept, entry)
                on conflict (id) do update set kept_id = excluded.kept_id, entry_id = excluded.entry_id
                """).params(rows).update();
    }
}
