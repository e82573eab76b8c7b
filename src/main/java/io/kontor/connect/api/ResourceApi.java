package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.TimelineEntry;
import io.kontor.ui.Needs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * A kind of object that programs also write: adding once, changing by merge patch on the version the caller saw, withdrawing.
 *
 * @param <S> the state in the ledger
 * @param <B> the same in the API's words
 */
abstract class ResourceApi<S, B extends Record> extends ReadApi<S, B> {
    private final Writer<S> writer;

    ResourceApi(Tools tools, Named<B> named, Reader<S> reader, Writer<S> writer) {
        super(tools, named, reader);
        this.writer = writer;
    }

    /** How a room writes objects; each refuses what the room refuses. */
    record Writer<S>(Create<S> create, Change<S> change, Act withdraw, Act restore, Act undo) {
        /** Adds one. */
        interface Create<S> {
            UUID create(Actor actor, S state, @Nullable String reason);
        }

        /** Makes a new state from the one at the entry the caller saw. */
        interface Change<S> {
            void change(Actor actor, UUID id, UUID seen, UnaryOperator<S> edit, @Nullable String reason);
        }

        /** Does something with the whole object at the entry the caller saw. */
        interface Act {
            void act(Actor actor, UUID id, UUID seen, @Nullable String reason);
        }
    }

    /**
     * The state a body describes.
     *
     * @param old what it was, or none for a new one
     */
    abstract S state(Call call, B body, @Nullable S old);

    /** Changes it; {@code edit} makes the new state from the one at {@code known}. */
    void change(Actor actor, Book.Known<S> known, UnaryOperator<S> edit, @Nullable String reason) {
        writer.change().change(actor, known.id(), known.version(), edit, reason);
    }

    /** What a field of the domain is called in the body. */
    String field(String domain) {
        return Names.outside(domain);
    }

    /** An object this very transaction has written. */
    final Book.Known<S> written(Actor actor, UUID id) {
        tools().ledger().flush();
        return find(actor, id);
    }

    @PostMapping
    @Needs(verb = Verb.CREATE)
    final ResponseEntity<byte[]> add(Call call) {
        var tree = call.tree(MediaType.APPLICATION_JSON_VALUE);
        var reason = call.reason();
        refuseReadOnly(tree.propertyNames());
        return tools().answers()
                .once(call, call.fingerprint(), () -> {
                    var body = Binder.read(tree, type());
                    var id = named(() -> writer.create().create(call.actor(), state(call, body, null), reason));
                    return answer(call, 201, path() + "/" + id, written(call.actor(), id));
                })
                .entity();
    }

    private void refuseReadOnly(Collection<String> given) {
        var readOnly = Binder.readOnly(type());
        var wrong = given.stream()
                .filter(readOnly::contains)
                .map(name -> Refusal.invalid("api-field-read-only").at(name))
                .toList();
        if (!wrong.isEmpty()) {
            throw Refused.invalid(wrong);
        }
    }

    private Answer answer(Call call, int status, @Nullable String location, Book.Known<S> known) {
        return Answer.of(status, location, known.version(), body(call, known));
    }

