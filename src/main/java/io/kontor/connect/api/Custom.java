package io.kontor.connect.api;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of custom fields, by code: amounts as objects, everything else as text. */
final class Custom {
    private final List<CustomField> fields;

    private Custom(List<CustomField> fields) {
        this.fields = fields;
    }

    /** The fields of one type of object, looked up once in a call. */
    static Custom of(Call call, CustomFields fields, String object) {
        return call.once("custom-" + object, Custom.class, () -> new Custom(fields.of(call.actor(), object)));
    }

    Map<String, Object> shown(Map<String, String> values) {
        var shown = new TreeMap<String, Object>();
        for (var field : fields) {
            var value = values.get(field.code());
            if (value != null) {
                shown.put(field.code(), field.type() == CustomField.Type.MONEY ? money(value) : value);
            }
        }
        return shown;
    }

    private static Money money(String value) {
        var parts = value.split(" ", 2);
        return Money.of(parts[0], parts[1]);
    }

    /**
     * The values to keep: those given, and those of fields that were taken out of use.
     *
     * @throws Refused for a field there is not or a value of the wrong shape
     */
    Map<String, String> kept(Map<String, Object> given, @Nullable Map<String, String> old) {
        var kept = new HashMap<String, String>();
        if (old != null) {
            kept.putAll(old);
            fields.forEach(field -> kept.remove(field.code()));
        }
        var faults = new ArrayList<Refusal>();
        given.forEach((code, value) -> {
            var field = fields.stream().filter(one -> one.code().equals(code)).findFirst();
            if (field.isEmpty()) {
                faults.add(
                        Refusal.invalid("api-field-unknown", "known", known()).at("custom." + code));
            } else {
                var text = text(field.get(), value, faults);
                if (text != null) {
                    kept.put(code, text);
                }
            }
        });
        if (!faults.isEmpty()) {
            throw Refused.invalid(faults);
        }
        return CustomFields.checked(fields, kept);
    }

    private String known() {
        return String.join(", ", fields.stream().map(CustomField::code).toList());
    }

    private static @Nullable String text(CustomField field, Object value, List<Refusal> faults) {
        var at = "custom." + field.code();
        if (field.type() == CustomField.Type.MONEY
                && value instanceof JsonNode node
                && node.isObject()
                && node.path("amount").isString()
                && node.path("currency").isString()
                && node.size() == 2) {
            return sound(
                    node.path("amount").asString() + " " + node.path("currency").asString(), at, faults);
        }
        if (field.type() != CustomField.Type.MONEY && value instanceof JsonNode node && node.isString()) {
            return sound(node.asString(), at, faults);
        }
        faults.add(Refusal.invalid(field.type() == CustomField.Type.MONEY ? "api-expects-money" : "api-expects-text")
                .at(at));
        return null;
    }

    private static @Nullable String sound(String text, String at, List<Refusal> faults) {
        if (Texts.sound(text)) {
            return text;
        }
        faults.add(Refusal.invalid("field-control-characters").at(at));
        return null;
    }
}
