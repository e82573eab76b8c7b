package io.kontor.customers;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.FirmName;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Partners that may be the same firm as a customer. */
@Component
class SameFirms {
    private final Tx tx;
    private final JdbcClient jdbc;

    SameFirms(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    List<SameFirm> of(Actor actor, Customer customer) {
        return tx.as(actor, () -> {
            var found = new LinkedHashMap<UUID, SameFirm>();
            if (!customer.domains().isEmpty()) {
                partnersByDomain(actor, customer.domains())
                        .forEach(one -> found.putIfAbsent(one.id(), new SameFirm(one.id(), one.name(), one.domain())));
            }
            var country = customer.country();
            var core = FirmName.core(customer.name());
            if (country != null && !core.isEmpty()) {
                partnersByName(actor, SortKeys.folded(customer.name()).split(" ", 2)[0], country).stream()
                        .filter(one -> FirmName.core(one.name()).equals(core))
                        .forEach(one -> found.putIfAbsent(one.id(), new SameFirm(one.id(), one.name(), null)));
            }
            return List.copyOf(found.values());
        });
    }

    /** Partners the actor may see that have a domain of these. */
    private List<SameFirm.Candidate> partnersByDomain(Actor actor, Collection<String> domains) {
        var scope = CustomerSql.PARTNERS.of(actor.rights().over("partner", Verb.SEE), "see");
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
    private List<SameFirm.Candidate> partnersByName(Actor actor, String beginning, String country) {
        var scope = CustomerSql.PARTNERS.of(actor.rights().over("partner", Verb.SEE), "see");
        return jdbc.sql("""
                select p.id, p.name, p.country from partners.partner_v p
                where not p.withdrawn and p.search like :beginning and p.country = :country and (%s)
                order by p.name_key, p.id limit 50
                """.formatted(scope.sql()))
                .params(scope.params())
                .param("beginning", SortKeys.literal(beginning) + "%")
                .param("country", country)
                .query((row, number) ->
                        new SameFirm.Candidate(row.getObject(1, UUID.class), row.getString(2), row.getString(3), null))
                .list();
    }
}
