package io.kontor.timeline;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.OwnFields;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.TimelineEntry;
import io.kontor.ledger.TimelineQuery;
import io.kontor.people.Roles;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Entries as sentences with their differences, in the reader's language. */
@Component
public final class Timelines {
    private static final String SAMPLE = "sample";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Tx tx;
    private final Ledger ledger;
    private final Names names;
    private final Roles roles;
    private final List<OwnFields> ownFields;

    Timelines(Tx tx, Ledger ledger, Names names, Roles roles, List<OwnFields> ownFields) {
        this.tx = tx;
        this.ledger = ledger;
        this.names = names;
        this.roles = roles;
        this.ownFields = ownFields;
    }

    /** A page of lines; {@code next} continues below. */
    public record Page(List<Line> lines, @Nullable Long next) {}

    /** The entries a query finds; whether the actor may see them is decided before. */
    public Page read(Actor actor, Words words, TimelineQuery query) {
        return tx.read(actor, () -> {
            var page = ledger.timeline(actor, query);
            return new Page(lines(actor, words, page.entries()), page.next());
        });
    }

    /**
     * The newest lines about objects the actor may see.
     *
     * @param partners the partners within reach, or null when all are
     */
    public List<Line> newest(Actor actor, Words words, @Nullable Collection<UUID> partners, int most) {
        var types =
                names.types().stream().filter(type -> actor.may(type, Verb.SEE)).toList();
        return tx.read(actor, () -> lines(actor, words, ledger.newest(actor, partners, types, most)));
    }

    /** One entry as a line, and as it stands in the ledger. */
    public record One(Line line, TimelineEntry entry) {}

    public Optional<One> one(Actor actor, Words words, UUID entry) {
        return tx.read(
                actor,
                () -> ledger.entry(actor, entry)
                        .map(found ->
                                new One(lines(actor, words, List.of(found)).getFirst(), found)));
    }

    /**
     * An object as it stood at a time, as it was known then.
     *
     * @param line the entry it stood at
     * @param earlier when the entry before that one was recorded, or none
     * @param later when the entry after it was recorded, or none
     */
    public record Then(
            Line line,
            List<Fact> facts,
            @Nullable Instant earlier,
            @Nullable Instant later) {}

    /** What an object was: everything recorded of it until then, that moment included. Empty when there was nothing yet. */
    public Optional<Then> then(Actor actor, Words words, Subject subject, Instant at) {
        return tx.read(actor, () -> {
            var until = ledger.timeline(actor, between(subject, null, at.plus(1, ChronoUnit.MICROS), 2))
                    .entries();
            return until.isEmpty() ? Optional.<Then>empty() : Optional.of(then(actor, words, subject, at, until));
        });
    }

    private static TimelineQuery between(Subject subject, @Nullable Instant from, @Nullable Instant to, int most) {
        return TimelineQuery.newest(most).of(subject).filtered(null, Set.of(), null, from, to);
    }

    private Then then(Actor actor, Words words, Subject subject, Instant at, List<TimelineEntry> until) {
        var entry = until.getFirst();
        var readable = reading(actor, words, subject.type(), names.of(actor, Names.in(entry.after())));
        return new Then(
                lines(actor, words, List.of(entry)).getFirst(),
                Fact.of(entry.after(), readable),
                until.size() > 1 ? until.get(1).recordedAt() : null,
                ledger.next(subject, at).orElse(null));
    }

    private List<Line> lines(Actor actor, Words words, List<TimelineEntry> entries) {
        var ids = new HashSet<UUID>();
        for (var entry : entries) {
            ids.addAll(Names.in(entry.after()));
            ids.addAll(Names.in(entry.before()));
            ids.add(entry.subject().id());
            if (entry.actor() != null) {
                ids.add(entry.actor());
            }
        }
        var known = names.of(actor, ids);
        var own = entries.stream().allMatch(entry -> Words.has("role." + entry.role()))
                ? Map.<String, String>of()
                : roles.ownNames(actor, words.language());
        var readings = new HashMap<String, Reading>();
        return entries.stream()
                .map(entry -> line(
                        words,
                        entry,
                        known,
                        own,
                        readings.computeIfAbsent(entry.subject().type(), type -> reading(actor, words, type, known))))
                .toList();
    }

