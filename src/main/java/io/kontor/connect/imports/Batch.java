package io.kontor.connect.imports;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable.Outcome;
import io.kontor.kernel.spi.Importable.Result;
import io.kontor.language.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one step that go in together, in one transaction the caller opens: read from their rows, their references found,
 * taken by their room, and what did not come in put aside.
 */
final class Batch {
    private final UUID run;
    private final Plan plan;
    private final Step step;
    private final Words words;
    private final String reason;
    private final Imports house;
    private final Instant now;
    private final Map<String, Optional<String>> suggestions;
    private final Tally tally = new Tally();
    private final List<FindingSql.Possibly> possibly = new ArrayList<>();

    Batch(
            UUID run,
            Plan plan,
            Step step,
            Words words,
            String reason,
            Imports house,
            Map<String, Optional<String>> suggestions) {
        this.run = run;
        this.plan = plan;
        this.step = step;
        this.words = words;
        this.reason = reason;
        this.house = house;
        this.now = house.now();
        this.suggestions = suggestions;
    }

    /**
     * @param rows how many are settled
     * @param deferred keys that wait for others of their kind and were left where they are
     */
    record Done(Tally tally, long rows, Set<String> deferred) {}

    /**
     * Takes the objects of these keys in, whose rows are staged.
     *
     * @param last whether nothing can be waited for any more: who refers to somebody who waits, waits in a circle
     */
    Done takeStaged(Actor actor, Collection<String> keys, boolean last) {
        var drafts = new ArrayList<Draft>();
        var rows = new HashMap<String, Integer>();
        var done = new HashSet<>(keys);
        house.staged().rows(run, step.place(), keys, Bounds.Rows.OBJECT.count()).forEach((key, found) -> {
            if (Bounds.Rows.OBJECT.tooMany(found)) {
                rejectCrowded(key, found.getFirst());
            } else {
                drafts.add(Draft.of(plan, step, key, found));
            }
            rows.put(key, found.size());
        });
        var references = new References(actor, house.kinds());
        references.look(drafts);
        var deferred = resolve(drafts, references, last);
        finish(
                actor,
                drafts.stream().filter(draft -> !deferred.contains(draft.key())).toList(),
                references);
        done.removeAll(deferred);
        house.staged().remove(run, step.place(), done);
        rows.keySet().removeAll(deferred);
        return new Done(tally, rows.values().stream().mapToLong(count -> count).sum(), deferred);
    }

    /** Takes objects in that wait for no other of their kind. */
    Done take(Actor actor, List<Draft> drafts, long rows) {
        var references = new References(actor, house.kinds());
        references.look(drafts);
        resolve(drafts, references, true);
        finish(actor, drafts, references);
        return new Done(tally, rows, Set.of());
    }

    private void finish(Actor actor, List<Draft> drafts, References references) {
        take(actor, drafts, references);
        putAside(drafts);
        house.findings().putPossibly(run, step.kind().kind(), possibly);
    }

    static Refusal tooMany(String key) {
        return Refusal.invalid("import-too-many-lines", "key", Reader.shown(key), "most", Bounds.Rows.OBJECT.count());
    }

    private void rejectCrowded(String key, Row first) {
        long count = house.rejects()
                .putStaged(
                        run, step.place(), key, plan.fileOf(first), "too_many_lines", words.refusal(tooMany(key)), now);
        tally.rejected(count);
        tally.warn("too_many_lines", count);
    }

    private Set<String> resolve(List<Draft> drafts, References references, boolean last) {
        var missing = new HashMap<Draft, List<Draft.Wanted>>();
        var sameKind = new HashSet<String>();
        for (var draft : drafts) {
            for (var wanted : draft.wanted()) {
                if (references.find(wanted.pending()).isEmpty()) {
                    missing.computeIfAbsent(draft, fresh -> new ArrayList<>()).add(wanted);
                    if (mayWait(wanted)) {
                        sameKind.add(wanted.pending().key());
                    }
                }
            }
        }
        var waiting = sameKind.isEmpty() ? Set.<String>of() : house.staged().waiting(run, siblings(), sameKind);
        var deferred = new HashSet<String>();
        missing.forEach((draft, unfound) -> {
            for (var wanted : unfound) {
                if (mayWait(wanted) && waiting.contains(wanted.pending().key())) {
                    if (!last) {
                        deferred.add(draft.key());
                    } else {
                        draft.unknown(wanted, circle(wanted));
                    }
                }
            }
            if (!deferred.contains(draft.key())) {
                unfound.stream()
                        .filter(wanted -> !(mayWait(wanted)
                                && waiting.contains(wanted.pending().key())))
                        .forEach(wanted -> draft.unknown(wanted, unknown(wanted, references)));
            }
        });
        return deferred;
    }

