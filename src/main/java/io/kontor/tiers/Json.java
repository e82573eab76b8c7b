package io.kontor.tiers;

import io.kontor.ledger.States;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The small parts kept as JSON in columns. */
final class Json {
    private Json() {}

    static Map<String, BigDecimal> numbers(@Nullable String json) {
        return json == null
                ? Map.of()
                : States.texts(json).entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, number -> new BigDecimal(number.getValue())));
    }

    static String needs(List<Need> needs) {
        return States.write(needs);
    }

    static List<Need> needs(String json) {
        return States.list(Need.class, json);
    }
}
