package io.kontor.people;

import io.kontor.company.Company;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People of the office from files, such as the owners of imported deals. They get no role and no way to sign in. */
@Component
class PersonImport implements Importable {
    static final SubjectType<KnownAs> KNOWN_AS =
            SubjectType.of("known_as", KnownAs.class, "noted").about(KnownAs::person);

    private final Ledger ledger;
    private final PeopleSql sql;
    private final KnownAsSql knownAs;
    private final Company company;
    private final Ids ids;

    PersonImport(Ledger ledger, PeopleSql sql, KnownAsSql knownAs, Company company, Ids ids) {
        this.ledger = ledger;
        this.sql = sql;
        this.knownAs = knownAs;
        this.company = company;
        this.ids = ids;
    }

    @Override
    public String kind() {
        return People.KIND;
    }

    @Override
    public List<Field> fields(Actor actor) {
        return List.of(Field.text("name").needed(), Field.text("email"), Field.text("language"), Field.text("zone"));
    }

    @Override
    public Map<String, UUID> known(Actor actor, String system, Collection<String> keys) {
        return knownAs.ids().findAll(system, keys);
    }

    @Override
    public List<String> keys(Actor actor, String system, String after, int most) {
        return knownAs.ids().after(system, after, most);
    }

    @Override
    public Map<String, String> alike(Actor actor, String system, Collection<String> keys) {
        return knownAs.ids().alike(system, keys);
    }

    @Override
    public List<Outcome> take(Actor actor, List<Incoming> batch, @Nullable String reason) {
        var role = actor.role(People.KIND, Verb.IMPORT);
        var profile = company.profile(actor);
        var known = new HashMap<String, Map<String, UUID>>();
        for (var one : batch) {
            known.computeIfAbsent(
                    one.system(),
                    system -> knownAs.ids()
                            .findAll(system, batch.stream().map(Incoming::key).toList()));
        }
        var states = new HashMap<UUID, People.Known>();
        sql.all(known.values().stream().flatMap(some -> some.values().stream()).toList())
                .forEach(person -> states.put(person.id(), person));
        var people = new ArrayList<Change<Person>>();
        var names = new ArrayList<Change<KnownAs>>();
        var outcomes = new ArrayList<Outcome>();
        var addresses = new HashSet<String>();
        for (var one : batch) {
            try {
                var id = known.getOrDefault(one.system(), Map.of()).get(one.key());
                var old = id == null ? null : states.get(id);
                var before = old == null
                        ? Person.ofOffice(one.values().needed("name"), null, profile.language(), profile.zone())
                        : old.person();
                var state = edited(before, one.values());
                if (old != null && state.equals(before)) {
                    outcomes.add(new Outcome(Result.UNCHANGED, old.id(), null));
                    continue;
                }
                var person = old == null ? ids.next() : old.id();
                refuseAddressTaken(state.email(), person, addresses);
                people.add(Change.of(People.PERSON, person, old == null ? "created" : "changed", role, state)
                        .after(old == null ? null : old.version())
                        .because(reason));
                if (old == null) {
                    var name = KnownAs.of(person, new ExternalId(one.system(), one.key()));
                    names.add(
                            Change.of(KNOWN_AS, ids.next(), "noted", role, name).because(reason));
                }
                outcomes.add(new Outcome(old == null ? Result.CREATED : Result.CHANGED, person, null));
            } catch (Refusal refusal) {
                outcomes.add(Outcome.refused(refusal));
            }
        }
        sql.write(ledger.append(actor, people));
        knownAs.write(ledger.append(actor, names));
        return outcomes;
    }

    private static Person edited(Person old, Values told) {
        return old.withProfile(
                told.speakOf("name") ? told.needed("name") : old.name(),
                told.speakOf("email") ? told.text("email") : old.email(),
                Objects.requireNonNullElse(told.text("language"), old.language()),
                Objects.requireNonNullElse(told.text("zone"), old.zone()),
                old.partnerFacing());
    }

    private void refuseAddressTaken(@Nullable String email, UUID person, Set<String> inThisBatch) {
        if (email != null && (sql.taken(email, person) || !inThisBatch.add(email))) {
            throw Refusal.conflict("email-taken", "email", email).at("email");
        }
    }
}
