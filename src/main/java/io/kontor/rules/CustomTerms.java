package io.kontor.rules;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Custom fields as terms. Fields that name a person are none: rules are not about people. */
@Component
public final class CustomTerms {
    private final CustomFields fields;

    CustomTerms(CustomFields fields) {
        this.fields = fields;
    }

    /** One term for each custom field of an object, {@code x_} and its code. */
    public List<Term> of(Actor actor, String object) {
        return fields.of(actor, object).stream()
                .filter(field -> field.type() != CustomField.Type.PERSON)
                .map(CustomTerms::term)
                .toList();
    }

    private static Term term(CustomField field) {
        var kind = switch (field.type()) {
            case TEXT, LINK, CHOICE, PERSON -> Kind.TEXT;
            case NUMBER -> Kind.NUMBER;
            case MONEY -> Kind.AMOUNT;
            case DATE -> Kind.DAY;
        };
        var choices = field.choices().stream()
                .map(choice -> new Term.Choice(choice.code(), choice.labels()))
                .toList();
        return new Term(Term.wordOf(field.code()), kind, field.labels(), choices, false, null)
                .from(field.object(), field.code());
    }

    /**
     * What objects' values are as facts, for all fields there are: one without a value is known to have none, an amount without a
     * rate is unknown and left out.
     *
     * @param all values by object, as the object keeps them
     * @param amount an amount in the reporting currency; empty when there is no rate
     */
    public <K> Map<K, Map<String, @Nullable Object>> values(
            Actor actor, String object, Map<K, Map<String, String>> all, Function<Money, Optional<BigDecimal>> amount) {
        var own = fields.of(actor, object).stream()
                .filter(field -> field.type() != CustomField.Type.PERSON)
                .toList();
        var facts = new LinkedHashMap<K, Map<String, @Nullable Object>>();
        all.forEach((one, values) -> facts.put(one, facts(own, values, amount)));
        return facts;
    }

    private static Map<String, @Nullable Object> facts(
            List<CustomField> own, Map<String, String> values, Function<Money, Optional<BigDecimal>> amount) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        for (var field : own) {
            var word = Term.wordOf(field.code());
            var value = values.get(field.code());
            if (value == null || value.isBlank()) {
                facts.put(word, null);
            } else {
                value(field, value, amount).ifPresent(known -> facts.put(word, known));
            }
        }
        return facts;
    }

    private static Optional<? extends Object> value(
            CustomField field, String value, Function<Money, Optional<BigDecimal>> amount) {
        return switch (field.type()) {
            case TEXT, LINK, CHOICE, PERSON -> Optional.of(value);
            case NUMBER -> Optional.of(new BigDecimal(value));
            case DATE -> Optional.of(LocalDate.parse(value));
            case MONEY -> {
                var parts = value.split(" ", 2);
                yield amount.apply(Money.of(parts[0], parts[1]));
            }
        };
    }
}
