package io.kontor.governance.web;

import io.kontor.company.Regions;
import io.kontor.governance.approvals.ApprovalListing;
import io.kontor.governance.approvals.Request;
import io.kontor.governance.approvals.Standing;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.GovernedActs;
import io.kontor.governance.charter.Need;
import io.kontor.governance.charter.RoleSaid;
import io.kontor.kernel.Actor;
import io.kontor.language.Words;
import io.kontor.people.People;
import io.kontor.ui.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a request stands, as its page and the inbox say it. */
@Component
class StandingWords {
    private static final int FEW = 4;
    private static final Duration DAY = Duration.ofHours(36);

    private final People people;
    private final Regions regions;
    private final RoleSaid roles;

    StandingWords(People people, Regions regions, RoleSaid roles) {
        this.people = people;
        this.regions = regions;
        this.roles = roles;
    }

    /** @param may names of those whose word would count, or who is missing */
    record Step(String role, int people, List<Said> did, String may, boolean now, boolean done) {}

    /** Somebody's word; {@code instead} of whom, or none. */
    record Said(
            String name,
            @Nullable String instead,
            Instant at,
            @Nullable String note,
            boolean yes) {}

    record Shown(
            UUID id,
            Standing standing,
            Request request,
            String state,
            String tone,
            @Nullable String requester,
            List<Step> steps,
            List<Said> refused,
            List<String> clauses,
            List<String> gaps,
            String acts,
            @Nullable String lacking,
            @Nullable String why,
            @Nullable Said ratified,
            @Nullable String through,
            @Nullable String took) {}

    Shown shown(Viewer viewer, Standing standing) {
        var words = viewer.words();
        var request = standing.request();
        var names = names(viewer.actor(), standing);
        var roleName = roles.in(words);
        var took = request.took();
        var requester = request.requester();
        return new Shown(
                standing.id(),
                standing,
                request,
                words.t("value.approval.state." + standing.state().code()),
                ApprovalListing.tone(standing.state().code()),
                requester == null ? null : names.get(requester),
                steps(viewer, standing, roleName, names),
                request.votes().stream()
                        .filter(vote -> !vote.yes())
                        .map(vote -> said(vote, names))
                        .toList(),
                clauses(words, standing),
                request.gaps().stream()
                        .map(act -> GovernedActs.name(words, act))
                        .toList(),
                request.acts().stream()
                        .map(act -> GovernedActs.name(words, act.code()))
                        .distinct()
                        .collect(Collectors.joining(", ")),
                standing.stuck() ? lacking(roleName, standing) : null,
                why(words, request),
                ratified(request, names),
                through(words, request, names),
                took == null || took.isZero() ? null : lasting(words, took));
    }

    private List<Step> steps(
            Viewer viewer, Standing standing, UnaryOperator<String> roleName, Map<UUID, String> names) {
        var regionNames = new HashMap<UUID, String>();
        regions.all(viewer.actor()).forEach(region -> regionNames.put(region.id(), region.name()));
        return standing.rungs().stream()
                .map(step -> new Step(
                        role(viewer.words(), roleName, step.need(), regionNames),
                        step.need().people(),
                        step.did().stream().map(vote -> said(vote, names)).toList(),
                        listed(step.may(), names),
                        step.now(),
                        step.done()))
                .toList();
    }

    private static String role(Words words, UnaryOperator<String> roleName, Need need, Map<UUID, String> regions) {
        var role = need.role().equals(Need.STAND_IN) ? words.t("approvals.stand-in") : roleName.apply(need.role());
        return need.region() == null ? role : role + " · " + regions.getOrDefault(need.region(), "");
    }

    private static String listed(Collection<UUID> may, Map<UUID, String> names) {
        var known = may.stream().map(id -> names.getOrDefault(id, "")).sorted().toList();
        return String.join(", ", known.subList(0, Math.min(FEW, known.size()))) + (known.size() > FEW ? " …" : "");
    }

    private static Said said(Request.Vote vote, Map<UUID, String> names) {
        return new Said(
                names.getOrDefault(vote.person(), ""),
                vote.instead() == null ? null : names.getOrDefault(vote.instead(), ""),
                vote.at(),
                vote.note(),
                vote.yes());
    }

    private static List<String> clauses(Words words, Standing standing) {
        return standing.clauses().stream()
                .map(cited -> words.t(
                        "approvals.clause",
                        "clause",
                        cited.clause(),
                        "charter",
                        cited.charter().equals(Charters.STARTER)
                                ? words.t("charter.is-starter")
                                : words.t(
                                        "approvals.charter-version",
                                        "version",
                                        cited.charter().toString())))
                .distinct()
                .toList();
    }

    /** Nobody could take the next step: whom it lacks. */
    private static String lacking(UnaryOperator<String> roleName, Standing standing) {
        return standing.rungs().stream()
                .filter(step -> step.now() && !step.done())
                .map(step -> roleName.apply(step.need().role()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String why(Words words, Request request) {
        var why = request.why();
        if (why == null) {
            return null;
        }
        var key = "approvals.why." + why;
        return Words.has(key) ? words.t(key) : why;
    }

    private static @Nullable Said ratified(Request request, Map<UUID, String> names) {
        var word = request.ratification();
        return word == null
                ? null
                : new Said(names.getOrDefault(word.person(), ""), null, word.at(), word.note(), word.yes());
    }

    private static @Nullable String through(Words words, Request request, Map<UUID, String> names) {
        var emergency = request.emergency();
        return emergency == null
                ? null
                : words.t(
                        request.provisional() ? "approvals.through" : "approvals.was-through",
                        "name",
                        names.getOrDefault(emergency.person(), ""),
                        "at",
                        emergency.at(),
                        "until",
                        emergency.until(),
                        "why",
                        emergency.why());
    }

    private Map<UUID, String> names(Actor actor, Standing standing) {
        var request = standing.request();
        var ids = new HashSet<UUID>();
        standing.rungs().forEach(step -> ids.addAll(step.may()));
        request.votes().forEach(vote -> {
            ids.add(vote.person());
            ids.add(vote.principal());
        });
        var more = new ArrayList<@Nullable UUID>();
        more.add(request.requester());
        more.add(request.ratification() == null ? null : request.ratification().person());
        more.add(request.emergency() == null ? null : request.emergency().person());
        more.stream().filter(Objects::nonNull).forEach(ids::add);
        return people.names(actor, List.copyOf(ids));
    }

    /** A time in hours, or in days when there are many. */
    static String lasting(Words words, Duration time) {
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return words.t("approvals.minutes", "count", Math.max(1, time.toMinutes()));
        }
        return time.compareTo(DAY) < 0
                ? words.t("approvals.hours", "count", time.toHours())
                : words.t("approvals.days", "count", time.toDays());
    }
}
