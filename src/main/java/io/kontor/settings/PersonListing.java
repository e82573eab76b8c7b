package io.kontor.settings;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.lists.BulkAction;
import io.kontor.lists.BulkChange;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.Reach;
import io.kontor.lists.SqlPart;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.ui.Option;
import java.sql.Date;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Everybody who acts: those of the office, and those of the partners the reader may see. */
@Component
public final class PersonListing implements Listing {
    private static final Reach REACH = new Reach("p.partner_id", "f.region_id", "f.segment", "f.manager_id");
    private static final String STATUS = """
            case when p.withdrawn then 'withdrawn' when p.email is null then 'no_address' when a.signs_in then 'active'
                when a.invited_at is not null then 'invited' else 'new' end""";

    private final People people;
    private final Roles roles;
    private final Company company;
    private final Clock clock;

    PersonListing(People people, Roles roles, Company company, Clock clock) {
        this.people = people;
        this.roles = roles;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public String code() {
        return "people";
    }

    @Override
    public String createPath() {
        return "/people/new";
    }

    @Override
    public String icon() {
        return "users";
    }

    @Override
    public ListSpec spec(Actor actor) {
        return new ListSpec(
                code(),
                People.KIND,
                "/people",
                """
                people.person_v p
                left join partners.partner_v f on f.id = p.partner_id
                left join entrance.account_v a on a.person_id = p.id
                """,
                "p.id",
                this::scope,
                "p.search",
                "name",
                true,
                id -> "/people/" + id,
                List.of(
                        // Whoever left stands behind everybody else.
                        Column.text("name", "p.name")
                                .sorted(
                                        "(case when p.withdrawn then '\\x01'::bytea else '\\x00'::bytea end || p.name_key)",
                                        "bytea"),
                        Column.reference("firm", "f.name", "f.id", id -> "/partners/" + id, (who, words) -> List.of())
                                .sorted("coalesce(f.name_key, ''::bytea)", "bytea")
                                .filtered(null),
                        Column.choices("roles", """
                                array(select distinct h.role from people.held_v h where h.person_id = p.id
                                    and (h.to_day is null or h.to_day > :people_today) order by h.role)""", "role", this::roles),
                        Column.text("email", "p.email"),
                        Column.status("status", STATUS, "people.status", PersonListing::tone, PersonListing::statuses),
                        Column.moment("seen", "a.signed_in_at")
                                .sorted("coalesce(a.signed_in_at, '-infinity')", "timestamptz"),
                        Column.choice(
                                        "side",
                                        "p.side",
                                        "people.side",
                                        (who, words) -> Option.of(words, "people.side", Side.values()))
                                .spare(),
                        Column.choice("language", "p.language", "language", (who, words) -> languages())
                                .spare(),
                        Column.text("zone", "p.zone").spare()));
    }

    private SqlPart scope(Actor actor) {
        var scope = actor.rights().over(People.KIND, Verb.SEE);
        var firms = REACH.of(scope, "see");
        var office = scope.all() || scope.common() ? "p.partner_id is null or " : "";
        var today = company.profile(Purpose.SETTINGS.actor()).today(clock);
        return new SqlPart("(" + office + "p.partner_id is not null and (" + firms.sql() + "))", firms.params())
                .and(new SqlPart("true", Map.of("people_today", Date.valueOf(today))));
    }

    /** @param status such as {@code active} */
    public static String tone(String status) {
        return switch (status) {
            case "active" -> "status-good";
            case "invited" -> "status-info";
            case "withdrawn" -> "status-bad";
            default -> "";
        };
    }

    private static List<Option> statuses(Actor actor, Words words) {
        return Stream.of("active", "invited", "new", "no_address", "withdrawn")
                .map(status -> new Option(status, words.t("people.status." + status)))
                .toList();
    }

    private List<Option> roles(Actor actor, Words words) {
        return Stream.of(Side.values())
                .flatMap(side -> roles.all(actor, side).stream())
                .map(known -> new Option(known.role().code(), RoleNames.of(words, known.role())))
                .toList();
    }

    private static List<Option> languages() {
        return Language.SHIPPED.stream()
                .map(language -> new Option(language.tag(), language.ownName()))
                .toList();
    }

    @Override
    public List<BulkAction> actions() {
        return List.of(
                change(
                                "language",
                                (person, value) -> person.withProfile(
                                        person.name(), person.email(), value, person.zone(), person.partnerFacing()),
                                Person::language)
                        .choice((actor, words) -> languages()),
                change(
                                "zone",
                                (person, value) -> person.withProfile(
                                        person.name(),
                                        person.email(),
                                        person.language(),
                                        value,
                                        person.partnerFacing()),
                                Person::zone)
                        .choice((actor, words) -> zones()),
                BulkChange.of(
                        "person:withdraw",
                        "withdraw",
                        Person::name,
                        (actor, rows, told, write) -> people.withdrawMany(actor, rows, told.reason(), write),
                        (actor, words, from) -> person ->
                                words.t(person.withdrawn() ? "people.status.withdrawn" : "people.status.here")));
    }

    private BulkChange<Person> change(
            String code, BiFunction<Person, String, Person> edit, Function<Person, String> shown) {
        return BulkChange.of(
                "person:change",
                code,
                Person::name,
                (actor, rows, told, write) -> {
                    if (told.value().isBlank()) {
                        throw Refusal.invalid("field-required").at("value");
                    }
                    return people.changeMany(
                            actor, rows, person -> edit.apply(person, told.value()), told.reason(), write);
                },
                (actor, words, from) -> shown);
    }

    private static List<Option> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.equals("UTC") || zone.matches("(?!Etc|SystemV).+/.+"))
                .sorted()
                .map(zone -> new Option(zone, zone.replace('_', ' ')))
                .toList();
    }
}
