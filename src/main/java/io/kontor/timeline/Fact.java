package io.kontor.timeline;

import io.kontor.kernel.SortKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One field of a state as people read it.
 *
 * @param values one text for each value of a list; one alone otherwise
 * @param table lines of lines, such as those of a deal; then there are no values
 */
public record Fact(
        String field, List<String> values, @Nullable Table table) {
    /** The lines of a field, with a head over each member that any of them has. */
    public record Table(List<String> heads, List<List<String>> rows) {}

    private static final String NAME = "name";

    /** Everything in a state that says something, its name first, the rest in the reader's order. */
    static List<Fact> of(ObjectNode state, Reading reading) {
        var facts = new ArrayList<Fact>();
        state.properties().forEach(member -> {
            if (!member.getKey().equals(NAME)) {
                collect(member.getKey(), member.getValue(), reading, facts);
            }
        });
        facts.sort(Comparator.comparing(Fact::field, Fact::collated));
        if (state.has(NAME)) {
            var named = new ArrayList<Fact>();
            collect(NAME, state.get(NAME), reading, named);
            facts.addAll(0, named);
        }
        return List.copyOf(facts);
    }

    private static int collated(String one, String other) {
        return Arrays.compareUnsigned(SortKeys.of(one), SortKeys.of(other));
    }

    private static void collect(String path, JsonNode value, Reading reading, List<Fact> facts) {
        if (!reading.shows(path) || Reading.isNothing(value)) {
            return;
        }
        if (Reading.hasMembers(value)) {
            value.properties().forEach(inner -> collect(path + "." + inner.getKey(), inner.getValue(), reading, facts));
        } else if (value.isArray() && Reading.hasMembers(value.get(0))) {
            facts.add(new Fact(reading.field(path), List.of(), table(path, value, reading)));
        } else if (value.isArray()) {
            var values = new ArrayList<String>();
            value.forEach(one -> values.add(reading.value(path, one)));
            facts.add(new Fact(reading.field(path), values, null));
        } else {
            facts.add(new Fact(reading.field(path), List.of(reading.value(path, value)), null));
        }
    }

    private static Table table(String path, JsonNode list, Reading reading) {
        var heads = new LinkedHashMap<String, String>();
        list.forEach(line -> line.properties().forEach(member -> {
            var name = member.getKey();
            if (!name.equals("id") && reading.shows(name) && !Reading.isNothing(member.getValue())) {
                heads.computeIfAbsent(name, key -> reading.field(path + "." + key));
            }
        }));
        var rows = new ArrayList<List<String>>();
        list.forEach(line -> rows.add(heads.keySet().stream()
                .map(name -> reading.value(path + "." + name, line.get(name)))
                .toList()));
        return new Table(List.copyOf(heads.values()), List.copyOf(rows));
    }
}
