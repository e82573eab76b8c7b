package io.kontor.ui;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.util.Comparator;

/**
 * A line of the navigation, contributed by the room that has the page.
 *
 * @param group the heading it stands under, a key of the bundles; empty for none
 * @param order where it stands
 * @param permission what its page needs; only those who have it see the line
 * @param everywhere whether the page needs it over everything, not only over some partners
 */
public record NavEntry(
        Side side,
        int order,
        String group,
        String label,
        String path,
        String icon,
        String permission,
        boolean everywhere) {
    static final Comparator<NavEntry> ORDER = Comparator.comparingInt(NavEntry::order);

    public static NavEntry office(int order, String group, String label, String path, String icon, String permission) {
        return new NavEntry(Side.OFFICE, order, group, label, path, icon, permission, false);
    }

    /** A page about everything there is: who may see a part of it only is not led there. */
    public NavEntry forAll() {
        return new NavEntry(side, order, group, label, path, icon, permission, true);
    }

    public boolean opensTo(Actor actor) {
        if (actor.side() != side || permission.isEmpty()) {
            return actor.side() == side;
        }
        var parts = permission.split(":", 2);
        var verb = Verb.of(parts[1]);
        return actor.may(parts[0], verb)
                && (!everywhere || actor.rights().over(parts[0], verb).all());
    }

    public static NavEntry portal(int order, String label, String path, String icon, String permission) {
        return new NavEntry(Side.PORTAL, order, "", label, path, icon, permission, false);
    }
}
