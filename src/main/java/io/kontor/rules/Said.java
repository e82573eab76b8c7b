package io.kontor.rules;

import io.kontor.language.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;

/** Values in a reader's words. */
final class Said {
    private Said() {}

    static String value(Term term, Object value, Words words) {
        return switch (value) {
            case String text -> text(term, text, words);
            case BigDecimal number -> words.number(number.stripTrailingZeros());
            case LocalDate day -> words.day(day);
            case Boolean flag -> words.t(flag ? "rules.yes" : "rules.no");
            case Collection<?> texts ->
                texts.stream().map(text -> text(term, text.toString(), words)).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    private static String text(Term term, String text, Words words) {
        return term.choices().stream()
                .filter(choice -> choice.code().equals(text))
                .map(choice -> choice.name(words))
                .findFirst()
                .orElse(text);
    }
}
