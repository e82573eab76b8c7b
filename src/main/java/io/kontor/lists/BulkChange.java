package io.kontor.lists;

import io.kontor.kernel.Actor;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.ui.Option;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change of many objects kept in one book, put together by the list that offers it.
 *
 * @param <S> the state of such an object
 * @param name what an object is called in the preview
 * @param work makes the change, or only looks
 * @param shown the part of an object that changes, in the reader's words
 */
public record BulkChange<S>(
        String permission,
        String code,
        Control control,
        boolean dated,
        BiFunction<Actor, Words, List<Option>> choices,
        Function<S, String> name,
        Work<S> work,
        Shown<S> shown)
        implements BulkAction {
    /** What is done to the rows. Refuses: a value that is none, at {@code value}. */
    @FunctionalInterface
    public interface Work<S> {
        List<Book.Effect<S>> on(Actor actor, List<UUID> rows, Told told, boolean write);
    }

    /** How states read to somebody, on the day the change holds from where one is asked for; what many need is looked up once. */
    @FunctionalInterface
    public interface Shown<S> {
        Function<S, String> to(Actor actor, Words words, @Nullable LocalDate from);
    }

    /** A change that needs nothing to be told but the reason. */
    public static <S> BulkChange<S> of(
            String permission, String code, Function<S, String> name, Work<S> work, Shown<S> shown) {
        return new BulkChange<>(
                permission, code, Control.NOTHING, false, (actor, words) -> List.of(), name, work, shown);
    }

    /** To one of some values. */
    public BulkChange<S> choice(BiFunction<Actor, Words, List<Option>> among) {
        return new BulkChange<>(permission, code, Control.CHOICE, dated, among, name, work, shown);
    }

    /** To what is typed. */
    public BulkChange<S> text() {
        return new BulkChange<>(permission, code, Control.TEXT, dated, choices, name, work, shown);
    }

    /** To a day. */
    public BulkChange<S> day() {
        return new BulkChange<>(permission, code, Control.DAY, dated, choices, name, work, shown);
    }

    /** Holding from a day on that the reader chooses. */
    public BulkChange<S> fromADay() {
        return new BulkChange<>(permission, code, control, true, choices, name, work, shown);
    }

    @Override
    public List<Option> options(Actor actor, Words words) {
        return choices.apply(actor, words);
    }

    @Override
    public List<Effect> run(Actor actor, Words words, List<UUID> rows, Told told, boolean write) {
        var effects = work.on(actor, rows, told, write);
        var says = shown.to(actor, words, told.from());
        return effects.stream()
                .map(effect -> {
                    var before = says.apply(effect.before());
                    var after = says.apply(effect.after());
                    return new Effect(
                            effect.id(),
                            name.apply(effect.before()),
                            before,
                            effect.changes() ? different(before, after) : before,
                            effect.refusal());
                })
                .toList();
    }

    /** What shows nothing different today, as it holds from a later day or lies beside what is shown, is said to be more. */
    private static String different(String before, String after) {
        return after.equals(before) ? after + " …" : after.isEmpty() ? "–" : after;
    }
}
