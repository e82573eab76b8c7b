package io.kontor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How cells are typed and written. */
final class CellText {
    private static final Pattern INTERVAL = Pattern.compile(
            "(?<open>[\\[(])\\s*(?<from>.*?)\\s*\\.\\.\\s*(?<to>.*?)\\s*(?<close>[\\])])", Pattern.DOTALL);
    private static final Pattern LIMIT = Pattern.compile("(?<sign>>=|<=|>|<|≥|≤)\\s*(?<value>.+)", Pattern.DOTALL);
    /** A limit does not begin with another sign; in quotation marks it may. */
    private static final String SIGNS = "<>=≥≤";

    /** One number or two: nobody can tell. */
    private static final Pattern COMMA = Pattern.compile("-?\\d+(,\\d+)+(\\.\\d+)?");

    private CellText() {}

    static Cell read(String typed) {
        var text = typed.strip();
        if (text.isEmpty() || text.equals("-")) {
            return Cell.any();
        }
        if (text.startsWith("=")) {
            var expression = text.substring(1).strip();
            return expression.isEmpty() ? wrong(text) : new Cell.Cel(expression);
        }
        var limit = LIMIT.matcher(text);
        if (limit.matches()) {
            return limit(limit.group("sign"), limit.group("value").strip(), text);
        }
        var interval = INTERVAL.matcher(text);
        if (interval.matches()) {
            return interval(
                    interval.group("from"),
                    interval.group("open").equals("("),
                    interval.group("to"),
                    interval.group("close").equals(")"),
                    text);
        }
        if (("[(".indexOf(text.charAt(0)) >= 0 && text.contains(".."))
                || text.startsWith("<")
                || text.startsWith(">")) {
            return wrong(text);
        }
        return values(text);
    }

    private static Cell values(String text) {
        if (COMMA.matcher(text).matches()) {
            return new Cell.Wrong(text, "rule-cell-comma");
        }
        return items(text)
                .map(items -> items.size() == 1 ? (Cell) new Cell.Is(items.getFirst()) : new Cell.In(items))
                .orElseGet(() -> wrong(text));
    }

    private static Cell limit(String sign, String value, String text) {
        var bare = bare(value);
        if (bare == null || SIGNS.indexOf(value.charAt(0)) >= 0) {
            return wrong(text);
        }
        return switch (sign) {
            case ">=", "≥" -> new Cell.Between(bare, false, null, true);
            case ">" -> new Cell.Between(bare, true, null, true);
            case "<=", "≤" -> new Cell.Between(null, true, bare, false);
            default -> new Cell.Between(null, true, bare, true);
        };
    }

    private static Cell interval(String from, boolean fromOpen, String to, boolean toOpen, String text) {
        var low = bare(from);
        var high = bare(to);
        if ((low == null && high == null) || (low == null && !from.isEmpty()) || (high == null && !to.isEmpty())) {
            return wrong(text);
        }
        return new Cell.Between(low, low == null || fromOpen, high, high == null || toOpen);
    }

    private static Cell wrong(String text) {
        return new Cell.Wrong(text, "rule-cell-malformed");
    }

    /** One value, quoted or not; null when there is none or its quotes do not close. */
    private static @Nullable String bare(String text) {
        if (text.contains(",") && !text.startsWith("\"")) {
            return null;
        }
        return items(text)
                .filter(items -> items.size() == 1)
                .map(List::getFirst)
                .orElse(null);
    }

    /** Values between commas; a comma inside quotes is part of its value. Nothing when one is empty or a quote stays open. */
    private static Optional<List<String>> items(String text) {
        var items = new ArrayList<String>();
        int at = 0;
        while (at <= text.length()) {
            int end = end(text, at);
            if (end < 0) {
                return Optional.empty();
            }
            var item = text.substring(at, end).strip();
            var value =
                    item.startsWith("\"") ? item.substring(1, item.length() - 1).replace("\"\"", "\"") : item;
            if (value.isEmpty()) {
                return Optional.empty();
            }
            items.add(value);
            at = end + 1;
        }
        return Optional.of(items);
    }

    /** Where the value that begins here ends: at a comma or at the end of the text. */
    private static int end(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            while (at < text.length() && (text.charAt(at) != '"' || text.startsWith("\"\"", at))) {
                at += text.charAt(at) == '"' ? 2 : 1;
            }
            if (at >= text.length()) {
                return -1;
            }
            at++;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at == text.length() || text.charAt(at) == ',' ? at : -1;
        }
        int comma = text.indexOf(',', at);
        return comma < 0 ? text.length() : comma;
    }

    static String quoted(String value) {
        boolean plain = !value.isBlank()
                && value.equals(value.strip())
                && !value.equals("-")
                && !value.contains(",")
                && "=<>≤≥[(\"".indexOf(value.charAt(0)) < 0;
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    static String interval(Cell.Between between) {
        var from = between.from();
        var to = between.to();
        if (from != null && to != null) {
            return (between.fromOpen() ? "(" : "[") + quoted(from) + ".." + quoted(to) + (between.toOpen() ? ")" : "]");
        }
        if (from != null) {
            return (between.fromOpen() ? "> " : ">= ") + quoted(from);
        }
        return (between.toOpen() ? "< " : "<= ") + (to == null ? "" : quoted(to));
    }
}
