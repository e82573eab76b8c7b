package io.kontor.governance.approvals;

import io.kontor.entrance.PublicAddress;
import io.kontor.governance.charter.Bench;
import io.kontor.governance.charter.Route;
import io.kontor.governance.decisions.Decision;
import io.kontor.governance.decisions.Decisions;
import io.kontor.governance.spi.Decides;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Subject;
import io.kontor.post.Letter;
import io.kontor.post.Post;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What follows from a word that was given: whoever asked is told, the decision is written down, letters go out. */
@Component
class Outcomes {
    private final ObjectProvider<Decides> asking;
    private final Decisions decisions;
    private final Post post;
    private final PublicAddress address;

    Outcomes(ObjectProvider<Decides> asking, Decisions decisions, Post post, PublicAddress address) {
        this.asking = asking;
        this.decisions = decisions;
        this.post = post;
        this.address = address;
    }

    private void tell(Request request, java.util.function.Consumer<Decides> what) {
        asking.orderedStream()
                .filter(one -> one.type().equals(request.subjectType()))
                .forEach(what);
    }

    /** Writes to those whose word would count now; nobody twice about the same request. */
    void asked(Actor actor, UUID id, Request request, Bench bench) {
        var asked = Voting.asked(request, bench);
        asked.remove(actor.person());
        send(actor, id, request, "approval-asked", asked);
    }

    void approved(Actor actor, UUID id, Request request) {
        write(actor, id, request, true);
        requester(actor, id, request, "approval-approved");
        tell(request, one -> one.approved(actor, request.subjectId(), id));
    }

    /** What was let through before is now agreed to by all. */
    void ratified(Actor actor, UUID id, Request request) {
        requester(actor, id, request, "approval-approved");
    }

    void rejected(Actor actor, UUID id, Request request, String why) {
        write(actor, id, request, false);
        requester(actor, id, request, "approval-rejected");
        tell(request, one -> one.rejected(actor, request.subjectId(), id, why));
    }

    /** What was let through in an emergency is taken back. */
    void lapsed(Actor actor, UUID id, Request request, String why) {
        write(actor, id, request, false);
        requester(actor, id, request, "approval-lapsed");
        tell(request, one -> one.lapsed(actor, request.subjectId(), id, why));
    }

    void expired(Actor actor, UUID id, Request request) {
        requester(actor, id, request, "approval-expired");
    }

    void escalated(Actor actor, UUID id, Request request, Collection<UUID> to) {
        send(actor, id, request, "approval-escalated", to);
    }

    private void requester(Actor actor, UUID id, Request request, String kind) {
        var requester = request.requester();
        if (requester != null && !requester.equals(actor.person())) {
            send(actor, id, request, kind, List.of(requester));
        }
    }

    /** The link leads to the page of the request, which asks to sign in. */
    private void send(Actor actor, UUID id, Request request, String kind, Collection<UUID> to) {
        var link = address.link("/approvals/" + id);
        for (var person : to.stream().sorted().toList()) {
            Map<String, Object> arguments = new HashMap<>();
            arguments.put("title", request.title());
            arguments.put("due", request.due());
            arguments.put("why", Objects.requireNonNullElse(request.why(), ""));
            post.send(
                    actor,
                    new Letter(person, kind, arguments, link, kind + ":" + id + ":" + request.round() + ":" + person));
        }
    }

    private void write(Actor actor, UUID id, Request request, boolean yes) {
        decisions.write(
                actor,
                new Decision(
                        request.title(),
                        null,
                        List.of(),
                        yes ? Decision.Outcome.APPROVED : Decision.Outcome.REJECTED,
                        null,
                        rationale(request),
                        request.requester(),
                        decisions.today(),
                        null,
                        null,
                        clauses(request),
                        List.of(new Subject(request.subjectType(), request.subjectId())),
                        id,
                        true,
                        false));
    }

    /** What those who decided wrote. */
    private static @Nullable String rationale(Request request) {
        var notes = request.votes().stream()
                .map(Request.Vote::note)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        var emergency = request.emergency();
        var all = emergency == null ? notes : (emergency.why() + "\n" + notes).strip();
        return all.isEmpty() ? null : all.substring(0, Math.min(all.length(), 4_000));
    }

    /** Clauses and the version of the charter they stand in; none where no clause speaks of it. */
    private static @Nullable String clauses(Request request) {
        var cited = request.cited().stream()
                .filter(one -> !request.gaps().contains(one.act()))
                .map((Route.Cited one) -> one.clause() + " (" + one.charter() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        return cited.isEmpty() ? null : cited;
    }
}
