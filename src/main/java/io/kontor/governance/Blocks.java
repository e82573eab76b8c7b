package io.kontor.governance;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A file of YAML as the blocks of its outermost keys, each with the comment lines above it, so that a file can be written anew and
 * keep what people wrote beside what did not change.
 */
final class Blocks {
    private static final Pattern HEAD = Pattern.compile("(?m)^# kontor [a-z0-9 -]+$");

    private Blocks() {}

    /** @param comment the lines above the key; {@code body} the key and what it says */
    private record Block(String comment, String body) {}

    static String keepingComments(String before, String fresh) {
        var old = blocks(before);
        var now = blocks(fresh);
        if (old == null || now == null) {
            return fresh;
        }
        if (Objects.equals(value(before), value(fresh))) {
            return headed(before, fresh);
        }
        var text = new StringBuilder();
        now.forEach((key, block) -> {
            var known = old.get(key);
            if (known == null) {
                text.append(block.comment()).append(block.body());
            } else {
                text.append(known.comment())
                        .append(Objects.equals(value(known.body()), value(block.body())) ? known.body() : block.body());
            }
        });
        return headed(text.toString(), fresh);
    }

    /** With the line in which the fresh one says in which form and language it is written. */
    private static String headed(String text, String fresh) {
        var head = HEAD.matcher(fresh);
        return head.find() ? HEAD.matcher(text).replaceFirst(Matcher.quoteReplacement(head.group())) : text;
    }

    private static @Nullable Object value(String text) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (YAMLException e) {
            return null;
        }
    }

    /** None when it is no object. */
    private static @Nullable Map<String, Block> blocks(String text) {
        try {
            var root = new Yaml().compose(new StringReader(text));
            if (!(root instanceof MappingNode mapping)) {
                return null;
            }
            var lines = text.lines().map(line -> line + "\n").toList();
            var keys = new ArrayList<ScalarNode>();
            mapping.getValue().forEach(tuple -> keys.add((ScalarNode) tuple.getKeyNode()));
            var blocks = new LinkedHashMap<String, Block>();
            int from = 0;
            for (int i = 0; i < keys.size(); i++) {
                int key = keys.get(i).getStartMark().getLine();
                int end = i + 1 < keys.size()
                        ? above(lines, keys.get(i + 1).getStartMark().getLine())
                        : lines.size();
                blocks.put(keys.get(i).getValue(), new Block(joined(lines, from, key), joined(lines, key, end)));
                from = end;
            }
            return blocks;
        } catch (YAMLException | ClassCastException e) {
            return null;
        }
    }

    /** Where the comment lines above a line begin. */
    private static int above(List<String> lines, int line) {
        int first = line;
        while (first > 0
                && (lines.get(first - 1).isBlank() || lines.get(first - 1).startsWith("#"))) {
            first--;
        }
        return first;
    }

    private static String joined(List<String> lines, int from, int to) {
        return String.join("", lines.subList(from, to));
    }
}
