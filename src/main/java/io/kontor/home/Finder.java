package io.kontor.home;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Found;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds objects of every kind by the words in their names, each kind by one look into its index, all at one moment, in the asker's scope. */
@Component
public final class Finder {
    private static final int MOST_WORDS = 6;
    private static final int LONGEST = 120;
    private static final int SHORTEST = 2;

    private final Tx tx;
    private final List<Found> kinds;

    Finder(Tx tx, List<Found> kinds) {
        this.tx = tx;
        this.kinds =
                kinds.stream().sorted(Comparator.comparingInt(Found::order)).toList();
    }

    /** What one kind has to show. */
    public record Group(Found kind, List<Found.Hit> hits) {}

    /**
     * @param typed one letter finds nothing: it would find everything
     * @param most hits of each kind
     */
    public List<Group> find(Actor actor, String typed, int most) {
        var words = words(typed);
        if (words.stream().mapToInt(String::length).max().orElse(0) < SHORTEST) {
            return List.of();
        }
        return tx.read(
                actor,
                () -> kinds(actor).stream()
                        .map(kind -> new Group(kind, kind.find(actor, words, most)))
                        .filter(group -> !group.hits().isEmpty())
                        .toList());
    }

    /** The kinds an actor can search. */
    public List<Found> kinds(Actor actor) {
        return kinds.stream().filter(kind -> actor.may(kind.kind(), Verb.SEE)).toList();
    }

    static List<String> words(String typed) {
        var cut = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        return Arrays.stream(SortKeys.folded(cut).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }
}
