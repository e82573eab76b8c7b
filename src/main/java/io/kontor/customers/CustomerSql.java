package io.kontor.customers;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.ExternalIds;
import io.kontor.ledger.Recorded;
import io.kontor.lists.Reach;
import io.kontor.merging.Domains;
import io.kontor.merging.Folded;
import io.kontor.merging.Newcomers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class CustomerSql {
    /** Where a partner stands, as columns of its view under the alias {@code p}. */
    static final Reach PARTNERS = new Reach("p.id", "p.region_id", "p.segment", "p.manager_id");

    private final JdbcClient jdbc;
    private final ExternalIds externalIds;
    private final Domains domains;
    private final Newcomers newcomers;
    private final Folded folded;

    CustomerSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.externalIds = new ExternalIds(jdbc, "customers", "customer");
        this.domains = new Domains(jdbc, "customers", "customer");
        this.newcomers = new Newcomers(jdbc, externalIds, domains, "customers", "customer");
        this.folded = new Folded(jdbc, "customers", "customer");
    }

    Newcomers newcomers() {
        return newcomers;
    }

    Domains domains() {
        return domains;
    }

    ExternalIds externalIds() {
        return externalIds;
    }

    Folded folded() {
        return folded;
    }

    Map<UUID, UUID> versions(Collection<UUID> customers, boolean lock) {
        return Tables.versions(jdbc, "customers.customer", customers, lock);
    }

    boolean exists(UUID id) {
        return jdbc.sql("select exists (select from customers.customer where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        return Tables.names(jdbc, "customers.customer", ids);
    }

    List<Customers.Named> search(String words, int most) {
        return jdbc.sql("""
                select id, name, concat_ws(', ', city, country) from customers.customer where not withdrawn and search like :words
                order by name_key, id limit :most
                """)
                .param("words", SortKeys.holding(words))
                .param("most", most)
                .query((row, number) ->
                        new Customers.Named(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
    }

    List<Customers.Named> children(UUID id) {
        return jdbc.sql("""
                select id, name, concat_ws(', ', city, country) from customers.customer where parent_id = :id and not withdrawn order by name_key, id
                """)
                .param("id", id)
                .query((row, number) ->
                        new Customers.Named(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
    }

    List<Customers.Named> ofPartner(UUID partner) {
        return jdbc.sql("""
                select id, name, concat_ws(', ', city, country) from customers.customer where partner_id = :partner and not withdrawn order by name_key, id
                """)
                .param("partner", partner)
                .query((row, number) ->
                        new Customers.Named(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
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

    /** Which of these are customers. */
    Set<UUID> known(Collection<UUID> customers) {
        return Tables.known(jdbc, "customers.customer", customers);
    }

    /** Which of these are partners. */
    Set<UUID> knownPartners(Collection<UUID> partners) {
        return Tables.known(jdbc, "partners.partner_v", partners);
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
        externalIds.rewrite(recorded, Customer::externalIds, Customer::withdrawn);
        domains.rewrite(recorded, Customer::domains);
        folded.write(recorded, Customer::foldedInto);
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
}
