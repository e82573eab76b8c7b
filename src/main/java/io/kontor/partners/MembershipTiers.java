package io.kontor.partners;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives many memberships their tiers at once, each its own, and takes that back to the day. */
@Component
public final class MembershipTiers {
    private final Tx tx;
    private final Memberships memberships;

    MembershipTiers(Tx tx, Memberships memberships) {
        this.tx = tx;
        this.memberships = memberships;
    }

    /**
     * What was done to the tier of a membership.
     *
     * @param from the tier it had until then, or none; likewise {@code to}
     * @param before the entry it stood at, {@code after} the one it stands at since
     */
    public record Given(
            UUID membership,
            UUID partner,
            @Nullable String from,
            @Nullable String to,
            UUID before,
            UUID after) {}

    /**
     * Gives tiers from a day on; a membership that has its tier already is left as it is. For actors who may do this everywhere.
     * Refuses: a tier its programme does not have.
     */
    public List<Given> give(Actor actor, Map<UUID, String> tiers, LocalDate day, @Nullable String reason) {
        return tx.as(actor, () -> {
            var known = memberships.book().load(tiers.keySet(), true);
            return retell(actor, known.values(), one -> one.state().withTier(tiers.get(one.id()), day), day, reason);
        });
    }

    /**
     * Takes back what giving tiers did: every membership has again the very history of tiers it had before, by a new entry.
     *
     * @return the new acts; a membership that got another tier since is left alone and not among them
     */
    public List<Given> takeBack(Actor actor, Collection<Given> given, LocalDate day, @Nullable String reason) {
        return tx.as(actor, () -> {
            var known = memberships
                    .book()
                    .load(given.stream().map(Given::membership).toList(), true);
            var before = states(given, Given::before);
            var after = states(given, Given::after);
            var back = known.values().stream()
                    .filter(one -> tiers(after, one.id()).equals(one.state().tiers()))
                    .toList();
            return retell(actor, back, one -> one.state().withTiers(tiers(before, one.id())), day, reason);
        });
    }

    private Map<UUID, Membership> states(Collection<Given> given, Function<Given, UUID> entry) {
        return memberships
                .book()
                .statesAt(given.stream().collect(Collectors.toMap(Given::membership, entry, (one, other) -> one)));
    }

    private static List<Dated<String>> tiers(Map<UUID, Membership> states, UUID id) {
        var state = states.get(id);
        return state == null ? List.of() : state.tiers();
    }

    private List<Given> retell(
            Actor actor,
            Collection<Book.Known<Membership>> all,
            Function<Book.Known<Membership>, Membership> edit,
            LocalDate day,
            @Nullable String reason) {
        var role = actor.role(Memberships.KIND, Verb.CHANGE);
        var changes = new ArrayList<Change<Membership>>();
        var was = new HashMap<UUID, Book.Known<Membership>>();
        var checked = new HashSet<List<Object>>();
        for (var one : all) {
            var state = edit.apply(one);
            if (!state.equals(one.state())) {
                if (checked.add(List.of(
                        state.programme(),
                        state.tiers().stream().map(Dated::value).distinct().toList()))) {
                    memberships.book().check(actor, one.id(), state);
                }
                was.put(one.id(), one);
                changes.add(Change.of(Memberships.MEMBERSHIP, one.id(), "tier_set", role, state)
                        .ofPartner(state.partner())
                        .after(one.version())
                        .because(reason));
            }
        }
        return memberships.book().record(actor, changes).stream()
                .map(recorded -> {
                    var before = Objects.requireNonNull(was.get(recorded.id()));
                    return new Given(
                            recorded.id(),
                            recorded.state().partner(),
                            before.state().tier(day).orElse(null),
                            recorded.state().tier(day).orElse(null),
                            before.version(),
                            recorded.entryId());
                })
                .toList();
    }
}
