package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import java.util.List;
import java.util.UUID;

/**
 * One kind of object that search and the command palette find. A room that keeps lists makes one from a list
 * ({@code io.kontor.lists.Searches}); others write their own.
 */
public interface Found {
    /** The kind of object: {@code kinds.<kind>} is its heading, {@code <kind>:see} what its reader needs. */
    String kind();

    /** Where its hits stand among those of other kinds; lower comes first. */
    int order();

    String icon();

    /** The list that shows everything found, to which {@code ?q=} is added, or an empty string. */
    String list();

    /**
     * Objects the actor may see whose names hold all these words, the best first; never more than asked for, and nothing when
     * the actor may not see the kind.
     *
     * @param words folded by {@code SortKeys}, none empty, at least one
     */
    List<Hit> find(Actor actor, List<String> words, int most);

    /**
     * @param details what tells it from others of its name: text, days, money, {@code Said}, countries as {@code Locale}
     */
    record Hit(UUID id, String name, String link, List<Object> details) {
        public Hit {
            details = List.copyOf(details);
        }
    }
}
