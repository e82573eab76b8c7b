package io.kontor.ui;

import io.kontor.kernel.Side;
import java.util.Comparator;

/**
 * A line of the navigation, contributed by the room that has the page.
 *
 * @param group the heading it stands under, a key of the bundles; empty for none
 * @param order where it stands
 * @param permission what its page needs; only those who have it see the line
 */
public record NavEntry(Side side, int order, String group, String label, String path, String icon, String permission) {
    static final Comparator<NavEntry> ORDER = Comparator.comparingInt(NavEntry::order);

    public static NavEntry office(int order, String group, String label, String path, String icon, String permission) {
        return new NavEntry(Side.OFFICE, order, group, label, path, icon, permission);
    }

    public static NavEntry portal(int order, String label, String path, String icon, String permission) {
        return new NavEntry(Side.PORTAL, order, "", label, path, icon, permission);
    }
}
