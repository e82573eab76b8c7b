package io.kontor.customers;

import io.kontor.kernel.SortKeys;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A partner that may be the same firm as a customer, and why we think so.
 *
 * @param domain the domain both have, or none when it is the name and the country
 */
public record SameFirm(UUID partner, String name, @Nullable String domain) {
    private static final Set<String> LEGAL_FORMS = Set.of(
            "gmbh",
            "ag",
            "kg",
            "ug",
            "ohg",
            "se",
            "mbh",
            "co",
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "company",
            "llc",
            "ltd",
            "limited",
            "plc",
            "llp",
            "lp",
            "sa",
            "sas",
            "sarl",
            "srl",
            "spa",
            "sl",
            "slu",
            "bv",
            "nv",
            "ab",
            "as",
            "asa",
            "oy",
            "oyj",
            "aps",
            "kft",
            "zrt",
            "doo",
            "sro",
            "spzoo",
            "pty",
            "pte",
            "kk",
            "ltda",
            "eurl");

    /** A row the database found. */
    record Candidate(
            UUID id,
            String name,
            @Nullable String country,
            @Nullable String domain) {}

    /** A firm's name as people say it: folded, without punctuation and without the legal form behind it. */
    static String core(String name) {
        var words = SortKeys.folded(name)
                .replace(".", "")
                .replaceAll("[^a-z0-9]+", " ")
                .strip()
                .split(" ", -1);
        int last = words.length;
        while (last > 1 && LEGAL_FORMS.contains(words[last - 1])) {
            last--;
        }
        return Arrays.stream(words, 0, last).collect(Collectors.joining(" "));
    }
}
