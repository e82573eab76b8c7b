package io.kontor.ui;

import java.util.ArrayList;
import java.util.Map;

/** One more row of repeated fields, for browsers without scripts: the form is sent, and comes back as it was with that row. */
public final class MoreRows {
    private static final String BUTTON = "more";

    private MoreRows() {}

    /**
     * Adds the row a button of the form asked for, an empty one at the end.
     *
     * @param firsts the field rows are counted by, of each prefix there are rows of
     * @return whether there was such a button; the form is then to be shown again, not done
     */
    public static boolean added(Form form, Map<String, String> firsts) {
        var prefix = form.value(BUTTON);
        var first = firsts.get(prefix);
        if (first == null) {
            return false;
        }
        var name = prefix + "." + first;
        var values = new ArrayList<>(form.values(name));
        values.add("");
        form.setAll(name, values);
        return true;
    }

    /** Whether a form is shown again for one more row, so that the page stays where that row is. */
    public static boolean asked(Form form) {
        return !form.value(BUTTON).isEmpty();
    }
}
