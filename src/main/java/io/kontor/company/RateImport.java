package io.kontor.company;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Exchange rates from files. A rate is known by its pair and day, whatever the file calls it. */
@Component
class RateImport implements Importable {
    private final Rates rates;

    RateImport(Rates rates) {
        this.rates = rates;
    }

    @Override
    public String kind() {
        return Rates.KIND;
    }

    @Override
    public List<Field> fields(Actor actor) {
        return List.of(
                Field.of("base", Type.CURRENCY).needed(),
                Field.of("quote", Type.CURRENCY).needed(),
                Field.day("day").needed(),
                Field.number("rate").needed(),
                Field.text("source").needed());
    }

    /** No system's key is kept: pair and day say which it is. */
    @Override
    public Map<String, UUID> known(Actor actor, String system, Collection<String> keys) {
        return Map.of();
    }

    @Override
    public List<Outcome> take(Actor actor, List<Incoming> batch, @Nullable String reason) {
        actor.role(Rates.KIND, Verb.IMPORT);
        var outcomes = new ArrayList<@Nullable Outcome>();
        var told = new LinkedHashMap<Integer, Rate>();
        var first = new HashMap<String, Integer>();
        for (int i = 0; i < batch.size(); i++) {
            outcomes.add(null);
            try {
                var rate = rate(batch.get(i).values());
                if (first.putIfAbsent(Rates.pairOnDay(rate), i) == null) {
                    told.put(i, rate);
                } else {
                    outcomes.set(i, Outcome.refused(Refusal.conflict("rate-twice")));
                }
            } catch (Refusal refusal) {
                outcomes.set(i, Outcome.refused(refusal));
            }
        }
        var done = rates.take(actor, List.copyOf(told.values()), reason);
        int next = 0;
        for (var place : told.keySet()) {
            outcomes.set(place, done.get(next++));
        }
        return outcomes.stream().map(Objects::requireNonNull).toList();
    }

    private static Rate rate(Values told) {
        var day = told.day("day");
        var rate = told.number("rate");
        if (day == null || rate == null) {
            throw Refusal.invalid("field-required").at(day == null ? "day" : "rate");
        }
        return new Rate(told.needed("base"), told.needed("quote"), day, rate, told.needed("source"));
    }
}