    private boolean mayWait(Draft.Wanted wanted) {
        return wanted.pending().kind().equals(step.kind().kind())
                && wanted.pending().system().equals(step.system());
    }

    /** Steps that make objects of the same kind. */
    private List<Integer> siblings() {
        return plan.steps().stream()
                .filter(other -> other.kind().kind().equals(step.kind().kind()))
                .map(Step::place)
                .toList();
    }

    private static Problem circle(Draft.Wanted wanted) {
        return Problem.of(
                "circle",
                wanted.reader().source().columns(),
                wanted.pending().key(),
                Refusal.invalid(
                        "import-circle", "value", Reader.shown(wanted.pending().key())));
    }

    private Problem unknown(Draft.Wanted wanted, References references) {
        var pending = wanted.pending();
        return Problem.of(
                        "unknown_" + Draft.snake(pending.kind()),
                        wanted.reader().source().columns(),
                        pending.key(),
                        Refusal.invalid("import-unknown", "what", pending.kind(), "value", Reader.shown(pending.key())))
                .suggesting(suggestions
                        .computeIfAbsent(
                                pending.kind() + "/" + pending.system() + "/" + pending.key(),
                                fresh -> Optional.ofNullable(references.alike(pending)))
                        .orElse(null));
    }

    private void take(Actor actor, List<Draft> drafts, References references) {
        var usable = drafts.stream().filter(Draft::usable).toList();
        if (usable.isEmpty()) {
            return;
        }
        var outcomes = step.kind()
                .take(
                        actor,
                        usable.stream().map(draft -> draft.incoming(references)).toList(),
                        reason);
        for (int i = 0; i < usable.size(); i++) {
            var draft = usable.get(i);
            var outcome = outcomes.get(i);
            if (outcome.result() == Result.REFUSED) {
                draft.refused(Objects.requireNonNull(outcome.refusal()));
                continue;
            }
            tally.happened(step.kind().kind(), outcome.result());
            said(draft.key(), outcome);
            draft.notes().forEach(tally::warn);
            if (draft.incomplete()) {
                tally.warn("incomplete_" + Draft.snake(step.kind().kind()));
            }
        }
    }

    /** What else is known of one that came in. */
    private void said(String key, Outcome outcome) {
        var kind = Draft.snake(step.kind().kind());
        if (outcome.matched()) {
            tally.warn("matched_" + kind);
        }
        if (outcome.namesake()) {
            tally.warn("namesake_" + kind);
        }
        outcome.noted().forEach(tally::warn);
        var others = outcome.possibly();
        if (!others.isEmpty()) {
            tally.warn((others.size() == 1 ? "possibly_" : "ambiguous_") + kind);
            others.forEach(
                    other -> possibly.add(new FindingSql.Possibly(Objects.requireNonNull(outcome.id()), key, other)));
        }
    }

    private void putAside(List<Draft> drafts) {
        var rejected = new ArrayList<RejectSql.Rejected>();
        for (var draft : drafts) {
            draft.problems().forEach((row, problems) -> {
                problems.stream().map(Problem::rule).distinct().forEach(tally::warn);
                rejected.add(rejected(row, problems, draft.place(row)));
            });
        }
        if (!rejected.isEmpty()) {
            tally.rejected(house.rejects().put(run, rejected, now));
        }
    }

    private RejectSql.Rejected rejected(Row row, List<Problem> problems, @Nullable String place) {
        var distinct = problems.stream().distinct().toList();
        return new RejectSql.Rejected(
                step.place(),
                plan.fileOf(row),
                place,
                row,
                joined(distinct.stream()
                        .map(one -> String.join(", ", one.columns()))
                        .toList()),
                distinct.stream().allMatch(one -> one.value() == null)
                        ? null
                        : joined(distinct.stream()
                                .map(one -> Objects.requireNonNullElse(one.value(), ""))
                                .toList()),
                joined(distinct.stream().map(Problem::rule).toList()),
                String.join(
                        " ",
                        distinct.stream().map(one -> words.refusal(one.why())).toList()),
                distinct.stream()
                        .map(this::suggestion)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private @Nullable String suggestion(Problem problem) {
        var value = problem.value();
        if (problem.suggestion() != null || value == null) {
            return problem.suggestion();
        }
        var candidates = Stream.concat(step.readers().stream(), step.lineReaders().stream())
                .filter(reader -> reader.source().columns().equals(problem.columns()))
                .flatMap(reader -> reader.candidates().stream())
                .toList();
        return candidates.isEmpty()
                ? null
                : suggestions
                        .computeIfAbsent(
                                "value/" + problem.columns() + "/" + value,
                                fresh -> Optional.ofNullable(house.rejects().alike(value, candidates)))
                        .orElse(null);
    }

    private static String joined(List<String> parts) {
        return String.join("; ", parts);
    }
}
