package io.kontor.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the sources for what no compiler checks: whose tables a room's SQL names. */
final class Borders {
    static final Path SOURCES = Path.of("src/main/java/io/kontor");
    private static final Pattern MADE = Pattern.compile(
            "(?i)create\\s+(?:or\\s+replace\\s+)?(?:unlogged\\s+)?(?:materialized\\s+)?(?:table|view|sequence)\\s+(?:if\\s+not\\s+exists\\s+)?([a-z_]+)\\.([a-z_0-9]+)");
    private static final Pattern TEXT = Pattern.compile(
            "\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"|//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\\\n]|\\\\.)'",
            Pattern.DOTALL);
    private static final Pattern SQL_COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private final List<String> rooms;
    private final Map<String, Set<String>> made = new HashMap<>();
    private final Pattern named;

    Borders(List<String> rooms) {
        this.rooms = rooms;
        this.named = Pattern.compile("(?<![\\w.:/])(" + String.join("|", rooms) + ")\\.([a-z_][a-z_0-9]*)\\b(?!\\s*=)");
        sources(".sql").forEach((path, text) -> learn(text));
    }

    /** Every source with that ending, by its path below the house's package. */
    static Map<String, String> sources(String ending) {
        var sources = new HashMap<String, String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(ending)).toList()) {
                sources.put(SOURCES.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    void learn(String migration) {
        var matcher = MADE.matcher(SQL_COMMENT.matcher(migration).replaceAll(" "));
        while (matcher.find()) {
            made.computeIfAbsent(matcher.group(1), room -> new HashSet<>()).add(matcher.group(2));
        }
    }

    private static String room(String path) {
        return path.substring(0, path.indexOf('/') < 0 ? path.length() : path.indexOf('/'));
    }

    /** Rooms that keep no tables stand above all that do. */
    private int height(String room) {
        int height = rooms.indexOf(room);
        return height < 0 ? rooms.size() : height;
    }

    /** Other rooms' relations in the texts of a class, unless they are views a lower room offers. */
    List<String> trespassesOfJava(String path, String source) {
        var found = new ArrayList<String>();
        var texts = TEXT.matcher(source);
        while (texts.find()) {
            var text = texts.group(1) != null ? texts.group(1) : texts.group(2);
            if (text != null) {
                named(text).forEach(name -> {
                    var other = name.substring(0, name.indexOf('.'));
                    var lower = height(other) < height(room(path));
                    if (!other.equals(room(path)) && !(lower && name.endsWith("_v"))) {
                        found.add(path + " names " + name);
                    }
                });
            }
        }
        return found;
    }

    /** Higher rooms' relations in a migration; in a view, all of other rooms' but the views of lower ones. */
    List<String> trespassesOfSql(String path, String source) {
        var found = new ArrayList<String>();
        for (var name : named(SQL_COMMENT.matcher(source).replaceAll(" "))) {
            var other = name.substring(0, name.indexOf('.'));
            var lower = height(other) < height(room(path));
            // Those of bi cannot look through views that ask for the reader's rights: docs/adr/0012.
            var open = !path.contains("/views/")
                    || name.endsWith("_v")
                    || room(path).equals("bi");
            var allowed = other.equals(room(path)) || (lower && open);
            if (!allowed) {
                found.add(path + " names " + name);
            }
        }
        return found;
    }

    private Set<String> named(String text) {
        var names = new TreeSet<String>();
        var matcher = named.matcher(text);
        while (matcher.find()) {
            if (made.getOrDefault(matcher.group(1), Set.of()).contains(matcher.group(2))) {
                names.add(matcher.group());
            }
        }
        return names;
    }
}
