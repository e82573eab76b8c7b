package io.kontor.fields;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A field an office made itself; also the complete state in the ledger.
 *
 * @param object the type it belongs to: partner, contact, customer, deal
 * @param code names its values in states, imports and the API; never changes
 * @param labels by language; at least one
 * @param choices for a choice: its values with their labels by language
 * @param place where it stands among the fields of its object
 * @param guarded whether its values say something of a person or are typed freely, and so may have to go: each is kept in the
 *     ledger under a key that can be destroyed. What a contact's fields hold is, unless said otherwise; the others' is not
 */
public record CustomField(
        String object,
        String code,
        Type type,
        Audience audience,
        Map<String, String> labels,
        List<Choice> choices,
        int place,
        boolean withdrawn,
        @Nullable Boolean guarded) {
    public static final List<String> OBJECTS = List.of("partner", "contact", "customer", "deal");

    /** What it holds. */
    public enum Type {
        TEXT,
        NUMBER,
        MONEY,
        DATE,
        CHOICE,
        PERSON,
        LINK
    }

    /** Who may read it: the office only, or also the partner it is about. */
    public enum Audience {
        OFFICE,
        PARTNER
    }

    public record Choice(String code, Map<String, String> labels) {
        public Choice {
            code = Fields.code(code, "choices");
            labels = Map.copyOf(labels);
        }
    }

    public CustomField {
        if (!OBJECTS.contains(object)) {
            throw Refusal.invalid("choice-unknown", "value", object).at("object");
        }
        code = Fields.code(code, "code");
        labels = labels.entrySet().stream()
                .filter(label -> !label.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, label -> Fields.required(label.getValue(), "label", 60)));
        if (labels.isEmpty()) {
            throw Refusal.invalid("field-required").at("label");
        }
        choices = List.copyOf(choices);
        guarded = guarded == null ? Boolean.valueOf(usuallyGuarded(object)) : guarded;
        if (type == Type.CHOICE && choices.isEmpty()) {
            throw Refusal.invalid("choice-without-choices").at("choices");
        }
        if (Set.copyOf(choices.stream().map(Choice::code).toList()).size() != choices.size()) {
            throw Refusal.invalid("choices-twice").at("choices");
        }
    }

    /** One whose values are kept as values of its object usually are. */
    public CustomField(
            String object,
            String code,
            Type type,
            Audience audience,
            Map<String, String> labels,
            List<Choice> choices,
            int place,
            boolean withdrawn) {
        this(object, code, type, audience, labels, choices, place, withdrawn, null);
    }

    /** Whether the fields of an object hold what may have to go, unless their maker says otherwise. */
    public static boolean usuallyGuarded(String object) {
        return object.equals("contact");
    }

    /** What it is called in the reader's language, or in another when it has no name there. */
    public String label(Words words) {
        return named(labels, words, code);
    }

    public String choiceLabel(String value, Words words) {
        return choices.stream()
                .filter(choice -> choice.code().equals(value))
                .map(choice -> named(choice.labels(), words, value))
                .findFirst()
                .orElse(value);
    }

    private static String named(Map<String, String> labels, Words words, String otherwise) {
        var own = labels.get(words.language().tag());
        return own != null
                ? own
                : labels.getOrDefault(
                        "en", labels.values().stream().sorted().findFirst().orElse(otherwise));
    }

    CustomField withdrawnNow() {
        return new CustomField(object, code, type, audience, labels, choices, place, true, guarded);
    }

    /** Out of use, and its code is free for another. */
    CustomField freed(UUID id) {
        var mark = "-" + id.toString().substring(24);
        var kept = code.substring(0, Math.min(code.length(), 60 - mark.length()));
        return new CustomField(object, kept + mark, type, audience, labels, choices, place, true, guarded);
    }

    String typeCode() {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
