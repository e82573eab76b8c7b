package io.kontor.rules;

import io.kontor.kernel.Actor;
import java.util.List;
import org.springframework.stereotype.Component;

/** Decision tables: what is wrong in one, what it proves about itself, and the compiled form that decides. */
@Component
public final class Tables {
    private final Vocabularies vocabularies;
    private final LargeTables large;

    Tables(Vocabularies vocabularies, LargeTables large) {
        this.vocabularies = vocabularies;
        this.large = large;
    }

    /** Refuses: whatever is wrong first, with row, column and word; see {@link #check} for all of it. */
    public Compiled compile(Actor actor, DecisionTable table) {
        return compile(vocabularies.of(actor, table.vocabulary()), whole(actor, table));
    }

    /** The same over a vocabulary at hand. */
    public static Compiled compile(Vocabulary vocabulary, DecisionTable table) {
        return new TableReader(vocabulary, table).compiled();
    }

    /** Everything that is wrong in a table, each with its place; nothing when it can be compiled. Refuses: no such vocabulary. */
    public List<Mistake> check(Actor actor, DecisionTable table) {
        return check(vocabularies.of(actor, table.vocabulary()), whole(actor, table));
    }

    public static List<Mistake> check(Vocabulary vocabulary, DecisionTable table) {
        return new TableReader(vocabulary, table).mistakes();
    }

    /** What a table shows about itself: rows that overlap, cases nothing is said of, rows that never decide. */
    public static Proof prove(Compiled rules) {
        return new Prover(rules).proof();
    }

    /** The table with its rows, also when they are kept beside the document. */
    public DecisionTable whole(Actor actor, DecisionTable table) {
        return table.kept() == null ? table : table.with(large.rows(actor, table.kept()));
    }
}
