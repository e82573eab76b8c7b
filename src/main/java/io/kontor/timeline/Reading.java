package io.kontor.timeline;

import io.kontor.kernel.Money;
import io.kontor.kernel.spi.OwnFields;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns what stands in states into what people read: ids into names, codes into words, days and numbers into theirs.
 */
final class Reading {
    /** Fields that hold the code of something whose name stands elsewhere in the bundles. */
    private static final Map<String, String> NAMED = Map.of(
            "role",
            "role.",
            "verb",
            "verb.",
            "kind",
            "kinds.",
            "object",
            "kind.",
            "subjectType",
            "kind.",
            "type",
            "kind.");

    /** Where a state keeps the values of fields the office made itself. */
    static final String CUSTOM = "custom";

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern ACT = Pattern.compile("[a-z_]+\\.[a-z_]+");

    /** An amount as custom fields keep it. */
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,18}(\\.\\d{1,6})? [A-Z]{3}");

    private final Words words;
    private final String type;
    private final Map<UUID, String> names;
    private final Map<String, OwnFields.Own> own;
    private final boolean costs;

    /**
     * @param type of the objects, for the names of fields and values
     * @param own the fields the office made for them
     * @param costs whether the reader may see what things cost us
     */
    Reading(Words words, String type, Map<UUID, String> names, Map<String, OwnFields.Own> own, boolean costs) {
        this.words = words;
        this.type = type;
        this.names = names;
        this.own = own;
        this.costs = costs;
    }

    /** Whether a field is for the reader's eyes. */
    boolean shows(String field) {
        return costs || !field.startsWith("cost");
    }

    /** The name of a field: its own, or the one every field of that name has; members by language have the language's. */
    String field(String name) {
        var custom = custom(name);
        if (custom != null) {
            return custom.label(words.language().tag(), last(name));
        }
        var last = last(name);
        for (var key : new String[] {"field." + type + "." + name, "field." + name, "field." + last}) {
            if (Words.has(key)) {
                return words.t(key);
            }
        }
        return language(last);
    }

    private OwnFields.@Nullable Own custom(String field) {
        return field.startsWith(CUSTOM + ".") ? own.get(field.substring(CUSTOM.length() + 1)) : null;
    }

    /** Roles that came with the product and kinds of anomalies have their name in the bundles; others are what people typed. */
    String title(String named) {
        return switch (type) {
            case "role" -> text("role", named);
            case "anomaly" -> text("kind", named);
            default -> named;
        };
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String language(String tag) {
        return Language.of(tag).map(Language::ownName).orElse(tag);
    }

    /** Whether a value is an object of members with names of their own, and not one that reads as a single value. */
    static boolean hasMembers(@Nullable JsonNode value) {
        return value != null
                && value.isObject()
                && !marked(value)
                && !isDated(value)
                && !isMoney(value)
                && !isForeign(value);
    }

    private static boolean marked(JsonNode value) {
        return value.has("$personal") || value.has("$text");
    }

    private static boolean isDated(JsonNode value) {
        return value.has("value") && value.size() <= 3;
    }

    private static boolean isMoney(JsonNode value) {
        return value.has("amount") && value.has("currency") && value.size() == 2;
    }

    private static boolean isForeign(JsonNode value) {
        return value.has("system") && value.has("id");
    }

    static boolean isNothing(@Nullable JsonNode value) {
        return value == null || value.isNull() || (value.isContainer() && value.isEmpty());
    }

    String value(String field, @Nullable JsonNode value) {
        if (value == null || isNothing(value)) {
            return "";
        }
        if (value.isArray()) {
            var parts = new ArrayList<String>();
            value.forEach(one -> parts.add(value(field, one)));
            return String.join("; ", parts);
        }
        if (value.isObject()) {
            return object(field, value);
        }
        if (value.isBoolean()) {
            return words.t(value.asBoolean() ? "ui.yes" : "ui.no");
        }
        return value.isString() ? text(field, value.asString()) : words.number(value.decimalValue());
    }

    private String object(String field, JsonNode value) {
        for (var mark : new String[] {"$personal", "$text"}) {
            if (value.has(mark)) {
                return value.path(mark).asString("");
            }
        }
        if (isDated(value)) {
            return dated(field, value);
        }
        if (isMoney(value)) {
            return words.money(new Money(
                    new BigDecimal(value.path("amount").asString()),
                    value.path("currency").asString()));
        }
        if (isForeign(value)) {
            return value.path("system").asString("") + ": " + value.path("id").asString("");
        }
        var parts = new ArrayList<String>();
        value.properties().forEach(one -> {
            if (!one.getKey().equals("id") && shows(one.getKey()) && !isNothing(one.getValue())) {
                parts.add(field(field + "." + one.getKey()) + ": " + value(field + "." + one.getKey(), one.getValue()));
            }
        });
        return String.join(", ", parts);
    }

    /** A value and its days: "Gold from 1 April 2026". */
    private String dated(String field, JsonNode value) {
        var text = value(field, value.get("value"));
        var from = value.path("from").asString("");
        var to = value.path("to").asString("");
        if (from.isEmpty() && to.isEmpty()) {
            return text;
        }
        var key = from.isEmpty() ? "timeline.until" : to.isEmpty() ? "timeline.since" : "timeline.during";
        return words.t(key, "value", text, "from", day(from), "to", day(to));
    }

    private String day(String text) {
        try {
            return text.isEmpty() ? "" : words.day(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return text;
        }
    }

    private String text(String field, String text) {
        var custom = custom(field);
        if (custom != null && custom.choices().containsKey(text)) {
            return custom.choice(words.language().tag(), text);
        }
        if (custom != null && AMOUNT.matcher(text).matches()) {
            var parts = text.split(" ", 2);
            return words.money(new Money(new BigDecimal(parts[0]), parts[1]));
        }
        var last = last(field);
        if (type.equals("role") && field.equals("code")) {
            return title(text);
        }
        for (var key : new String[] {
            "value." + type + "." + field + "." + text,
            "value." + last + "." + text,
            NAMED.getOrDefault(last, "?") + text
        }) {
            if (Words.has(key)) {
                return words.t(key);
            }
        }
        var id = Names.id(text);
        if (id.isPresent()) {
            return names.getOrDefault(id.get(), words.t("timeline.unknown"));
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return day(text);
        }
        if (MOMENT.matcher(text).matches()) {
            return words.moment(Instant.parse(text));
        }
        if (ACT.matcher(text).matches() && last.equals("act") && Words.has("act." + last(text))) {
            return words.t("act." + last(text));
        }
        if (text.matches("-?\\d{1,18}(\\.\\d+)?")
                && !field.endsWith("Id")
                && !field.equals("number")
                && !field.equals("code")) {
            return words.number(new BigDecimal(text));
        }
        if (field.equals("country")) {
            return words.country(text);
        }
        return last.startsWith("language") ? language(text) : text;
    }
}
