package io.kontor.lists;

import io.kontor.kernel.Actor;
import io.kontor.support.TestOffice;

/** Keeps a list under a name, and takes one out of the house, for tests of other rooms. */
public final class KeptView {
    private KeptView() {}

    public static void keep(TestOffice office, Actor actor, String name, String query) {
        office.bean(SavedViews.class).create(actor, "contacts", name, query, true);
    }

    public static void export(TestOffice office, Actor actor, String query, String purpose) {
        office.bean(Exports.class).allow(actor, "contact", "contacts", query, 1, FileFormat.CSV, purpose);
    }
}