    @PatchMapping("/{id}")
    @Needs(verb = Verb.CHANGE)
    final ResponseEntity<byte[]> change(Call call, @PathVariable UUID id) {
        var patch = call.tree("application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE);
        var reason = call.reason();
        var actor = call.actor();
        return preconditioned(call, id, known -> {
                    var before = ApiJson.tree(body(call, known));
                    refuseReadOnly(patch.properties().stream()
                            .filter(one -> !Objects.equals(one.getValue(), before.get(one.getKey())))
                            .map(Map.Entry::getKey)
                            .toList());
                    refuseUnknown(patch.propertyNames());
                    var after = ApiJson.merged(before, patch);
                    after.remove(Binder.readOnly(type()));
                    var body = Binder.read(after, type());
                    named(() -> {
                        change(actor, known, old -> state(call, body, old), reason);
                        return id;
                    });
                    return answer(call, 200, null, written(actor, known.id()));
                })
                .entity();
    }

    private void refuseUnknown(Collection<String> given) {
        var known = Binder.known(type());
        var wrong = given.stream()
                .filter(name -> !known.contains(name))
                .map(name -> Refusal.invalid("api-field-unknown", "known", String.join(", ", new TreeSet<>(known)))
                        .at(name.length() <= 60 ? name : name.substring(0, 60)))
                .toList();
        if (!wrong.isEmpty()) {
            throw Refused.invalid(wrong);
        }
    }

    @DeleteMapping("/{id}")
    @Needs(verb = Verb.WITHDRAW)
    final ResponseEntity<byte[]> withdraw(Call call, @PathVariable UUID id) {
        var reason = call.reason();
        preconditioned(call, id, known -> {
            writer.withdraw().act(call.actor(), known.id(), known.version(), reason);
            return answer(call, 204, null, known);
        });
        return ResponseEntity.noContent().build();
    }

    /** Bringing back what was not withdrawn changes nothing. */
    @PostMapping("/{id}/restore")
    @Needs(verb = Verb.WITHDRAW)
    final ResponseEntity<byte[]> restore(Call call, @PathVariable UUID id) {
        return acted(call, id, writer.restore());
    }

    @PostMapping("/{id}/undo")
    @Needs(verb = Verb.CHANGE)
    final ResponseEntity<byte[]> undo(Call call, @PathVariable UUID id) {
        return acted(call, id, writer.undo());
    }

    private ResponseEntity<byte[]> acted(Call call, UUID id, Writer.Act act) {
        var reason = call.reason();
        return tools().answers()
                .once(
                        call,
                        call.fingerprint(),
                        () -> preconditioned(call, id, known -> {
                            named(() -> {
                                act.act(call.actor(), known.id(), known.version(), reason);
                                return id;
                            });
                            return answer(call, 200, null, written(call.actor(), known.id()));
                        }))
                .entity();
    }

    /** Does the work if the caller saw the version there is, all or nothing. Refuses: somebody changed it since. */
    private Answer preconditioned(Call call, UUID id, Function<Book.Known<S>, Answer> work) {
        var actor = call.actor();
        var seen = new UUID[1];
        try {
            return tools().tx().as(actor, () -> {
                var known = find(actor, id);
                seen[0] = switch (call.seen(known.version())) {
                    case Call.Seen.Current current -> current.version();
                    case Call.Seen.Stale stale -> throw stale(actor, known.id(), stale.version());
                };
                var answer = work.apply(known);
                refuseOvertaken(actor, known, written(actor, known.id()).version());
                return answer;
            });
        } catch (Clash clash) {
            throw stale(actor, clash.subject().id(), seen[0]);
        }
    }

    /** Somebody who wrote between our look and our lock did not clash, but the caller did not see it either. */
    private void refuseOvertaken(Actor actor, Book.Known<S> known, UUID now) {
        var at = now;
        while (!at.equals(known.version())) {
            var entry = entry(actor, at);
            if (entry == null
                    || entry.previous() == null
                    || !entry.correlation().equals(actor.correlation())) {
                throw stale(actor, known.id(), known.version());
            }
            at = entry.previous();
        }
    }

    private @Nullable TimelineEntry entry(Actor actor, UUID id) {
        return tools().ledger().entry(actor, id).orElse(null);
    }

    /** Names what changed between the version the caller saw and the one there is. */
    private Refused stale(Actor actor, UUID id, @Nullable UUID seen) {
        var fields = new ArrayList<Refusal>();
        if (seen != null) {
            tools().tx().as(actor, () -> {
                var old = entry(actor, seen);
                var now = entry(actor, find(actor, id).version());
                if (old != null && now != null && old.subject().equals(now.subject())) {
                    fields.addAll(different(old, now));
                }
            });
        }
        return Refused.because(HttpStatus.PRECONDITION_FAILED, Refusal.invalid("api-stale"), fields);
    }

    private List<Refusal> different(TimelineEntry old, TimelineEntry now) {
        var names = new TreeSet<String>();
        names.addAll(old.after().propertyNames());
        names.addAll(now.after().propertyNames());
        return names.stream()
                .filter(name ->
                        !Objects.equals(old.after().get(name), now.after().get(name)))
                .map(name -> Refusal.invalid("api-changed-since").at(field(name)))
                .toList();
    }

    /** Refusals of the house with the body's names; something else that is not there is a wrong reference, not a wrong address. */
    private <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            var what = String.valueOf(refusal.args().get("what"));
            if (refusal.kind() == Refusal.Kind.NOT_FOUND
                    && !what.equals(kind())
                    && Binder.known(type()).contains(what)) {
                throw Refusal.invalid("api-reference-unknown").at(what);
            }
            var field = refusal.field();
            throw field == null || field.startsWith("custom") ? refusal : refusal.at(field(field));
        }
    }
}
