package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.ledger.Book;
import io.kontor.lists.ListRow;
import io.kontor.lists.ListSpec;
import io.kontor.ui.Needs;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * A kind of object that programs read under {@code /api/v1}: in lists by key, and one with its version.
 *
 * @param <S> the state in the ledger
 * @param <B> the same in the API's words
 */
abstract class ReadApi<S, B extends Record> {
    private final Tools tools;
    private final Named<B> named;
    private final Reader<S> reader;

    ReadApi(Tools tools, Named<B> named, Reader<S> reader) {
        this.tools = tools;
        this.named = named;
        this.reader = reader;
    }

    /**
     * What a kind of object is called.
     *
     * @param kind in permissions and in the ledger
     * @param list in addresses, and the code of its list
     * @param body the record it is read and written as
     */
    record Named<B extends Record>(String kind, String list, Class<B> body) {}

    /** How a room finds objects. */
    record Reader<S>(One<S> one, Many<S> many) {
        static <S> Reader<S> oneByOne(One<S> one) {
            return new Reader<>(one, (actor, ids) -> {
                var found = new LinkedHashMap<UUID, Book.Known<S>>();
                ids.forEach(id -> found.put(id, one.find(actor, id)));
                return found;
            });
        }

        /** Refuses: no such object, or not one the actor may see. */
        interface One<S> {
            Book.Known<S> find(Actor actor, UUID id);
        }

        /** Those of many objects that the actor may see. */
        interface Many<S> {
            Map<UUID, Book.Known<S>> findAll(Actor actor, Collection<UUID> ids);
        }
    }

    abstract B body(Call call, Book.Known<S> known);

    final Tools tools() {
        return tools;
    }

    final String kind() {
        return named.kind();
    }

    final Class<B> type() {
        return named.body();
    }

    final String list() {
        return named.list();
    }

    final String path() {
        return "/api/v1/" + named.list();
    }

    ListSpec spec(Actor actor) {
        return tools.listing(named.list()).spec(actor);
    }

    final Book.Known<S> find(Actor actor, UUID id) {
        return reader.one().find(actor, id);
    }

    final Custom custom(Call call) {
        return Custom.of(call, tools.fields(), named.kind());
    }

    @GetMapping
    @Needs
    final ResponseEntity<byte[]> list(Call call) {
        var actor = call.actor();
        var spec = spec(actor).uncounted();
        var query = Filters.of(call, actor, spec);
        var limit = call.limit();
        var page = tools.tx().read(actor, () -> {
            var found = tools.lists().page(actor, call.words(), spec, query, limit);
            var ids = found.rows().stream().map(ListRow::id).toList();
            var known = reader.many().findAll(actor, ids);
            var bodies = ids.stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .map(one -> body(call, one))
                    .toList();
            return new ItemPage<>(bodies, found.next());
        });
        return call.page(page);
    }

    /** An object that was merged into another answers with the one that was kept. */
    @GetMapping("/{id}")
    @Needs
    final ResponseEntity<byte[]> one(Call call, @PathVariable UUID id) {
        call.parameters(Set.of());
        var known = find(call.actor(), id);
        return Answer.of(200, null, known.version(), body(call, known)).entity();
    }
}
