package io.kontor.rules;

import io.kontor.ledger.States;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table with the words it is written in, as it is kept for receipts: enough to decide the same again. */
record KeptTable(String code, List<KeptTerm> terms, DecisionTable table) {
    /** A term without its names, which may change without changing a decision. */
    record KeptTerm(
            String code,
            Kind kind,
            List<String> choices,
            boolean given,
            @Nullable String field) {
        static KeptTerm of(Term term) {
            return new KeptTerm(
                    term.code(),
                    term.kind(),
                    term.choices().stream().map(Term.Choice::code).toList(),
                    term.given(),
                    term.field());
        }

        Term term() {
            return new Term(
                    code,
                    kind,
                    Map.of(),
                    choices.stream().map(one -> new Term.Choice(one, Map.of())).toList(),
                    given,
                    field);
        }
    }

    static String json(Vocabulary vocabulary, DecisionTable table) {
        return States.write(new KeptTable(
                vocabulary.code(), vocabulary.terms().stream().map(KeptTerm::of).toList(), table));
    }

    static KeptTable read(String json) {
        return States.read(KeptTable.class, json);
    }

    Vocabulary vocabulary() {
        return new Vocabulary(code, terms.stream().map(KeptTerm::term).toList());
    }
}
