package io.kontor.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A firm's name for comparing: without case, accents, punctuation and legal form. */
public final class FirmName {
    /** Legal forms by their words, as they stand after punctuation is gone; longer ones first. */
    private static final List<List<String>> FORMS = List.of(
            words("gmbh and co kgaa"),
            words("gmbh and co kg"),
            words("gmbh co kgaa"),
            words("gmbh co kg"),
            words("ag and co kg"),
            words("ag co kg"),
            words("ug haftungsbeschrankt"),
            words("g m b h"),
            words("sp z o o"),
            words("s p a"),
            words("s a r l"),
            words("s a s"),
            words("s r l"),
            words("s r o"),
            words("s l u"),
            words("s a"),
            words("s l"),
            words("n v"),
            words("b v"),
            words("a s"),
            words("d o o"),
            words("e k"),
            words("pty ltd"),
            words("pvt ltd"),
            words("private limited"),
            words("co ltd"),
            words("sociedad limitada"),
            words("sociedad anonima"),
            words("societe anonyme"));

    private static final Set<String> WORDS = Set.of(
            "gmbh",
            "mbh",
            "ag",
            "kg",
            "kgaa",
            "ohg",
            "ug",
            "se",
            "ek",
            "gbr",
            "ev",
            "eg",
            "ltd",
            "limited",
            "plc",
            "llp",
            "llc",
            "lp",
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "co",
            "company",
            "sa",
            "sas",
            "sasu",
            "sarl",
            "eurl",
            "snc",
            "sl",
            "slu",
            "slne",
            "srl",
            "spa",
            "sapa",
            "bv",
            "nv",
            "bvba",
            "cv",
            "oy",
            "oyj",
            "ab",
            "as",
            "asa",
            "aps",
            "is",
            "kft",
            "zrt",
            "nyrt",
            "sro",
            "spzoo",
            "doo",
            "dd",
            "sia",
            "uab",
            "ou",
            "pty",
            "pvt",
            "kk",
            "lda",
            "ltda");

    private FirmName() {}

    /**
     * What is left of a name for comparing: "Müller & Söhne GmbH & Co. KG" becomes "muller and sohne". A name that is nothing
     * but a legal form stays as it is.
     */
    public static String core(String name) {
        var words = new ArrayList<>(words(SortKeys.folded(name)
                .replace("&", " and ")
                .replace("+", " and ")
                .replaceAll("['’`´]", "")
                .replaceAll("[^a-z0-9]+", " ")
                .strip()));
        boolean shorter = true;
        while (shorter && words.size() > 1) {
            shorter = withoutForm(words);
        }
        return String.join(" ", words);
    }

    private static boolean withoutForm(List<String> words) {
        for (var form : FORMS) {
            int start = words.size() - form.size();
            if (start > 0 && words.subList(start, words.size()).equals(form)) {
                words.subList(start, words.size()).clear();
                return true;
            }
        }
        var last = words.getLast();
        if (WORDS.contains(last) || (last.equals("and") && words.size() > 1)) {
            words.removeLast();
            return true;
        }
        return false;
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }
}
