package io.kontor.partners;

import io.kontor.company.Regions;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Arrival;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Firms from files: known by what another system calls them, with what is true of them from one day to another. */
@Component
class PartnerImport implements Importable {
    private final Partners partners;
    private final PartnerSql sql;
    private final PartnerFamily family;
    private final Regions regions;

    PartnerImport(Partners partners, PartnerSql sql, PartnerFamily family, Regions regions) {
        this.partners = partners;
        this.sql = sql;
        this.family = family;
        this.regions = regions;
    }

    @Override
    public String kind() {
        return Partners.KIND;
    }

    @Override
    public List<Field> fields(Actor actor) {
        var own = List.of(
                Field.text("name").needed(),
                Field.choice("status", codes(PartnerStatus.values())),
                Field.of("country", Type.COUNTRY),
                Field.text("subdivision"),
                Field.text("city"),
                Field.text("sourceChannel"),
                Field.choice("type", codes(PartnerType.values())).several().byDay(),
                Field.text("segment").byDay(),
                Field.reference("manager", "person").byDay(),
                Field.reference("parent", Partners.KIND).byDay(),
                Field.reference("suppliers", Partners.KIND).several().byDay(),
                Field.text("domains").several());
        return Stream.concat(
                        own.stream(),
                        partners.fields(actor).stream().map(field -> Field.text("custom." + field.code())))
                .toList();
    }

    private static List<String> codes(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
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
        var met = sql.newcomers().meet(batch);
        var today = partners.today(actor);
        var fields = partners.fields(actor);
        var regionsOfCountries = new HashMap<String, Optional<UUID>>();
        var arrivals = batch.stream()
                .map(one -> new Arrival<Partner>(
                        met.known(one),
                        () -> placed(actor, fresh(one, fields, today), today, regionsOfCountries),
                        old -> edited(
                                old.builder()
                                        .externalIds(met.keyed(old.externalIds(), one))
                                        .build(),
                                one.values(),
                                fields,
                                today),
                        this::refuseCircle,
                        null))
                .toList();
        return met.told(batch, partners.book().take(actor, arrivals, reason));
    }

    private void refuseCircle(UUID id, Partner partner) {
        if (!partner.parents().isEmpty() && family.circle(id, partner.parents())) {
            throw Refusal.invalid("parent-circle").at("parent");
        }
    }

    private static Partner fresh(Incoming one, List<CustomField> fields, LocalDate today) {
        var named = Partner.named(one.values().needed("name"))
                .builder()
                .externalIds(List.of(new ExternalId(one.system(), one.key())))
                .build();
        return edited(named, one.values(), fields, today);
    }

    /** As when a firm is added by hand, its region follows its country. */
    private Partner placed(Actor actor, Partner partner, LocalDate today, Map<String, Optional<UUID>> found) {
        var country = partner.country();
        return country == null || !partner.regions().isEmpty()
                ? partner
                : found.computeIfAbsent(country, code -> regions.of(actor, code, today))
                        .map(region -> partner.withRegion(region, today))
                        .orElse(partner);
    }

    private static Partner edited(Partner old, Values told, List<CustomField> fields, LocalDate today) {
        var to = old.builder();
        if (told.speakOf("name")) {
            to.name(told.needed("name"));
        }
        var status = told.text("status");
        if (status != null) {
            to.status(PartnerStatus.valueOf(status.toUpperCase(Locale.ROOT)));
        }
        if (told.speakOf("country")) {
            to.country(told.text("country"));
        }
        if (told.speakOf("subdivision")) {
            to.subdivision(told.text("subdivision"));
        }
        if (told.speakOf("city")) {
            to.city(told.text("city"));
        }
        if (told.speakOf("sourceChannel")) {
            to.sourceChannel(told.text("sourceChannel"));
        }
        if (told.speakOf("segment")) {
            to.segments(held(old.segments(), told.text("segment"), told, "segment", today));
        }
        if (told.speakOf("manager")) {
            to.managers(held(old.managers(), told.reference("manager"), told, "manager", today));
        }
        if (told.speakOf("parent")) {
            to.parents(held(old.parents(), told.reference("parent"), told, "parent", today));
        }
        if (told.speakOf("type")) {
            var types = told.all("type", String.class).stream()
                    .map(code -> PartnerType.valueOf(code.toUpperCase(Locale.ROOT)))
                    .toList();
            to.types(heldAll(old.types(), types, told, "type", today));
        }
        if (told.speakOf("suppliers")) {
            to.suppliers(heldAll(old.suppliers(), told.all("suppliers", UUID.class), told, "suppliers", today));
        }
        if (told.speakOf("domains")) {
            to.domains(told.all("domains", String.class));
        }
        var custom = new TreeMap<>(old.custom());
        custom.putAll(told.custom());
        return to.custom(CustomFields.checked(fields, custom)).build();
    }

    static <T> List<Dated<T>> held(
            List<Dated<T>> history, @Nullable T value, Values told, String field, LocalDate today) {
        return Fields.at(field, () -> Dated.told(history, value, told.since(field), told.until(field), today));
    }

    private static <T> List<Dated<T>> heldAll(
            List<Dated<T>> history, List<T> values, Values told, String field, LocalDate today) {
        var all = new ArrayList<>(values);
        history.stream().map(Dated::value).forEach(all::add);
        return all.stream()
                .distinct()
                .flatMap(value -> held(
                        history.stream()
                                .filter(dated -> dated.value().equals(value))
                                .toList(),
                        values.contains(value) ? value : null,
                        told,
                        field,
                        today)
                        .stream())
                .toList();
    }
}
