package io.kontor.ledger;

import io.kontor.kernel.Clash;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two changes made to one state without knowing of each other, put together field by field.
 *
 * @param merged both changes; where they clash, the later one's value
 * @param clashes fields both changed, and not to the same value
 */
record ThreeWay(ObjectNode merged, List<Clash.Field> clashes) {
    static ThreeWay of(ObjectNode base, ObjectNode theirs, ObjectNode yours) {
        var names = new TreeSet<String>();
        base.propertyNames().forEach(names::add);
        theirs.propertyNames().forEach(names::add);
        yours.propertyNames().forEach(names::add);
        var merged = base.objectNode();
        var clashes = new ArrayList<Clash.Field>();
        for (var name : names) {
            var was = base.get(name);
            var their = theirs.get(name);
            var your = yours.get(name);
            if (!Objects.equals(was, their) && !Objects.equals(was, your) && !Objects.equals(their, your)) {
                clashes.add(new Clash.Field(name, text(was), text(their), text(your)));
            }
            put(merged, name, Objects.equals(was, your) ? their : your);
        }
        return new ThreeWay(merged, clashes);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }

    private static void put(ObjectNode target, String name, @Nullable JsonNode value) {
        if (value != null) {
            target.set(name, value);
        }
    }
}
