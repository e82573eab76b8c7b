package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import java.util.Map;

/** What an office calls the fields it made itself, for whoever shows states: they stand in a state's member {@code custom}. */
public interface OwnFields {
    /**
     * One field.
     *
     * @param labels its name by language
     * @param choices by code, each with its name by language; empty for fields without choices
     */
    record Own(Map<String, String> labels, Map<String, Map<String, String>> choices) {
        public Own {
            labels = Map.copyOf(labels);
            choices = Map.copyOf(choices);
        }

        public String label(String language, String code) {
            return named(labels, language, code);
        }

        public String choice(String language, String value) {
            return named(choices.getOrDefault(value, Map.of()), language, value);
        }

        private static String named(Map<String, String> names, String language, String otherwise) {
            var own = names.get(language);
            return own != null
                    ? own
                    : names.getOrDefault(
                            "en", names.values().stream().sorted().findFirst().orElse(otherwise));
        }
    }

    /** The fields of one type of object that the actor may read, by code. */
    Map<String, Own> of(Actor actor, String type);
}
