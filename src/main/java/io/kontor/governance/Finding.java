package io.kontor.governance;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check found in a draft. An error keeps it from being published, a warning is for the reader to weigh.
 *
 * @param path where, as a JSON pointer: {@code /rights/2/ladder}; empty for the whole document
 * @param code its sentence is {@code finding.<code>}
 * @param args fill the sentence
 */
public record Finding(Severity severity, String path, String code, Map<String, Object> args) {
    private static final String REFUSED = "refusal.";

    public enum Severity {
        ERROR,
        WARNING
    }

    public Finding {
        args = Map.copyOf(args);
    }

    /** @param args name, value, name, value ... */
    public static Finding error(String path, String code, Object... args) {
        return new Finding(Severity.ERROR, path, code, pairs(args));
    }

    public static Finding warning(String path, String code, Object... args) {
        return new Finding(Severity.WARNING, path, code, pairs(args));
    }

    /** An error that is said as the refusal says it. */
    public static Finding refused(String path, Refusal refusal) {
        return new Finding(Severity.ERROR, path, REFUSED + refusal.code(), refusal.args());
    }

    private static Map<String, Object> pairs(Object... args) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            map.put((String) args[i], args[i + 1]);
        }
        return map;
    }

    /** The same of another place. */
    Finding at(String place) {
        return new Finding(severity, place, code, args);
    }

    public boolean error() {
        return severity == Severity.ERROR;
    }

    /** Whether none of them is an error. */
    public static boolean pass(List<Finding> findings) {
        return findings.stream().noneMatch(Finding::error);
    }

    public String sentence(Words words) {
        return words.filled(code.startsWith(REFUSED) ? code : "finding." + code, args);
    }
}
