package io.kontor.metrics;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** In which kept sums a deal counts. */
final class Cells {
    private Cells() {}

    /** What the partners of a cell's value have to do with its deals. */
    enum Relation {
        /** The deal stands with one of them. */
        STANDING("s"),
        /** The deal has no partner. */
        DIRECT("d"),
        /** One of them influenced the won deal; it counts once for each value. */
        INFLUENCING("i"),
        /** One of them has a part in the won deal, and the partner it stands with does not have this value. */
        ALSO("v");

        private final String code;

        Relation(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Relation of(String code) {
            for (var relation : values()) {
                if (relation.code.equals(code)) {
                    return relation;
                }
            }
            throw new IllegalArgumentException("no such relation: " + code);
        }
    }

    /**
     * One kept sum.
     *
     * @param dim code of a dimension, or empty for all
     * @param monthly whether it holds a month, and not a day
     * @param bucket the day, or the first of the month
     */
    record Key(String dim, boolean monthly, LocalDate bucket, String value, Relation relation)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::dim)
                .thenComparing(Key::level)
                .thenComparing(Key::bucket)
                .thenComparing(Key::value)
                .thenComparing(Key::relation);

        String level() {
            return monthly ? "month" : "day";
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** What these changes add to which sums, in one order for everybody. */
    static Map<Key, Measures> of(Collection<Delta> deltas) {
        var cells = new TreeMap<Key, Measures>();
        for (var delta : deltas) {
            for (var key : keys(delta.fact())) {
                cells.computeIfAbsent(key, any -> new Measures()).add(delta.fact(), delta.sign());
            }
        }
        cells.values().removeIf(Measures::empty);
        return cells;
    }

    private static Set<Key> keys(Fact fact) {
        var keys = new LinkedHashSet<Key>();
        if (fact.direct()) {
            put(keys, fact, "", List.of(""), Relation.DIRECT);
            return keys;
        }
        var standing = fact.shares().getFirst();
        put(keys, fact, "", List.of(""), Relation.STANDING);
        for (var dimension : Dimension.OF_PARTNERS) {
            var own = standing.dims().values(dimension, standing.partner());
            put(keys, fact, dimension.code(), own, Relation.STANDING);
            if (fact.outcome() == Fact.Outcome.WON) {
                var influencing = new LinkedHashSet<String>();
                var also = new LinkedHashSet<String>();
                for (var share : fact.shares()) {
                    var values = share.dims().values(dimension, share.partner());
                    also.addAll(values);
                    if (share.influencing()) {
                        influencing.addAll(values);
                    }
                }
                own.forEach(also::remove);
                put(keys, fact, dimension.code(), influencing, Relation.INFLUENCING);
                put(keys, fact, dimension.code(), also, Relation.ALSO);
            }
        }
        return keys;
    }

    private static void put(Set<Key> keys, Fact fact, String dim, Collection<String> values, Relation relation) {
        for (var value : values) {
            keys.add(new Key(dim, true, fact.occurredOn().withDayOfMonth(1), value, relation));
            if (!dim.equals(Dimension.PARTNER.code())) {
                keys.add(new Key(dim, false, fact.occurredOn(), value, relation));
            }
        }
    }
}
