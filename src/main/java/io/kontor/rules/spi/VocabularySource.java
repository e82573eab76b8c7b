package io.kontor.rules.spi;

import io.kontor.kernel.Actor;
import io.kontor.rules.Vocabulary;

/** A vocabulary rules may be written over; a room above contributes one for each kind of case it has decided. */
public interface VocabularySource {
    /** Never changes, e.g. {@code tier}. */
    String code();

    /** The words as they are now, custom fields among them. */
    Vocabulary vocabulary(Actor actor);
}
