package io.kontor.customers;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Arrival;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
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
        var ids = new HashMap<String, Map<String, UUID>>();
        for (var one : batch) {
            ids.computeIfAbsent(
                    one.system(),
                    system -> sql.externalIds()
                            .findAll(system, batch.stream().map(Incoming::key).toList()));
        }
        var matched = matched(batch, ids);
        if (batch.stream().anyMatch(one -> one.values().speakOf("parent"))) {
            sql.lockParents();
        }
        var arrivals = batch.stream()
                .map(one -> new Arrival<Customer>(
                        ids.getOrDefault(one.system(), Map.of()).get(one.key()),
                        () -> edited(
                                Customer.named(one.values().needed("name"))
                                        .builder()
                                        .externalIds(List.of(new ExternalId(one.system(), one.key())))
                                        .build(),
                                one.values(),
                                fields),
                        old -> edited(
                                matched.contains(one.key())
                                        ? old.builder()
                                                .externalIds(keyed(old.externalIds(), one))
                                                .build()
                                        : old,
                                one.values(),
                                fields),
                        this::refuseCircle,
                        null))
                .toList();
        var outcomes = customers.book().take(actor, arrivals, reason);
        return IntStream.range(0, batch.size())
                .mapToObj(i ->
                        matched.contains(batch.get(i).key()) ? outcomes.get(i).byMatch() : outcomes.get(i))
                .toList();
    }

    /** Those nobody knows by their key, but by a web address: the key is theirs from now on. */
    private Set<String> matched(List<Incoming> batch, Map<String, Map<String, UUID>> ids) {
        var matched = new HashSet<String>();
        ids.forEach((system, known) -> {
            var fresh = new HashMap<String, List<String>>();
            batch.stream()
                    .filter(one -> one.system().equals(system) && !known.containsKey(one.key()))
                    .filter(one -> one.values().speakOf("domains"))
                    .forEach(one -> fresh.put(one.key(), one.values().all("domains", String.class)));
            var same = sql.domains().same(system, fresh);
            known.putAll(same);
            matched.addAll(same.keySet());
        });
        return matched;
    }

    private static List<ExternalId> keyed(List<ExternalId> old, Incoming one) {
        var key = new ExternalId(one.system(), one.key());
        return old.stream().anyMatch(id -> id.system().equals(one.system()))
                ? old
                : Stream.concat(old.stream(), Stream.of(key)).toList();
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
