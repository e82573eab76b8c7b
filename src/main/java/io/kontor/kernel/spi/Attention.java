package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One kind of thing that needs somebody: shown on Home with the button that settles it, and in the weekly mail. Its words are
 * {@code attention.<code>} (with {@code count}), {@code attention.<code>.hint}, {@code attention.<code>.line} (with the item's
 * facts) and {@code attention.<code>.action}, the button; a kind that can be set aside has {@code attention.<code>.aside}, the other button.
 */
public interface Attention {
    /** How far a room counts: who needs more than this many is told "50+". */
    int COUNTED = 50;

    String code();

    /** Where it stands among the others; lower comes first. */
    int order();

    String icon();

    /**
     * What needs this actor, the most urgent first: only what they may see and may settle. Called on every visit of Home, so
     * it must cost the same however long the history is.
     *
     * @param today in the company's zone
     * @param most how many items to name
     */
    Open open(Actor actor, LocalDate today, int most);

    /** Whether what it says can change without anything being written to the database. */
    default boolean outside() {
        return false;
    }

    /** The page where somebody says with a reason that this item is none, or nothing when this kind cannot be set aside. */
    default Optional<String> aside(Item item) {
        return Optional.empty();
    }

    /**
     * @param count how many there are, at most {@link #COUNTED} of them counted
     * @param more whether there are more than counted
     * @param list the list that shows exactly these, filter in the address, or an empty string
     */
    record Open(int count, boolean more, String list, List<Item> items) {
        public static final Open NOTHING = new Open(0, false, "", List.of());

        public Open {
            items = List.copyOf(items);
        }

        /** @param counted a count that stopped one above {@link Attention#COUNTED} */
        public static Open of(int counted, String list, List<Item> items) {
            return counted == 0 ? NOTHING : new Open(Math.min(counted, COUNTED), counted > COUNTED, list, items);
        }
    }

    /**
     * @param name of the object that needs somebody
     * @param facts fill the sentence {@code attention.<code>.line}
     */
    record Item(UUID id, String name, String link, Map<String, Object> facts, Urgency urgency, Action action) {
        public Item {
            facts = Map.copyOf(facts);
        }
    }

    /**
     * The button that settles it.
     *
     * @param path a page where it is settled, or with {@code post} what settles it at once
     */
    record Action(String path, boolean post) {
        public static Action open(String path) {
            return new Action(path, false);
        }

        public static Action send(String path) {
            return new Action(path, true);
        }
    }

    /** How much it presses. */
    enum Urgency {
        /** Its day has passed. */
        LATE,
        /** Its day is near. */
        SOON,
        /** It has no day. */
        OPEN
    }
}
