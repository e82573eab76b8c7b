package io.kontor.deals;

import io.kontor.company.Company;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Arrival;
import io.kontor.partners.Contacts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Deals from files, finished orders among them. Stages are taken as told: what came before is not known, and nothing moves
 * through the stages because of a file.
 */
@Component
class DealImport implements Importable {
    private final Deals deals;
    private final ManyDeals many;
    private final Contacts contacts;
    private final Company company;

    DealImport(Deals deals, ManyDeals many, Contacts contacts, Company company) {
        this.deals = deals;
        this.many = many;
        this.contacts = contacts;
        this.company = company;
    }

    @Override
    public String kind() {
        return Deals.KIND;
    }

    @Override
    public List<Field> fields(Actor actor) {
        return Stream.concat(
                        Stream.of(
                                Field.text("name").needed(),
                                Field.choice(
                                                "stage",
                                                Arrays.stream(Stage.values())
                                                        .map(Stage::code)
                                                        .toList())
                                        .needed(),
                                Field.reference("customer", "customer"),
                                Field.reference("owner", "person"),
                                Field.of("currency", Type.CURRENCY),
                                Field.number("amount"),
                                Field.day("opened"),
                                Field.day("expectedClose"),
                                Field.day("closed"),
                                Field.text("lossReason"),
                                Field.text("description"),
                                Field.reference("sourcing", "partner"),
                                Field.reference("influencing", "partner").several(),
                                Field.reference("delivering", "partner").several(),
                                Field.text("contact")),
                        deals.fields(actor).stream().map(field -> Field.text("custom." + field.code())))
                .toList();
    }

    @Override
    public List<Field> lineFields() {
        return List.of(
                Field.reference("product", "product"),
                Field.text("description"),
                Field.number("quantity").needed(),
                Field.number("amount").needed(),
                Field.number("cost"));
    }

    @Override
    public boolean apart() {
        return true;
    }

    @Override
    public Map<String, UUID> known(Actor actor, String system, Collection<String> keys) {
        return deals.byExternalIds(actor, system, keys);
    }

    @Override
    public List<Outcome> take(Actor actor, List<Incoming> batch, @Nullable String reason) {
        var profile = company.profile(actor);
        var fields = deals.fields(actor);
        boolean costs = actor.may("cost", Verb.SEE) && actor.may("cost", Verb.CHANGE);
        var ids = new HashMap<String, Map<String, UUID>>();
        for (var one : batch) {
            ids.computeIfAbsent(
                    one.system(),
                    system -> deals.byExternalIds(
                            actor, system, batch.stream().map(Incoming::key).toList()));
        }
        var contacts = ImportContacts.of(actor, this.contacts, batch);
        var arrivals = batch.stream()
                .map(one -> new Arrival<Deal>(
                        ids.getOrDefault(one.system(), Map.of()).get(one.key()),
                        () -> contacts.told(edited(fresh(one, profile.currency()), one, fields, costs, reason), one),
                        old -> contacts.told(edited(old, one, fields, costs, reason), one),
                        (id, state) -> {},
                        occurred(one.values(), profile.zoneId())))
                .toList();
        return contacts.noted(batch, many.take(actor, arrivals, reason));
    }

    /** A deal came about when it closed, or when it was opened. */
    private static @Nullable Instant occurred(Values told, ZoneId zone) {
        var day = told.day("closed") == null ? told.day("opened") : told.day("closed");
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    private static Deal fresh(Incoming one, String usual) {
        var told = one.values();
        var currency = Objects.requireNonNullElse(told.text("currency"), usual);
        return Deal.named(told.needed("name"), currency)
                .builder()
                .sourceSystem(one.system())
                .externalIds(List.of(new ExternalId(one.system(), one.key())))
                .build();
    }

    private static Deal edited(
            Deal old, Incoming one, List<CustomField> fields, boolean costs, @Nullable String reason) {
        var told = one.values();
        var to = old.builder();
        var currency = Objects.requireNonNullElse(told.text("currency"), old.currency());
        to.currency(currency);
        if (told.speakOf("name")) {
            to.name(told.needed("name"));
        }
        if (told.speakOf("customer")) {
            to.customerId(told.reference("customer"));
        }
        if (told.speakOf("owner")) {
            to.ownerId(told.reference("owner"));
        }
        if (told.speakOf("amount")) {
            to.amount(DealImportLines.same(old.amount(), told.number("amount"), currency));
        }
        if (told.speakOf("opened")) {
            to.openedOn(told.day("opened"));
        }
        if (told.speakOf("expectedClose")) {
            to.expectedCloseOn(told.day("expectedClose"));
        }
        if (told.speakOf("description")) {
            to.description(told.text("description"));
        }
        stage(to, old, told);
        to.partners(partners(old.partners(), told, reason));
        if (one.linesTold()) {
            DealImportLines.tell(to, old, one, currency, costs, reason);
        }
        var custom = new TreeMap<>(old.custom());
        custom.putAll(told.custom());
        return to.custom(CustomFields.checked(fields, custom)).build();
    }

    private static void stage(DealBuilder to, Deal old, Values told) {
        var code = told.text("stage");
        var stage = code == null ? old.stage() : Stage.of(code);
        to.stage(stage);
        LocalDate closed = told.speakOf("closed") ? told.day("closed") : old.closedOn();
        if (!stage.closed() && closed != null) {
            // What is not closed yet is expected to close that day: other systems have one field for both.
            if (told.speakOf("closed") && !told.speakOf("expectedClose")) {
                to.expectedCloseOn(closed);
            }
            closed = null;
        }
        to.closedOn(closed);
        if (told.speakOf("lossReason")) {
            to.lossReason(told.text("lossReason"));
        } else if (stage != Stage.LOST) {
            to.lossReason(null);
        }
    }

    /** Who has the parts that are told; other parts stay, and so does what is known of who keeps theirs. */
    private static List<DealShare> partners(List<DealShare> old, Values told, @Nullable String evidence) {
        var shares = new ArrayList<DealShare>();
        for (var role : PartnerRole.values()) {
            var before = old.stream().filter(share -> share.role() == role).toList();
            if (!told.speakOf(role.code())) {
                shares.addAll(before);
                continue;
            }
            var wanted = role == PartnerRole.SOURCING
                    ? Stream.ofNullable(told.reference(role.code())).toList()
                    : told.all(role.code(), UUID.class);
            wanted.stream()
                    .distinct()
                    .map(partner -> before.stream()
                            .filter(share -> share.partnerId().equals(partner))
                            .findFirst()
                            .orElseGet(() -> new DealShare(partner, role, null, evidence)))
                    .forEach(shares::add);
        }
        return shares;
    }
}
