package io.kontor.partners;

import io.kontor.company.Regions;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.lists.BulkAction;
import io.kontor.lists.BulkChange;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.merging.MergeTwo;
import io.kontor.people.People;
import io.kontor.ui.Option;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of partners, and what can be done with many of them. */
@Component
public final class PartnerListing implements Listing {
    /** The tier's name in the programme the partner joined last with it. */
    private static final String TIER = """
            (select t.name from partners.membership m
                join partners.tier t on t.programme_id = m.programme_id and t.code = m.tier
                where m.partner_id = p.id and m.tier = p.tier and not m.withdrawn
                order by m.joined_on desc, m.id limit 1)""";

    private final Partners partners;
    private final Programmes programmes;
    private final Regions regions;
    private final People people;
    private final CustomFields fields;

    PartnerListing(Partners partners, Programmes programmes, Regions regions, People people, CustomFields fields) {
        this.partners = partners;
        this.programmes = programmes;
        this.regions = regions;
        this.people = people;
        this.fields = fields;
    }

    @Override
    public String code() {
        return "partners";
    }

    @Override
    public String createPath() {
        return "/partners/new";
    }

    @Override
    public String icon() {
        return "building-community";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                        code(),
                        Partners.KIND,
                        "/partners",
                        """
                        partners.partner p
                        left join people.person_v m on m.id = p.manager_id
                        left join company.region_v r on r.id = p.region_id
                        left join partners.partner u on u.id = p.parent_id
                        """,
                        "p.id",
                        who -> PartnerFinder.REACH
                                .of(who.rights().over(Partners.KIND, Verb.SEE), "see")
                                .and(new SqlPart("not p.withdrawn", java.util.Map.of())),
                        "p.search",
                        "name",
                        true,
                        id -> "/partners/" + id,
                        List.of(
                                Column.text("name", "p.name").sorted("p.name_key", "bytea"),
                                Column.status(
                                                "status",
                                                "p.status",
                                                "value.partner.status",
                                                PartnerStatus::tone,
                                                (who, words) -> Option.of(
                                                        words, "value.partner.status", PartnerStatus.values()))
                                        .sorted("p.status", "text"),
                                Column.choices(
                                        "type",
                                        "p.types",
                                        "value.partner.types",
                                        (who, words) -> Option.of(words, "value.partner.types", PartnerType.values())),
                                Column.country("country", "p.country").sorted("coalesce(p.country, '')", "text"),
                                Column.choice("tier", TIER, "", this::tiers)
                                        .filtered("p.tier")
                                        .sorted("coalesce(p.tier, '')", "text"),
                                Column.reference(
                                        "manager", "m.name", "p.manager_id", id -> "/people/" + id, this::managers),
                                Column.day("active", "p.active_on")
                                        .filtered("coalesce(p.active_on, p.joined_on)")
                                        .sorted("coalesce(p.active_on, '-infinity')", "date"),
                                Column.choice("segment", "p.segment", "", this::segments)
                                        .sorted("coalesce(p.segment, '')", "text")
                                        .spare(),
                                Column.reference(
                                                "region",
                                                "r.name",
                                                "p.region_id",
                                                id -> "/settings/regions/" + id,
                                                this::regions)
                                        .spare(),
                                Column.reference(
                                                "parent",
                                                "u.name",
                                                "p.parent_id",
                                                id -> "/partners/" + id,
                                                (who, words) -> List.of())
                                        .filtered(null)
                                        .spare(),
                                Column.truth("contact", "p.has_contact").spare(),
                                Column.text("city", "p.city").spare(),
                                Column.text("source", "p.source_channel").spare(),
                                Column.day("joined", "p.joined_on")
                                        .sorted("coalesce(p.joined_on, 'infinity')", "date")
                                        .spare()))
                .with(fields.columns(actor, "partner", "p"));
    }

    private List<Option> managers(Actor actor, Words words) {
        return people.ofOffice(actor).stream()
                .map(one -> new Option(one.id().toString(), one.name()))
                .toList();
    }

    private List<Option> regions(Actor actor, Words words) {
        return regions.all(actor).stream()
                .filter(region -> !region.withdrawn())
                .map(region -> new Option(region.id().toString(), region.name()))
                .toList();
    }

    private List<Option> segments(Actor actor, Words words) {
        return partners.segments(actor).stream()
                .map(segment -> new Option(segment, segment))
                .toList();
    }

    private List<Option> tiers(Actor actor, Words words) {
        return programmes.tierNames(actor).entrySet().stream()
                .map(tier -> new Option(tier.getKey(), tier.getValue()))
                .toList();
    }

    @Override
    public List<BulkAction> actions() {
        return List.of(
                change(
                                "manager",
                                (partner, told) -> partner.withManager(id(told.value()), day(told)),
                                (actor, words, from) -> named(managers(actor, words), Partner::manager, actor))
                        .choice(this::managers)
                        .fromADay(),
                change(
                                "segment",
                                (partner, told) -> partner.withSegment(
                                        told.value().isBlank()
                                                ? null
                                                : told.value().strip(),
                                        day(told)),
                                (actor, words, from) -> {
                                    var today = partners.today(actor);
                                    return partner -> partner.segment(today).orElse("");
                                })
                        .text()
                        .fromADay(),
                change(
                                "region",
                                (partner, told) -> partner.withRegion(id(told.value()), day(told)),
                                (actor, words, from) -> named(regions(actor, words), Partner::region, actor))
                        .choice(this::regions)
                        .fromADay(),
                BulkChange.of(
                                "partner:change",
                                "status",
                                Partner::name,
                                (actor, rows, told, write) ->
                                        partners.moveManyOn(actor, rows, status(told), told.reason(), write),
                                (actor, words, from) -> partner -> words.t("value.partner.status."
                                        + partner.status().code()))
                        .choice((actor, words) -> Option.of(words, "value.partner.status", PartnerStatus.values())),
                new MergeTwo(Partners.KIND, "/partners"));
    }

    private BulkChange<Partner> change(
            String code, BiFunction<Partner, BulkAction.Told, Partner> edit, BulkChange.Shown<Partner> shown) {
        return BulkChange.of(
                "partner:change",
                code,
                Partner::name,
                (actor, rows, told, write) ->
                        partners.changeMany(actor, rows, partner -> edit.apply(partner, told), told.reason(), write),
                shown);
    }

    private Function<Partner, String> named(
            List<Option> options, BiFunction<Partner, LocalDate, Optional<UUID>> part, Actor actor) {
        var labels = options.stream().collect(Collectors.toMap(Option::value, Option::label, (one, other) -> one));
        var today = partners.today(actor);
        return partner -> part.apply(partner, today)
                .map(id -> labels.getOrDefault(id.toString(), ""))
                .orElse("");
    }

    private static @Nullable UUID id(String value) {
        return value.isBlank() ? null : UUID.fromString(value);
    }

    private static LocalDate day(BulkAction.Told told) {
        return Objects.requireNonNull(told.from());
    }

    private static PartnerStatus status(BulkAction.Told told) {
        return Arrays.stream(PartnerStatus.values())
                .filter(status -> status.code().equals(told.value()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("field-required").at("value"));
    }
}
