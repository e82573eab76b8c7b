package io.kontor.customers;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Arrival;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Customers from files. */
@Component
class CustomerImport implements Importable {
    private final Customers customers;
    private final CustomerSql sql;

    CustomerImport(Customers customers, CustomerSql sql) {
        this.customers = customers;
        this.sql = sql;
    }

    @Override
    public String kind() {
        return Customers.KIND;
    }

    @Override
    public List<Field> fields(Actor actor) {
        return Stream.concat(
                        Stream.of(
                                Field.text("name").needed(),
                                Field.of("country", Type.COUNTRY),
                                Field.text("city"),
                                Field.text("domains").several(),
                                Field.reference("parent", Customers.KIND),
                                Field.reference("partner", "partner")),
                        customers.fields(actor).stream().map(field -> Field.text("custom." + field.code())))
                .toList();
    }

    @Override
    public Map<String, UUID> known(Actor actor, String system, Collection<String> keys) {
        return sql.externalIds().findAll(system, keys);
    }

    @Override
    public List<String> keys(Actor actor, String system, String after, int most) {
        return sql.externalIds().after(system, after, most);
    }

    @Override
    public Map<String, String> alike(Actor actor, String system, Collection<String> keys) {
        return sql.externalIds().alike(system, keys);
    }

    @Override
    public List<Outcome> take(Actor actor, List<Incoming> batch, @Nullable String reason) {
        var fields = customers.fields(actor);
        var met = sql.newcomers().meet(batch);
        if (batch.stream().anyMatch(one -> one.values().speakOf("parent"))) {
            sql.lockParents();
        }
        var arrivals = batch.stream()
                .map(one -> new Arrival<Customer>(
                        met.known(one),
                        () -> edited(
                                Customer.named(one.values().needed("name"))
                                        .builder()
                                        .externalIds(List.of(new ExternalId(one.system(), one.key())))
                                        .build(),
                                one.values(),
                                fields),
                        old -> edited(
                                old.builder()
                                        .externalIds(met.keyed(old.externalIds(), one))
                                        .build(),
                                one.values(),
                                fields),
                        this::refuseCircle,
                        null))
                .toList();
        return met.told(batch, customers.book().take(actor, arrivals, reason));
    }

    private void refuseCircle(UUID id, Customer customer) {
        var parent = customer.parent();
        if (parent != null && sql.circle(id, parent)) {
            throw Refusal.invalid("customer-parent-circle").at("parent");
        }
    }

    private static Customer edited(Customer old, Values told, List<CustomField> fields) {
        var to = old.builder();
        if (told.speakOf("name")) {
            to.name(told.needed("name"));
        }
        if (told.speakOf("country")) {
            to.country(told.text("country"));
        }
        if (told.speakOf("city")) {
            to.city(told.text("city"));
        }
        if (told.speakOf("domains")) {
            to.domains(told.all("domains", String.class));
        }
        if (told.speakOf("parent")) {
            to.parent(told.reference("parent"));
        }
        if (told.speakOf("partner")) {
            to.partner(told.reference("partner"));
        }
        var custom = new TreeMap<>(old.custom());
        custom.putAll(told.custom());
        return to.custom(CustomFields.checked(fields, custom)).build();
    }
}
