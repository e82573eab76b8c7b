package io.kontor.rules.spi;

import io.kontor.kernel.Actor;
import java.util.List;
import java.util.Set;

/** Rules that are in force or being written; a bean of each room that keeps some, so that nothing they read goes away unnoticed. */
public interface Readers {
    /** Whoever asks is told of all of them. */
    List<Reading> readings(Actor actor);

    /**
     * @param title what people call the rules, e.g. with their version
     * @param link its page
     * @param words the terms of the vocabulary they read
     */
    record Reading(String title, String link, String vocabulary, Set<String> words) {
        public Reading {
            words = Set.copyOf(words);
        }
    }
}
