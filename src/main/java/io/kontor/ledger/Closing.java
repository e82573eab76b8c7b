package io.kontor.ledger;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.verify.Content;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Closes the marked texts of entries just before they are written: what says something of a person under that person's key,
 * what somebody typed freely under a key of its own. Entries without such texts pass untouched.
 */
@Component
final class Closing {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Of more entries than this, every core takes a share of so many. */
    private static final int SHARED = 200;

    private static final String CUSTOM = "\"custom\":{";

    private final Tx tx;
    private final AppendSql sql;
    private final ObjectProvider<MarkedFields> fields;

    Closing(Tx tx, AppendSql sql, ObjectProvider<MarkedFields> fields) {
        this.tx = tx;
        this.sql = sql;
        this.fields = fields;
    }

    /** The key of one free text. */
    record TextKey(UUID entry, String pointer, byte[] key) {}

    /**
     * An entry as it is kept.
     *
     * @param about whose key opens its personal texts; none where it has none
     */
    record Closed(
            EntryRow row,
            String state,
            @Nullable String reason,
            @Nullable String actorName,
            @Nullable UUID about,
            List<TextKey> keys) {}

    static byte[] random() {
        var key = new byte[Content.KEY];
        RANDOM.nextBytes(key);
        return key;
    }

    List<Closed> close(List<EntryRow> rows) {
        var fieldsOf = new HashMap<String, MarkedFields.Marks>();
        var people = new LinkedHashSet<UUID>();
        for (var row : rows) {
            var custom = row.state().contains(CUSTOM)
                    ? fieldsOf.computeIfAbsent(row.subjectType(), this::fields)
                    : MarkedFields.Marks.NONE;
            if (personal(row, custom)) {
                people.add(row.about());
            }
        }
        var keys = people.isEmpty()
                ? Map.<UUID, byte[]>of()
                : tx.as(Purpose.CLOSING.actor(), () -> sql.keys(List.copyOf(people)));
        var closed = new Closed[rows.size()];
        var shares = IntStream.range(0, (rows.size() + SHARED - 1) / SHARED);
        (rows.size() <= SHARED ? shares : shares.parallel()).forEach(share -> {
            var cipher = new TextCipher();
            for (int i = share * SHARED; i < Math.min(rows.size(), (share + 1) * SHARED); i++) {
                var row = rows.get(i);
                var custom = fieldsOf.getOrDefault(row.subjectType(), MarkedFields.Marks.NONE);
                closed[i] = close(row, custom, keys, cipher);
            }
        });
        return List.of(closed);
    }

    private MarkedFields.Marks fields(String type) {
        var known = fields.getIfAvailable();
        return known == null ? MarkedFields.Marks.NONE : known.of(type);
    }

    private static boolean personal(EntryRow row, MarkedFields.Marks custom) {
        return row.state().contains("{\"" + Wrapped.PERSONAL)
                || (custom.some()
                        && custom.mark() == Mark.PERSONAL
                        && row.state().contains(CUSTOM));
    }

    private static Closed close(EntryRow row, MarkedFields.Marks custom, Map<UUID, byte[]> people, TextCipher cipher) {
        boolean byFields = custom.some() && row.state().contains(CUSTOM);
        boolean marked = byFields || MarkedTexts.in(row.state());
        if (!marked && row.reason() == null && row.actorName() == null) {
            return new Closed(row, row.state(), null, null, null, List.of());
        }
        var texts = new ArrayList<TextKey>();
        MarkedTexts.Closed closing = (mark, pointer, text) -> {
            var key = mark == Mark.TEXT
                    ? fresh(row, pointer, texts)
                    : cipher.personal(person(people, row), row.id(), pointer);
            return MarkedTexts.closed(cipher, mark, text, key);
        };
        var state = byFields ? marked(row.state(), custom) : row.state();
        return new Closed(
                row,
                marked ? MarkedTexts.close(state, closing) : state,
                text(cipher, row, MarkedTexts.REASON, row.reason(), texts),
                text(cipher, row, MarkedTexts.ACTOR_NAME, row.actorName(), texts),
                personal(row, custom) ? row.about() : null,
                texts);
    }

    /** The same state with marks where its type has none: on the values of an office's own fields. */
    private static String marked(String state, MarkedFields.Marks custom) {
        var tree = States.tree(state);
        MarkedTexts.mark(tree, custom);
        return tree.toString();
    }

    private static byte[] person(Map<UUID, byte[]> people, EntryRow row) {
        var key = people.get(row.about());
        if (key == null) {
            throw new IllegalStateException("personal texts without a person: " + row.subjectType());
        }
        return key;
    }

    private static byte[] fresh(EntryRow row, String pointer, List<TextKey> texts) {
        var key = random();
        texts.add(new TextKey(row.id(), pointer, key));
        return key;
    }

    private static @Nullable String text(
            TextCipher cipher, EntryRow row, String pointer, @Nullable String text, List<TextKey> texts) {
        return text == null ? null : MarkedTexts.closed(cipher, Mark.TEXT, text, fresh(row, pointer, texts));
    }
}
