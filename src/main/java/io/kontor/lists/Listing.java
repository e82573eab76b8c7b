package io.kontor.lists;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import java.util.List;

/** A list a room offers: its description and what can be done with many of its rows at once. A bean of this type is found. */
public interface Listing {
    /** The list as this actor may know it, with the fields the office made itself. */
    ListSpec spec(Actor actor);

    /** The list's code, the same as in its description. */
    String code();

    /** What can be done with many rows; nothing unless a room says so. */
    default List<BulkAction> actions() {
        return List.of();
    }

    /** The page on which one is added, or an empty string when rows are not added by form. */
    default String createPath() {
        return "";
    }

    /** What adding one takes. */
    default Verb createRight() {
        return Verb.CREATE;
    }

    /** The icon of an empty list. */
    default String icon() {
        return "list-details";
    }
}
