package io.kontor.ledger;

import java.util.Set;

/** Which values of a type's own fields may have to go; asked when an entry with such values is written. */
public interface MarkedFields {
    Marks of(String type);

    /**
     * @param mark of the values that may have to go
     * @param all whether these are all but those named, or only those named
     * @param names of members of the state's {@code custom}
     */
    record Marks(Mark mark, boolean all, Set<String> names) {
        static final Marks NONE = new Marks(Mark.TEXT, false, Set.of());

        public Marks {
            names = Set.copyOf(names);
        }

        boolean some() {
            return all || !names.isEmpty();
        }

        boolean has(String name) {
            return all != names.contains(name);
        }
    }
}
