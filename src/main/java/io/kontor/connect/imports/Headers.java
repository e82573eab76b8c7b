package io.kontor.connect.imports;

import io.kontor.kernel.SortKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words columns are called by in exports and plain files of four languages: {@code headers.csv} says what each may mean. */
final class Headers {
    private static final Map<String, List<String>> WORDS = read();

    private static final Pattern NUMBER = Pattern.compile("^(n|no|nr|num|numero|numéro) (de |du |d |del )?(?=.)");

    private Headers() {}

    private static Map<String, List<String>> read() {
        var words = new LinkedHashMap<String, List<String>>();
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Headers.class.getResourceAsStream("headers.csv")), StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.isBlank()).forEach(line -> {
                int comma = line.indexOf(',');
                words.put(
                        line.substring(0, comma),
                        List.of(line.substring(comma + 1).split("\\|")));
            });
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A header as words: {@code "Opportunity_Name"} and {@code "OpportunityName"} are {@code "opportunity name"}. */
    static String plain(String header) {
        var apart = header.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replaceAll("\\(\\d+\\)$", "");
        return SortKeys.folded(apart)
                .replaceAll("[^a-z0-9]+", " ")
                .replaceAll("^(hs|cf|custom) |( c)$", "")
                .strip();
    }

    /** How well a header fits a meaning: the earlier a word is in the list, the better; 0 when it does not. */
    static int fits(String concept, String header) {
        var words = WORDS.getOrDefault(concept, List.of());
        var plain = numbered(plain(header));
        var together = plain.replace(" ", "");
        for (int i = 0; i < words.size(); i++) {
            var word = numbered(words.get(i));
            if (word.equals(plain) || word.replace(" ", "").equals(together)) {
                return 1_000 - i;
            }
        }
        return 0;
    }

    /** "Nº de pedido", "N° commande" and "Numéro de commande" begin with the same word. */
    private static String numbered(String plain) {
        return NUMBER.matcher(plain).replaceFirst("numero ");
    }

    /** Whether a file's name holds a word of a meaning. */
    static boolean names(String concept, String file) {
        var all = new java.util.HashSet<>(
                List.of(plain(file.replaceFirst("\\.[A-Za-z0-9.]+$", "")).split(" ")));
        return WORDS.getOrDefault(concept, List.of()).stream().anyMatch(all::contains);
    }

    /** What a value of a choice means, such as {@code won} for "Gewonnen". */
    static Optional<String> value(String field, String written, List<String> choices) {
        var plain = plain(written);
        return choices.stream()
                .filter(choice -> plain(choice).equals(plain)
                        || WORDS.getOrDefault("value." + field + "." + choice, List.of())
                                .contains(plain))
                .findFirst();
    }
}
