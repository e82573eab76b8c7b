package io.kontor.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A tab on the page of an object, contributed by the room whose fragment it shows.
 *
 * @param types on whose pages it stands
 * @param code in the address: {@code ?tab=<code>}
 * @param fragment the address of what it shows, with {@code {type}} and {@code {id}} in it
 * @param permission who sees it, or empty
 */
public record ObjectTab(Set<String> types, int order, String code, String label, String fragment, String permission) {
    /** A tab of one page: its own, or another room's. */
    public record Tab(String code, String label, String href, boolean here) {}

    String fragment(String type, java.util.UUID id) {
        return fragment.replace("{type}", type).replace("{id}", id.toString());
    }

    /** The tabs of other rooms on such a page that this viewer may see. */
    public static List<ObjectTab> on(List<ObjectTab> all, String type, Viewer viewer) {
        return all.stream()
                .filter(tab -> tab.types().contains(type))
                .filter(tab -> tab.permission().isEmpty() || viewer.may(tab.permission()))
                .sorted(Comparator.comparingInt(ObjectTab::order))
                .toList();
    }
}
