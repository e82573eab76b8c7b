package io.kontor.connect.api;

import io.kontor.company.Company;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListSpec;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People of the office and of partners, with the roles they hold. Adding somebody invites nobody. */
@RestController
@Tag(name = "people")
@RequestMapping("/api/v1/people")
class PersonApi extends ResourceApi<Person, PersonBody> {
    private final People people;
    private final Company company;
    private final Ids ids;

    PersonApi(Tools tools, People people, Company company, Ids ids) {
        super(tools, "person", "/api/v1/people", PersonBody.class);
        this.people = people;
        this.company = company;
        this.ids = ids;
    }

    @GetMapping
    @Needs(kind = "person")
    ResponseEntity<byte[]> list(Call call) {
        return listed(call);
    }

    @GetMapping("/{id}")
    @Needs(kind = "person")
    ResponseEntity<byte[]> one(Call call, @PathVariable UUID id) {
        return shown(call, id);
    }

    @PostMapping
    @Needs(kind = "person", verb = Verb.CREATE)
    ResponseEntity<byte[]> add(Call call) {
        return created(call);
    }

    @PatchMapping("/{id}")
    @Needs(kind = "person", verb = Verb.CHANGE)
    ResponseEntity<byte[]> change(Call call, @PathVariable UUID id) {
        return changed(call, id);
    }

    @DeleteMapping("/{id}")
    @Needs(kind = "person", verb = Verb.WITHDRAW)
    ResponseEntity<byte[]> withdraw(Call call, @PathVariable UUID id) {
        return withdrawn(call, id);
    }

    @Override
    ListSpec spec(Actor actor) {
        return tools().listing("people").spec(actor);
    }

    @Override
    Book.Known<Person> find(Actor actor, UUID id) {
        var known = people.find(actor, id);
        return new Book.Known<>(known.id(), known.version(), known.person());
    }

    @Override
    Map<UUID, Book.Known<Person>> findAll(Actor actor, Collection<UUID> wanted) {
        var found = new LinkedHashMap<UUID, Book.Known<Person>>();
        wanted.forEach(id -> found.put(id, find(actor, id)));
        return found;
    }

    @Override
    PersonBody body(Call call, Book.Known<Person> known) {
        var person = known.state();
        return new PersonBody(
                known.id(),
                known.version(),
                person.name(),
                person.email(),
                person.language(),
                person.zone(),
                person.side(),
                person.firm(),
                person.partnerFacing(),
                seesRoles(call.actor())
                        ? person.assignments().stream().map(PersonBody.Held::of).toList()
                        : null,
                person.withdrawn());
    }

    private static boolean seesRoles(Actor actor) {
        return actor.may("assignment", Verb.SEE);
    }

    @Override
    Person state(Call call, PersonBody body, @Nullable Person old) {
        if (old != null && !Objects.equals(old.firm(), body.partner())) {
            throw Refusal.invalid("api-field-fixed").at("partner");
        }
        var profile = company.profile(call.actor());
        var language = body.language() == null ? profile.defaultLanguage().tag() : body.language();
        var zone = body.zone() == null ? profile.zoneId().getId() : body.zone();
        var person = old != null
                ? old.withProfile(body.name(), body.email(), language, zone, body.partnerFacing())
                : added(body, language, zone);
        var held = body.assignments();
        return held == null && (old == null || !seesRoles(call.actor())) ? person : person.with(assignments(held));
    }

    private static Person added(PersonBody body, String language, String zone) {
        var firm = body.partner();
        var person = firm == null
                ? Person.ofOffice(body.name(), body.email(), language, zone)
                : Person.ofFirm(firm, body.name(), body.email(), language, zone);
        return person.withProfile(body.name(), body.email(), language, zone, body.partnerFacing());
    }

    private List<Assignment> assignments(@Nullable List<PersonBody.Held> held) {
        return held == null
                ? List.of()
                : held.stream()
                        .map(one -> new Assignment(
                                one.id() == null ? ids.next() : one.id(),
                                one.role(),
                                one.reach() == null ? Assignment.Reach.ALL : one.reach(),
                                one.regions(),
                                one.segments(),
                                one.partners(),
                                one.from(),
                                one.to()))
                        .toList();
    }

    @Override
    UUID create(Actor actor, Person state, @Nullable String reason) {
        return people.create(actor, state, reason);
    }

    @Override
    void change(Actor actor, Book.Known<Person> known, UnaryOperator<Person> edit, @Nullable String reason) {
        people.change(actor, known.id(), known.version(), edit, reason);
    }

    @Override
    void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        people.withdraw(actor, id, seen, reason);
    }

    @Override
    String field(String domain) {
        return switch (domain) {
            case "firm" -> "partner";
            case "role", "scope" -> "assignments";
            default -> super.field(domain);
        };
    }
}
