package io.kontor.fields.spi;

import io.kontor.kernel.Actor;
import java.util.List;

/** Something that reads custom fields and would no longer work without one. */
public interface FieldReaders {
    /** What reads this field, as people call it. */
    List<String> readers(Actor actor, String object, String code);
}
