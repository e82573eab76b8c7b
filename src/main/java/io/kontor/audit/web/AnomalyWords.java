package io.kontor.audit.web;

import io.kontor.audit.Anomaly;
import io.kontor.language.Words;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Anomalies as sentences. */
final class AnomalyWords {
    private final Words words;
    private final Map<UUID, String> names;

    /** @param names of the people the anomalies are about */
    AnomalyWords(Words words, Map<UUID, String> names) {
        this.words = words;
        this.names = names;
    }

    String sentence(Anomaly anomaly) {
        var values = new HashMap<String, Object>();
        values.put("person", name(anomaly.person()));
        values.put("at", anomaly.from());
        values.put("count", anomaly.count());
        values.put("time", lasting(anomaly));
        values.put(
                "act",
                anomaly.kind() == Anomaly.Kind.OWN_MATTER ? act(anomaly) : FlawWords.sentence(words, anomaly.act()));
        return words.filled("anomaly.said." + anomaly.kind().code(), values);
    }

    String name(@org.jspecify.annotations.Nullable UUID person) {
        return person == null ? "" : names.getOrDefault(person, words.t("timeline.somebody"));
    }

    /** How far the clock went back; how long a burst took. */
    private String lasting(Anomaly anomaly) {
        var lasting = anomaly.kind() == Anomaly.Kind.CLOCK_BACK
                ? Duration.ofSeconds(anomaly.count())
                : Duration.between(anomaly.from(), anomaly.until());
        if (lasting.toMinutes() < 2) {
            return words.t("audit.seconds", "count", lasting.toSeconds());
        }
        return lasting.toHours() < 2
                ? words.t("audit.minutes", "count", lasting.toMinutes())
                : words.t("audit.hours", "count", lasting.toHours());
    }

    private String act(Anomaly anomaly) {
        var parts = String.valueOf(anomaly.act()).split("\\.", 2);
        return words.t("kind." + parts[0]) + ", " + words.t("act." + parts[parts.length - 1]);
    }

    /** Where its entries can be read. */
    String entries(Anomaly anomaly) {
        if (anomaly.kind() != Anomaly.Kind.OUT_OF_HOURS || anomaly.person() == null) {
            return anomaly.entry() == null ? "/ledger" : "/ledger/" + anomaly.entry();
        }
        return "/ledger?actor=" + anomaly.person() + "&from=" + LocalDate.ofInstant(anomaly.from(), words.zone())
                + "&to=" + LocalDate.ofInstant(anomaly.until(), words.zone());
    }
}
