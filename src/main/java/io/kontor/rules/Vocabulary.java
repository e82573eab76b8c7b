package io.kontor.rules;

import io.kontor.kernel.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words a kind of rule may use: what is known of each case it decides. */
public final class Vocabulary {
    private final String code;
    private final List<Term> terms;
    private final Map<String, Integer> places = new HashMap<>();

    public Vocabulary(String code, List<Term> terms) {
        this.code = code;
        this.terms = List.copyOf(terms);
        for (int i = 0; i < terms.size(); i++) {
            if (places.put(terms.get(i).code(), i) != null) {
                throw new IllegalArgumentException("the term " + terms.get(i).code() + " is there twice");
            }
        }
    }

    public String code() {
        return code;
    }

    public List<Term> terms() {
        return terms;
    }

    public Optional<Term> find(String word) {
        var place = places.get(word);
        return place == null ? Optional.empty() : Optional.of(terms.get(place));
    }

    /** Refuses: no such term, with the one that looks most alike. */
    public Term term(String word) {
        return find(word).orElseThrow(() -> unknown(word));
    }

    Refusal unknown(String word) {
        return Refusal.invalid("rule-unknown-word", "word", word, "near", Near.of(word, places.keySet()));
    }

    /** Where a term stands, or -1. */
    int place(String word) {
        var place = places.get(word);
        return place == null ? -1 : place;
    }

    /** Whether it is this very one, which is quick to see. */
    @SuppressWarnings("ReferenceEquality")
    boolean is(Vocabulary other) {
        return this == other;
    }

    /** Equal when the same words mean the same kinds; names do not matter. */
    boolean alike(Vocabulary other) {
        if (terms.size() != other.terms.size()) {
            return false;
        }
        for (int i = 0; i < terms.size(); i++) {
            if (!terms.get(i).code().equals(other.terms.get(i).code())
                    || terms.get(i).kind() != other.terms.get(i).kind()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Vocabulary vocabulary && code.equals(vocabulary.code) && terms.equals(vocabulary.terms);
    }

    @Override
    public int hashCode() {
        return code.hashCode() * 31 + terms.hashCode();
    }

    @Override
    public String toString() {
        return code + terms.stream().map(Term::code).toList();
    }
}
