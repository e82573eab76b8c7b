package io.kontor.connect.api;

import io.kontor.company.Company;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People of the office and of partners, with the roles they hold. Adding somebody invites nobody. */
@RestController
@Tag(name = "people")
@RequestMapping("/api/v1/people")
@Needs(kind = People.KIND)
class PersonApi extends ResourceApi<Person, PersonBody> {
    private final Company company;
    private final Ids ids;

    PersonApi(Tools tools, People people, Company company, Ids ids) {
        super(
                tools,
                new Named<>(People.KIND, "people", PersonBody.class),
                Reader.oneByOne((actor, id) -> {
                    var known = people.find(actor, id);
                    return new Book.Known<>(known.id(), known.version(), known.person());
                }),
                new Writer<>(people::create, people::change, people::withdraw, people::restore, people::undo));
        this.company = company;
        this.ids = ids;
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
    String field(String domain) {
        return switch (domain) {
            case "firm" -> "partner";
            case "role", "scope" -> "assignments";
            default -> super.field(domain);
        };
    }
}
