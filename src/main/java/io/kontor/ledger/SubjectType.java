package io.kontor.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kind of object as the ledger keeps it: the record that is its complete state, the acts it knows, and how states of
 * older formats are lifted to today's.
 *
 * @param code the type of its subjects, e.g. {@code partner}
 * @param actions all acts; each has a sentence {@code did.<action>} in every language
 * @param lifts pure functions from format 1 to 2, 2 to 3 and so on; none while format 1 is the current one
 * @param shared the state's fields that the partner it belongs to may see on its timeline
 * @param guarded paths of fields that not everybody who may see the object may see, with the kind whose permission
 *     {@code see} shows them: {@code lines.cost} to {@code cost}
 * @param person of whom the personal texts of a state speak, when that is not its subject
 */
public record SubjectType<S>(
        String code,
        Class<S> state,
        Set<String> actions,
        List<UnaryOperator<ObjectNode>> lifts,
        Set<String> shared,
        Map<String, String> guarded,
        @Nullable Function<S, @Nullable UUID> person) {
    /** The act every type knows: a text of the object was taken out for good. */
    static final String REDACTED = "redacted";

    /** The path of a whole state: who may not see it does not meet its entries either. */
    public static final String WHOLE = "";

    public SubjectType {
        actions = Set.copyOf(actions);
        lifts = List.copyOf(lifts);
        shared = Set.copyOf(shared);
        guarded = Map.copyOf(guarded);
    }

    public SubjectType(
            String code,
            Class<S> state,
            Set<String> actions,
            List<UnaryOperator<ObjectNode>> lifts,
            Set<String> shared) {
        this(code, state, actions, lifts, shared, Map.of(), null);
    }

    public static <S> SubjectType<S> of(String code, Class<S> state, String... verbs) {
        var actions = java.util.Arrays.stream(verbs)
                .map(verb -> code + "." + verb)
                .collect(java.util.stream.Collectors.toSet());
        return new SubjectType<>(code, state, actions, List.of(), Set.of());
    }

    /** The same with fields a partner may see of its own objects. */
    public SubjectType<S> shared(String... fields) {
        return new SubjectType<>(code, state, actions, lifts, Set.of(fields), guarded, person);
    }

    /**
     * The same with a field only some may see, wherever states are shown.
     *
     * @param path names of members from the state inwards with dots between them; lists are walked through; {@link #WHOLE}
     *     for all of it
     * @param kind the kind whose permission {@code see} shows it
     */
    public SubjectType<S> guarded(String path, String kind) {
        var more = new HashMap<>(guarded);
        more.put(path, kind);
        return new SubjectType<>(code, state, actions, lifts, shared, more, person);
    }

    /** The same whose personal texts speak of somebody else than the subject, and go with them. */
    public SubjectType<S> about(Function<S, @Nullable UUID> whom) {
        return new SubjectType<>(code, state, actions, lifts, shared, guarded, whom);
    }

    /** Of whom the personal texts of a state speak. */
    UUID about(UUID subject, S told) {
        var other = person == null ? null : person.apply(told);
        return other == null ? subject : other;
    }

    /** The format in which states are written today. */
    int format() {
        return lifts.size() + 1;
    }

    String action(String verb) {
        var action = code + "." + verb;
        if (!verb.equals(REDACTED) && !actions.contains(action)) {
            throw new IllegalArgumentException(code + " knows no act " + verb);
        }
        return action;
    }
}
