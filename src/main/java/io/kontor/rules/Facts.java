package io.kontor.rules;

import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of one case: the whole input record of a vocabulary. A term has a value, is known to have none, or is not known,
 * as a field that did not exist then.
 */
public final class Facts {
    private static final JsonMapper JSON = new JsonMapper();
    /** Stands for a term that is known to have no value. */
    enum None {
        NONE;

        @Override
        public String toString() {
            return "-";
        }
    }

    static final Object NONE = None.NONE;

    private final Vocabulary vocabulary;
    private final @Nullable Object[] values;
    private final long[] keys;
    /** Filled as it is asked for; whoever fills it fills it alike. */
    private final @Nullable Optional<Object>[] said;

    private Facts(Vocabulary vocabulary, @Nullable Object[] values) {
        this.vocabulary = vocabulary;
        this.values = values;
        this.keys = new long[values.length];
        this.said = unsaid(values.length);
        for (int i = 0; i < values.length; i++) {
            var kind = vocabulary.terms().get(i).kind();
            var value = values[i];
            if (value != null && !(value instanceof None) && kind.ordered()) {
                keys[i] = kind.key(value);
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Optional<Object>[] unsaid(int length) {
        return new Optional[length];
    }

    /**
     * @param values by term: a value of its kind, null for "has none"; what is left out is not known
     * @throws Refusal a word the vocabulary does not have, a value of another kind
     */
    public static Facts of(Vocabulary vocabulary, Map<String, ? extends @Nullable Object> values) {
        var all = new @Nullable Object[vocabulary.terms().size()];
        values.forEach((word, value) -> {
            int place = vocabulary.place(word);
            if (place < 0) {
                throw vocabulary.unknown(word);
            }
            try {
                all[place] = value == null
                        ? NONE
                        : vocabulary.terms().get(place).kind().of(value);
            } catch (Refusal refusal) {
                throw refusal.at(word);
            }
        });
        return new Facts(vocabulary, all);
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Whether it is known what it is, or that it is nothing. */
    public boolean known(String word) {
        return values[place(word)] != null;
    }

    /** The value, or null when there is none or it is not known. */
    public @Nullable Object value(String word) {
        var value = values[place(word)];
        return value instanceof None ? null : value;
    }

    /** The words nothing is known of. */
    public List<String> unknown() {
        var unknown = new ArrayList<String>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                unknown.add(vocabulary.terms().get(i).code());
            }
        }
        return List.copyOf(unknown);
    }

    private int place(String word) {
        int place = vocabulary.place(word);
        if (place < 0) {
            throw vocabulary.unknown(word);
        }
        return place;
    }

    /** The value at a term's place: {@link #NONE} for none, null when it is not known. */
    @Nullable Object at(int place) {
        return values[place];
    }

    /** A value as expressions take it; nothing when it is not known. */
    Optional<Object> said(int place) {
        var before = said[place];
        if (before != null) {
            return before;
        }
        var value = values[place];
        var now = value == null
                ? Optional.empty()
                : Optional.of(value instanceof None ? CelWorld.Nothing.NOTHING : said(place, value));
        said[place] = now;
        return now;
    }

    private Object said(int place, Object value) {
        return switch (vocabulary.terms().get(place).kind()) {
            case TEXT, FLAG, TEXTS -> value;
            case NUMBER -> ((BigDecimal) value).doubleValue();
            case AMOUNT, DAY -> keys[place];
        };
    }

    /** The key of an ordered value at a term's place. */
    long key(int place) {
        return keys[place];
    }

    /** The same facts in the words of another vocabulary: what it has beyond this one is not known. */
    Facts in(Vocabulary other) {
        if (vocabulary.is(other)) {
            return this;
        }
        if (other.alike(vocabulary)) {
            return new Facts(other, values);
        }
        var all = new @Nullable Object[other.terms().size()];
        for (int i = 0; i < all.length; i++) {
            var term = other.terms().get(i);
            int place = vocabulary.place(term.code());
            if (place >= 0 && vocabulary.terms().get(place).kind() == term.kind()) {
                all[i] = values[place];
            }
        }
        return new Facts(other, all);
    }

    /** Canonical: members by name, numbers as texts, null for "has none", nothing for what is not known. */
    public String toJson() {
        var json = JSON.createObjectNode();
        for (var word :
                new TreeSet<>(vocabulary.terms().stream().map(Term::code).toList())) {
            int place = vocabulary.place(word);
            write(json, word, vocabulary.terms().get(place).kind(), values[place]);
        }
        return json.toString();
    }

    private static void write(ObjectNode json, String word, Kind kind, @Nullable Object value) {
        if (value instanceof None) {
            json.putNull(word);
        } else if (value instanceof List<?> texts) {
            var array = json.putArray(word);
            texts.forEach(text -> array.add(text.toString()));
        } else if (value instanceof Boolean flag) {
            json.put(word, flag);
        } else if (value != null) {
            json.put(word, kind.write(value));
        }
    }

    /** Facts as they were written; words the vocabulary does not have are left out. */
    public static Facts fromJson(Vocabulary vocabulary, String json) {
        var tree = JSON.readTree(json);
        var all = new @Nullable Object[vocabulary.terms().size()];
        for (int i = 0; i < all.length; i++) {
            var term = vocabulary.terms().get(i);
            var value = tree.get(term.code());
            all[i] = value == null ? null : value.isNull() ? NONE : read(term.kind(), value);
        }
        return new Facts(vocabulary, all);
    }

    private static Object read(Kind kind, JsonNode value) {
        return switch (kind) {
            case TEXT -> Kind.TEXT.of(value.stringValue());
            case NUMBER, AMOUNT -> kind.of(new BigDecimal(value.stringValue()));
            case DAY -> LocalDate.parse(value.stringValue());
            case FLAG -> value.booleanValue();
            case TEXTS -> kind.of(value.valueStream().map(JsonNode::stringValue).toList());
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Facts facts
                && vocabulary.alike(facts.vocabulary)
                && Arrays.equals(values, facts.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
