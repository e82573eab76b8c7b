package io.kontor.kernel;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two people changed the same fields of the same object: nothing was written, and the page shows both side by side.
 */
public final class Clash extends RuntimeException {
    private final transient Subject subject;
    private final UUID current;
    private final transient List<Field> fields;
    private final transient Object merged;

    /** One field both changed: what it was, what the other made of it, what is wanted now; each as JSON. */
    public record Field(
            String name,
            @Nullable String was,
            @Nullable String theirs,
            @Nullable String yours) {}

    public Clash(Subject subject, UUID current, List<Field> fields, Object merged) {
        super(subject + " was changed by somebody else in "
                + fields.stream().map(Field::name).toList());
        this.subject = subject;
        this.current = current;
        this.fields = List.copyOf(fields);
        this.merged = merged;
    }

    public Subject subject() {
        return subject;
    }

    /** The entry the object stands at now; the next try builds on it. */
    public UUID current() {
        return current;
    }

    public List<Field> fields() {
        return fields;
    }

    /** Everything both changed, with the asker's values where they clash: what the form shows next. */
    public <S> S merged(Class<S> type) {
        return type.cast(merged);
    }
}
