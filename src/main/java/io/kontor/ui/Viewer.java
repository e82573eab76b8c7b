package io.kontor.ui;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page and how they want it: the words of their language and zone, light or dark.
 *
 * @param signedIn the actor, or none for a guest
 * @param name what the page calls them
 * @param session the session the page was asked in, or none
 * @param house the company's name in the corner of every page
 */
public record Viewer(
        @Nullable Actor signedIn,
        String name,
        Words words,
        Theme theme,
        @Nullable UUID session,
        String house) {
    /** Under which request attribute the viewer travels. */
    public static final String ATTRIBUTE = Viewer.class.getName();

    /** What the page looks like; {@code AUTO} follows the machine. */
    public enum Theme {
        LIGHT,
        DARK,
        AUTO;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The actor. Refuses: a guest, who has to sign in first. */
    public Actor actor() {
        if (signedIn == null) {
            throw Refusal.forbidden("page", Verb.SEE);
        }
        return signedIn;
    }

    public boolean guest() {
        return signedIn == null;
    }

    public boolean office() {
        return signedIn != null && signedIn.side() == Side.OFFICE;
    }

    public boolean may(String kind, Verb verb) {
        return signedIn != null && signedIn.may(kind, verb);
    }

    public boolean may(String kind, Verb verb, Place place) {
        return signedIn != null && signedIn.may(kind, verb, place);
    }

    public boolean may(String permission) {
        var parts = permission.split(":", 2);
        return may(parts[0], Verb.of(parts[1]));
    }
}
