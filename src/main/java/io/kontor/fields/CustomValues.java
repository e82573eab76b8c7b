package io.kontor.fields;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.ledger.States;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The values of custom fields: their canonical form, as they are kept, and as their reader sees them. */
final class CustomValues {
    private CustomValues() {}

    static Map<String, String> checked(List<CustomField> known, Map<String, String> values) {
        var fields = known.stream().collect(Collectors.toMap(CustomField::code, field -> field));
        var clean = new TreeMap<String, String>();
        values.forEach((code, value) -> {
            var field = fields.get(code);
            if (!value.isBlank()) {
                clean.put(
                        code,
                        field == null ? value : Fields.at("custom." + code, () -> canonical(field, value.strip())));
            }
        });
        return clean;
    }

    private static String canonical(CustomField field, String value) {
        return switch (field.type()) {
            case TEXT -> Fields.required(value, "custom", 2_000);
            case NUMBER -> number(value).stripTrailingZeros().toPlainString();
            case MONEY -> {
                var parts = value.split("\\s+", 2);
                if (parts.length != 2) {
                    throw Refusal.invalid("money-malformed", "value", value);
                }
                yield new Money(number(parts[0]), parts[1]).toString();
            }
            case DATE -> day(value).toString();
            case CHOICE ->
                field.choices().stream()
                        .map(CustomField.Choice::code)
                        .filter(code -> code.equals(value.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("choice-unknown", "value", value));
            case PERSON -> id(value).toString();
            case LINK -> link(value);
        };
    }

    private static BigDecimal number(String value) {
        try {
            var number = new BigDecimal(value);
            if (number.precision() - number.scale() > 18 || Math.abs(number.scale()) > 12) {
                throw new NumberFormatException("too long");
            }
            return number;
        } catch (NumberFormatException e) {
            throw Refusal.invalid("number-malformed", "value", value, "example", "1234.5");
        }
    }

    private static LocalDate day(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw Refusal.invalid("day-malformed", "value", value);
        }
    }

    private static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("choice-unknown", "value", value);
        }
    }

    /** A link people may follow: http or https, nothing that runs. */
    private static String link(String value) {
        try {
            var uri = URI.create(value);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && value.length() <= 500) {
                return uri.toString();
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal
        }
        throw Refusal.invalid("link-malformed", "value", value);
    }

    static String json(Map<String, String> values, List<CustomField> known, CustomField.Audience audience) {
        var partner = known.stream()
                .filter(field -> field.audience() == CustomField.Audience.PARTNER)
                .map(CustomField::code)
                .collect(Collectors.toSet());
        var part = new TreeMap<String, String>();
        values.forEach((code, value) -> {
            if (partner.contains(code) == (audience == CustomField.Audience.PARTNER)) {
                part.put(code, value);
            }
        });
        return States.write(part);
    }

    static String text(CustomField field, String value, Words words, Map<UUID, String> names) {
        return switch (field.type()) {
            case TEXT, LINK -> value;
            case NUMBER -> words.number(new BigDecimal(value));
            case MONEY -> {
                var parts = value.split(" ", 2);
                yield words.money(Money.of(parts[0], parts[1]));
            }
            case DATE -> words.day(LocalDate.parse(value));
            case CHOICE -> field.choiceLabel(value, words);
            case PERSON -> names.getOrDefault(UUID.fromString(value), "");
        };
    }
}
