package io.kontor.lists;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.ui.Option;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of many rows at once, seen before it is made. */
public interface BulkAction {
    /** What the change needs to be told. */
    enum Control {
        NOTHING,
        CHOICE,
        TEXT,
        DAY
    }

    /** What is told: a value, from which day on, and why. */
    record Told(
            String value,
            @Nullable LocalDate from,
            @Nullable String reason) {}

    /**
     * What the change does to one row, in words of the reader, or why it cannot.
     *
     * @param before and after as they are shown; equal when nothing changes
     */
    record Effect(
            UUID id,
            String name,
            String before,
            String after,
            @Nullable Refusal refusal) {
        public boolean changes() {
            return refusal == null && !before.equals(after);
        }
    }

    /** With the list's code it makes the key of its name: {@code <list>.bulk.<code>}. */
    String code();

    /** Such as {@code partner:change}. */
    String permission();

    Control control();

    /** Whether the change holds from a day on that the reader chooses. */
    default boolean dated() {
        return false;
    }

    default List<Option> options(Actor actor, Words words) {
        return List.of();
    }

    /**
     * The page on which it is done, when it has one of its own; empty for the usual preview. Refuses: rows it is not for.
     */
    default String page(List<UUID> rows) {
        return "";
    }

    /** @param write false to see the effect only */
    List<Effect> run(Actor actor, Words words, List<UUID> rows, Told told, boolean write);
}