    private Reading reading(Actor actor, Words words, String type, Map<UUID, String> known) {
        var fields = new HashMap<String, OwnFields.Own>();
        ownFields.forEach(one -> fields.putAll(one.of(actor, type)));
        return new Reading(words, type, known, fields, actor.may("cost", Verb.SEE));
    }

    private Line line(
            Words words, TimelineEntry entry, Map<UUID, String> known, Map<String, String> ownRoles, Reading readable) {
        var title = title(entry, readable, known);
        var holding = names.holding(entry.subject().type());
        return new Line(
                entry.id(),
                entry.position(),
                entry.recordedAt(),
                entry.occurredAt().equals(entry.recordedAt()) ? null : entry.occurredAt(),
                sentence(words, entry, readable, known, title),
                entry.reason(),
                Words.has("role." + entry.role())
                        ? words.t("role." + entry.role())
                        : ownRoles.getOrDefault(entry.role(), entry.role()),
                entry.origin(),
                entry.subject().type(),
                title,
                holding.map((Holding one) -> one.link(entry.subject().id())).orElse(null),
                Differences.of(entry.before(), entry.after(), readable));
    }

    private static String title(TimelineEntry entry, Reading readable, Map<UUID, String> known) {
        var named = known.get(entry.subject().id());
        return named != null
                ? readable.title(named)
                : readable.value("name", entry.after().get("name"));
    }

    private static String sentence(
            Words words, TimelineEntry entry, Reading readable, Map<UUID, String> known, String title) {
        var arguments = new HashMap<String, Object>();
        entry.after().properties().forEach(field -> {
            if (field.getValue().isValueNode()
                    || field.getValue().has("$text")
                    || field.getValue().has("$personal")) {
                arguments.put(field.getKey(), readable.value(field.getKey(), field.getValue()));
            }
        });
        arguments.put("name", title);
        arguments.put("actor", actor(words, entry, known));
        return words.filled(
                Words.has("did." + entry.action()) ? "did." + entry.action() : "timeline.redacted", arguments);
    }

    private static String actor(Words words, TimelineEntry entry, Map<UUID, String> known) {
        if (entry.actor() != null) {
            return known.getOrDefault(entry.actor(), words.t("timeline.somebody"));
        }
        if (entry.origin().equals(SAMPLE)) {
            return words.t("timeline.sample");
        }
        var label = String.valueOf(entry.actorLabel());
        if (label.startsWith("local:")) {
            return words.t("timeline.local", "user", label.substring("local:".length()));
        }
        return words.t("timeline.system");
    }

    /** One field two people changed, as both read it. */
    public record Clashing(String field, String was, String theirs, String yours) {}

    public List<Clashing> clashing(Actor actor, Words words, Clash clash) {
        var ids = new HashSet<UUID>();
        for (var field : clash.fields()) {
            ids.addAll(Names.in(node(field.was())));
            ids.addAll(Names.in(node(field.theirs())));
            ids.addAll(Names.in(node(field.yours())));
        }
        var known = tx.as(actor, () -> names.of(actor, ids));
        var readable = reading(actor, words, clash.subject().type(), known);
        return clash.fields().stream()
                .map(field -> new Clashing(
                        readable.field(field.name()),
                        readable.value(field.name(), node(field.was())),
                        readable.value(field.name(), node(field.theirs())),
                        readable.value(field.name(), node(field.yours()))))
                .toList();
    }

    /** What stands in a field of a state, as JSON; none when it stands empty. */
    public record Value(String field, @Nullable String json) {}

    /** A field's name and its value as people read them. */
    public record Read(String field, String text) {}

    /** Values of states outside the ledger's own pages, in their order. */
    public List<Read> values(Actor actor, Words words, String type, List<Value> values) {
        var ids = new HashSet<UUID>();
        values.forEach(value -> ids.addAll(Names.in(node(value.json()))));
        var known = tx.as(actor, () -> names.of(actor, ids));
        var readable = reading(actor, words, type, known);
        return values.stream()
                .map(value ->
                        new Read(readable.field(value.field()), readable.value(value.field(), node(value.json()))))
                .toList();
    }

    private static @Nullable JsonNode node(@Nullable String json) {
        return json == null ? null : JSON.readTree(json);
    }
}
