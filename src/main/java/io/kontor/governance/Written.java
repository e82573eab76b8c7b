package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.States;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A document as somebody typed it: YAML, of which JSON is a part.
 *
 * @param content what it says as the type's record, or none while it makes no sense
 * @param findings what keeps it from making sense
 * @param lines where in the text each place stands, by JSON pointer, counted from 1
 */
record Written<T extends Record>(@Nullable T content, List<Finding> findings, Map<String, Integer> lines) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Set<String> NOTHING = Set.of("", "~", "null");
    private static final int DEEPEST = 60;

    Written {
        findings = List.copyOf(findings);
        lines = Map.copyOf(lines);
    }

    /** The line a place stands at, or of what it stands in. */
    int line(String path) {
        return line(lines, path);
    }

    private static int line(Map<String, Integer> lines, String path) {
        for (var at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    /**
     * A text as a tree, before any record looked at it.
     *
     * @param tree empty when there are findings that kept it from being read
     */
    record Raw(JsonNode tree, List<Finding> findings, Map<String, Integer> lines) {
        int line(String path) {
            return Written.line(lines, path);
        }
    }

    static <T extends Record> Written<T> read(DocumentType<T> type, String text) {
        var reader = new Reader();
        var tree = reader.tree(Shape.of(type.content()), text);
        return reader.findings.isEmpty() ? made(reader, type, tree) : reader.refused();
    }

    /** What somebody typed where a shape is expected. */
    static Raw raw(Shape shape, String text) {
        var reader = new Reader();
        var tree = reader.tree(shape, text);
        return new Raw(tree, List.copyOf(reader.findings), Map.copyOf(reader.lines));
    }

    private static <T extends Record> Written<T> made(Reader reader, DocumentType<T> type, JsonNode tree) {
        try {
            return new Written<>(States.read(type.content(), tree.toString()), List.of(), reader.lines);
        } catch (JacksonException e) {
            return reader.refused(finding(e));
        }
    }

    static Finding finding(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            path.append('/').append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName());
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return Finding.refused(path + (refusal.field() == null ? "" : "/" + refusal.field()), refusal);
            }
        }
        return Finding.error(path.toString(), "draft-incomplete");
    }

    /** Walks through the text once: what is said, where, and whether it may stand there. */
    private static final class Reader {
        private final List<Finding> findings = new ArrayList<>();
        private final Map<String, Integer> lines = new HashMap<>();

        private <T extends Record> Written<T> refused(Finding... more) {
            findings.addAll(List.of(more));
            return new Written<>(null, findings, lines);
        }

        JsonNode tree(Shape shape, String text) {
            try {
                var loading = new LoaderOptions();
                loading.setAllowDuplicateKeys(false);
                loading.setMaxAliasesForCollections(0);
                loading.setNestingDepthLimit(DEEPEST);
                var root = new Yaml(loading).compose(new StringReader(text));
                if (root != null) {
                    return read("", root, shape);
                }
                findings.add(Finding.error("", "draft-empty"));
            } catch (MarkedYAMLException e) {
                var mark = e.getProblemMark();
                var line = mark == null ? 1 : mark.getLine() + 1;
                lines.put("/", line);
                findings.add(Finding.error("/", "draft-malformed", "line", line));
            } catch (YAMLException e) {
                findings.add(Finding.error("", "draft-malformed", "line", 1));
            }
            return JSON.objectNode();
        }

        JsonNode read(String path, Node node, Shape shape) {
            lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
            return switch (node) {
                case MappingNode mapping -> members(path, mapping, shape);
                case SequenceNode sequence -> elements(path, sequence, shape);
                case ScalarNode scalar -> value(path, scalar, shape);
                default -> JSON.nullNode();
            };
        }

        private JsonNode members(String path, MappingNode mapping, Shape shape) {
            var object = JSON.objectNode();
            if (!(shape instanceof Shape.Members || shape instanceof Shape.Named || shape instanceof Shape.Any)) {
                findings.add(Finding.error(path, "draft-no-object"));
                return object;
            }
            for (var tuple : mapping.getValue()) {
                var name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
                var inner = path + "/" + name.replace("~", "~0").replace("/", "~1");
                lines.put(inner, tuple.getKeyNode().getStartMark().getLine() + 1);
                var expected = shape instanceof Shape.Members members
                        ? members.byName().get(name)
                        : shape instanceof Shape.Named named ? named.each() : shape;
                if (expected == null) {
                    unknown(inner, name, (Shape.Members) shape);
                } else {
                    object.set(name, read(inner, tuple.getValueNode(), expected));
                }
            }
            return object;
        }

        private void unknown(String path, String name, Shape.Members members) {
            var nearest = members.byName().keySet().stream()
                    .min(Comparator.comparingInt(known -> apart(known, name)))
                    .orElse("");
            findings.add(Finding.error(
                    path,
                    "draft-word-unknown",
                    "word",
                    name,
                    "nearest",
                    nearest,
                    "known",
                    String.join(", ", members.byName().keySet())));
        }

        private static int apart(String one, String other) {
            var before = new int[other.length() + 1];
            for (int j = 0; j <= other.length(); j++) {
                before[j] = j;
            }
            for (int i = 1; i <= one.length(); i++) {
                var now = new int[other.length() + 1];
                now[0] = i;
                for (int j = 1; j <= other.length(); j++) {
                    var same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                    now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + same);
                }
                before = now;
            }
            return before[other.length()];
        }

        private JsonNode elements(String path, SequenceNode sequence, Shape shape) {
            var array = JSON.arrayNode();
            if (!(shape instanceof Shape.Many || shape instanceof Shape.Any)) {
                findings.add(Finding.error(path, "draft-no-list"));
                return array;
            }
            var each = shape instanceof Shape.Many many ? many.each() : shape;
            int index = 0;
            for (var element : sequence.getValue()) {
                array.add(read(path + "/" + index++, element, each));
            }
            return array;
        }

        private JsonNode value(String path, ScalarNode scalar, Shape shape) {
            var text = scalar.getValue();
            var plain = scalar.getScalarStyle() == org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN;
            if (plain && NOTHING.contains(text)) {
                return JSON.nullNode();
            }
            return switch (shape) {
                case Shape.One one -> one(path, text, one.kind());
                case Shape.Choice choice -> {
                    if (!choice.codes().contains(text)) {
                        findings.add(Finding.error(
                                path, "draft-choice", "value", text, "known", String.join(", ", choice.codes())));
                    }
                    yield JSON.stringNode(text);
                }
                case Shape.Any any -> plain ? guessed(text) : JSON.stringNode(text);
                case Shape.Many many -> wrong(path, "draft-no-text-but-list");
                case Shape.Named named -> wrong(path, "draft-no-text-but-object");
                case Shape.Members members -> wrong(path, "draft-no-text-but-object");
            };
        }

        private JsonNode wrong(String path, String code) {
            findings.add(Finding.error(path, code));
            return JSON.nullNode();
        }

        private JsonNode one(String path, String text, Shape.Kind kind) {
            var fits = switch (kind) {
                case TEXT -> true;
                case NUMBER -> NUMBER.matcher(text).matches();
                case WHOLE -> WHOLE.matcher(text).matches();
                case FLAG -> text.equals("true") || text.equals("false");
                case DAY -> day(text);
                case ID -> id(text);
            };
            if (!fits) {
                findings.add(
                        Finding.error(path, "draft-" + kind.name().toLowerCase(java.util.Locale.ROOT), "value", text));
            }
            return kind == Shape.Kind.FLAG && fits
                    ? JSON.booleanNode(Boolean.parseBoolean(text))
                    : JSON.stringNode(text);
        }

        private static JsonNode guessed(String text) {
            if (text.equals("true") || text.equals("false")) {
                return JSON.booleanNode(Boolean.parseBoolean(text));
            }
            return NUMBER.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.stringNode(text);
        }

        private static boolean day(String text) {
            try {
                LocalDate.parse(text);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }

        private static boolean id(String text) {
            try {
                UUID.fromString(text);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
