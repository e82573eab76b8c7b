package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.ledger.OrderQuery;
import io.kontor.ledger.Seals;
import io.kontor.ledger.TimelineEntry;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ledger, in its order. Whoever may see only some partners asks for one object of theirs at a time. */
@RestController
@Tag(name = "entries")
@RequestMapping("/api/v1/entries")
class EntryApi {
    private static final String KIND = "entry";

    private final Tools tools;
    private final Seals seals;
    private final Map<String, Holding> holdings = new HashMap<>();

    EntryApi(Tools tools, Seals seals, List<Holding> holdings) {
        this.tools = tools;
        this.seals = seals;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    @GetMapping
    @Needs(kind = KIND)
    ResponseEntity<byte[]> list(Call call) {
        call.parameters(Set.of("subject", "partner", "actor", "type", "from", "to", "after", "limit"));
        var actor = call.actor();
        var limit = call.limit();
        var subject = call.parameter("subject", "api-expects-subject", Texts::subject);
        var partner = call.parameter("partner", "api-expects-id", Texts::id);
        var from =
                call.parameter("from", "api-expects-position", Texts::position).orElse(0L);
        var after = call.parameter("after", "api-cursor-unknown", Texts::position);
        var query = new OrderQuery(
                after.map(position -> Math.max(from, position + 1)).orElse(from),
                call.parameter("to", "api-expects-position", Texts::position).orElse(null),
                subject.orElse(null),
                partner.orElse(null),
                call.parameter("actor", "api-expects-id", Texts::id).orElse(null),
                call.parameter("type").orElse(null),
                limit + 1);
        var found = tools.tx().read(actor, () -> {
            allowed(actor, subject, partner);
            return tools.ledger().inOrder(actor, query);
        });
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? String.valueOf(page.getLast().position()) : null;
        return call.page(new ItemPage<>(page.stream().map(EntryBody::of).toList(), next));
    }

    private void allowed(Actor actor, Optional<Subject> subject, Optional<UUID> partner) {
        if (actor.rights().over(KIND, Verb.SEE).all()) {
            return;
        }
        var asked = subject.or(() -> partner.map(id -> new Subject("partner", id)))
                .orElseThrow(() -> Refused.at(HttpStatus.FORBIDDEN, "subject", "api-entries-of-one"));
        if (!visible(actor, asked)) {
            throw Refusal.notFound(asked.type());
        }
    }

    private boolean visible(Actor actor, Subject subject) {
        return Optional.ofNullable(holdings.get(subject.type()))
                .flatMap(holding -> holding.visible(actor, subject.id()))
                .filter(place -> actor.may(KIND, Verb.SEE, place))
                .isPresent();
    }

    @GetMapping("/{id}")
    @Needs(kind = KIND)
    ResponseEntity<byte[]> one(Call call, @PathVariable UUID id) {
        call.parameters(Set.of());
        return Answer.of(200, null, id, EntryBody.of(find(call.actor(), id))).entity();
    }

    private TimelineEntry find(Actor actor, UUID id) {
        return tools.tx()
                .read(
                        actor,
                        () -> tools.ledger()
                                .entry(actor, id)
                                .filter(found ->
                                        actor.rights().over(KIND, Verb.SEE).all() || visible(actor, found.subject())))
                .orElseThrow(() -> Refusal.notFound(KIND));
    }

    @GetMapping("/{id}/proof")
    @Needs(kind = KIND)
    ResponseEntity<byte[]> proof(Call call, @PathVariable UUID id) {
        call.parameters(Set.of());
        find(call.actor(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/jsonl"))
                .body(seals.prove(call.actor(), id));
    }
}
