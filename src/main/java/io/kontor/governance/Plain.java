package io.kontor.governance;

import io.kontor.ledger.States;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import tools.jackson.databind.JsonNode;

/** Documents as plain text: YAML in the order of their records, always the same for the same content. */
final class Plain {
    private static final int WIDE = 110;
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private Plain() {}

    static String write(Record content) {
        return write(States.tree(States.write(content)), Shape.of(content.getClass()));
    }

    static String write(JsonNode tree, Shape shape) {
        var dumping = new DumperOptions();
        dumping.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        dumping.setIndent(2);
        dumping.setIndicatorIndent(0);
        dumping.setWidth(WIDE);
        dumping.setAllowUnicode(true);
        dumping.setLineBreak(DumperOptions.LineBreak.UNIX);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Unquoted(dumping), dumping)
                .dump(Objects.requireNonNullElse(value(tree, shape), Map.of()));
    }

    /** Something written without quotation marks, with exactly its digits. */
    private record Digits(String text, Tag tag) {
        static Digits number(String text) {
            return new Digits(text, text.contains(".") ? Tag.FLOAT : Tag.INT);
        }
    }

    private static final class Unquoted extends Representer {
        Unquoted(DumperOptions options) {
            super(options);
            representers.put(Digits.class, this::digits);
        }

        private Node digits(Object written) {
            var digits = (Digits) written;
            return representScalar(digits.tag(), digits.text(), DumperOptions.ScalarStyle.PLAIN);
        }
    }

    private static @Nullable Object value(JsonNode node, Shape shape) {
        if (node.isObject()) {
            var members = new LinkedHashMap<String, @Nullable Object>();
            node.propertyNames().forEach(name -> members.put(name, value(node.get(name), inside(shape, name))));
            return members;
        }
        if (node.isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            node.forEach(one -> elements.add(value(one, shape instanceof Shape.Many many ? many.each() : shape)));
            return elements;
        }
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (shape instanceof Shape.One one && one.kind() == Shape.Kind.DAY) {
            return new Digits(node.asString(), Tag.TIMESTAMP);
        }
        return node.isNumber()
                        || (number(shape) && DIGITS.matcher(node.asString()).matches())
                ? Digits.number(node.asString())
                : node.asString();
    }

    private static Shape inside(Shape shape, String name) {
        return switch (shape) {
            case Shape.Members members -> members.byName().getOrDefault(name, new Shape.Any());
            case Shape.Named named -> named.each();
            case Shape.One one -> one;
            case Shape.Choice choice -> choice;
            case Shape.Many many -> many;
            case Shape.Any any -> any;
        };
    }

    private static boolean number(Shape shape) {
        return shape instanceof Shape.One one && (one.kind() == Shape.Kind.NUMBER || one.kind() == Shape.Kind.WHOLE);
    }
}
