package io.kontor.merging;

/** Addresses of what is done about duplicates. */
public final class DuplicatePaths {
    private DuplicatePaths() {}

    public static String list(String type) {
        return type.equals("partner") ? "/duplicates" : "/duplicates/" + type + "s";
    }

    /** The page on which the newer of a pair becomes part of the older one. */
    public static String merge(Duplicates.Pair pair) {
        return "/" + pair.type() + "s/" + pair.one().id() + "/merge?with="
                + pair.other().id();
    }
}
