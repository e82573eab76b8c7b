package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One kind of object that can come in from files: its fields, how its objects are found by what another system calls them, and
 * how many of them are taken in at once.
 *
 * <p>Whoever calls has a right to import the kind ({@code <kind>:import}) or is refused here, and runs inside one transaction
 * per batch. What is taken in carries the actor's origin; a room starts nothing because of it.
 */
public interface Importable {
    /** The type of its subjects in the ledger. */
    String kind();

    /** What may be told of one, custom fields included; for a reader of mappings the order is the order of pages. */
    List<Field> fields(Actor actor);

    /** What may be told of one of its lines; none for kinds without lines. */
    default List<Field> lineFields() {
        return List.of();
    }

    /** Whether what becomes of one never rests on others of its kind that come in at the same moment. */
    default boolean apart() {
        return false;
    }

    /** The objects another system calls so; keys nobody has are not in the answer. */
    Map<String, UUID> known(Actor actor, String system, Collection<String> keys);

    /** What a system calls objects in use, in their order, after one of them; none for kinds whose keys are no system's. */
    default List<String> keys(Actor actor, String system, String after, int most) {
        return List.of();
    }

    /** For keys nobody has, the known key that looks most alike, where one does. */
    default Map<String, String> alike(Actor actor, String system, Collection<String> keys) {
        return Map.of();
    }

    /**
     * Makes those that are new, changes those that are known in the fields given and in no other, and says of each what
     * happened, in the same order. What is refused leaves the others alone.
     *
     * @param batch no two with the same system and key
     */
    List<Outcome> take(Actor actor, List<Incoming> batch, @Nullable String reason);

    /** How a value is written and what becomes of it: the class behind each is named with it. */
    enum Type {
        /** String. */
        TEXT,
        /** BigDecimal, without needless zeros at its end. */
        NUMBER,
        /** LocalDate. */
        DAY,
        /** Boolean. */
        TRUTH,
        /** String, one of the field's choices. */
        CHOICE,
        /** String, ISO 3166-1 in two letters. */
        COUNTRY,
        /** String, ISO 4217. */
        CURRENCY,
        /** UUID of an object of the kind the field refers to. */
        REFERENCE
    }

    /**
     * One field.
     *
     * @param required must be there when an object is new
     * @param many holds a list of values
     * @param dated may be told with the days it holds: {@code <code>.since} and {@code <code>.until}
     * @param choices of a choice; empty for others
     * @param refersTo the kind a reference is to; none for others
     */
    record Field(
            String code,
            Type type,
            boolean required,
            boolean many,
            boolean dated,
            List<String> choices,
            @Nullable String refersTo) {
        public Field {
            choices = List.copyOf(choices);
        }

        public static Field of(String code, Type type) {
            return new Field(code, type, false, false, false, List.of(), null);
        }

        public static Field text(String code) {
            return of(code, Type.TEXT);
        }

        public static Field day(String code) {
            return of(code, Type.DAY);
        }

        public static Field number(String code) {
            return of(code, Type.NUMBER);
        }

        public static Field choice(String code, Collection<String> choices) {
            return new Field(code, Type.CHOICE, false, false, false, List.copyOf(choices), null);
        }

        public static Field reference(String code, String kind) {
            return new Field(code, Type.REFERENCE, false, false, false, List.of(), kind);
        }

        public Field needed() {
            return new Field(code, type, true, many, dated, choices, refersTo);
        }

        public Field several() {
            return new Field(code, type, required, true, dated, choices, refersTo);
        }

        public Field byDay() {
            return new Field(code, type, required, many, true, choices, refersTo);
        }
    }

    /**
     * Values by field, each of its field's class; a field that is there without a value is told to be empty, a field that is
     * not there is not spoken of.
     */
    final class Values {
        private final Map<String, @Nullable Object> values;

        public Values(Map<String, @Nullable Object> values) {
            this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        public boolean speakOf(String field) {
            return values.containsKey(field);
        }

        public @Nullable String text(String field) {
            return (String) values.get(field);
        }

        public @Nullable BigDecimal number(String field) {
            return (BigDecimal) values.get(field);
        }

        public @Nullable LocalDate day(String field) {
            return (LocalDate) values.get(field);
        }

        public @Nullable Boolean truth(String field) {
            return (Boolean) values.get(field);
        }

        public @Nullable UUID reference(String field) {
            return (UUID) values.get(field);
        }

        /** The first day a dated value holds, or none. */
        public @Nullable LocalDate since(String field) {
            return day(field + ".since");
        }

        /** The first day a dated value does not hold any more, or none. */
        public @Nullable LocalDate until(String field) {
            return day(field + ".until");
        }

        /** The values of a field that holds many. */
        public <T> List<T> all(String field, Class<T> type) {
            var list = new ArrayList<T>();
            if (values.get(field) instanceof Collection<?> many) {
                many.forEach(one -> list.add(type.cast(one)));
            }
            return list;
        }

        /** A text that must be there. Refuses: it is not. */
        public String needed(String field) {
            return Optional.ofNullable(text(field))
                    .orElseThrow(() -> Refusal.invalid("field-required").at(field));
        }

        /** What is told of custom fields, by their code; empty texts for those told to be empty. */
        public Map<String, String> custom() {
            var custom = new LinkedHashMap<String, String>();
            values.forEach((field, value) -> {
                if (field.startsWith("custom.")) {
                    custom.put(field.substring("custom.".length()), Objects.toString(value, ""));
                }
            });
            return custom;
        }
    }

    /**
     * One object as it comes in.
     *
     * @param system whose id the key is
     * @param linesTold whether its lines are spoken of at all; those that are not among them stay as they are
     * @param linesLeftOut how many lines it has that could not come in
     */
    record Incoming(String system, String key, Values values, boolean linesTold, List<Line> lines, int linesLeftOut) {
        public Incoming {
            lines = List.copyOf(lines);
        }
    }

    /** @param key names the line within its object, also when it comes in again */
    record Line(String key, Values values) {}

    /** What became of one. */
    enum Result {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    /**
     * @param refusal why not, for {@link Result#REFUSED} only
     * @param matched whether it was known by something else than its key, and has that key from now on
     * @param possibly objects in use that a new one may be the same as; somebody has to decide
     * @param namesake whether a new one is called like another its system tells apart from it
     * @param noted what else is worth counting, each the code of a warning
     */
    record Outcome(
            Result result,
            @Nullable UUID id,
            @Nullable Refusal refusal,
            boolean matched,
            List<UUID> possibly,
            boolean namesake,
            List<String> noted) {
        public Outcome {
            possibly = List.copyOf(possibly);
            noted = List.copyOf(noted);
        }

        public Outcome(Result result, @Nullable UUID id, @Nullable Refusal refusal) {
            this(result, id, refusal, false, List.of(), false, List.of());
        }

        public Outcome byMatch() {
            return new Outcome(result, id, refusal, true, List.of(), false, noted);
        }

        public Outcome alike(Collection<UUID> others, boolean called) {
            return new Outcome(result, id, refusal, matched, List.copyOf(others), called, noted);
        }

        public Outcome noting(Collection<String> warnings) {
            return new Outcome(result, id, refusal, matched, possibly, namesake, List.copyOf(warnings));
        }

        public static Outcome refused(Refusal refusal) {
            return new Outcome(Result.REFUSED, null, refusal);
        }
    }
}
