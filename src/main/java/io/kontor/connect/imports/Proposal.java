package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Format;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * What the columns of files nobody has seen before probably mean, by their names and, where those say nothing, by what stands
 * in them. A person looks at it before anything comes in.
 *
 * @param files as their first rows show them
 */
record Proposal(Mapping mapping, List<Sampled> files) {
    Proposal {
        files = List.copyOf(files);
    }

    static Proposal of(Actor actor, Opened opened, List<Importable> kinds) {
        var files = sampled(opened);
        var allowed = new HashSet<String>();
        kinds.stream()
                .map(Importable::kind)
                .filter(kind -> actor.may(kind, Verb.IMPORT))
                .forEach(allowed::add);
        return new Proposal(new Proposing(files, allowed).mapping(), files);
    }

    /** Files as their first rows show them, in the order of their names. */
    static List<Sampled> sampled(Opened opened) {
        return opened.files().stream()
                .sorted(Comparator.comparing(Opened.Given::name))
                .map(given -> SourceFile.open(given, opened.bounds(), Format.PLAIN, List.of()))
                .map(Sampled::of)
                .toList();
    }

    /** The pattern that means a file and those of the same kind that come later: numbers in its name may be others. */
    static String pattern(String name) {
        var bare = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        int dot = bare.lastIndexOf('.');
        var stem = dot < 0 ? bare : bare.substring(0, dot);
        return stem.replaceAll("\\d+", "*").replaceAll("\\*([-_. ]?\\*)+", "*") + (dot < 0 ? "" : bare.substring(dot));
    }
}
