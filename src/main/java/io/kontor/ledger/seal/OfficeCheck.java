package io.kontor.ledger.seal;

import io.kontor.ledger.Checked;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import io.kontor.verify.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks everything an office keeps of its ledger against itself, and against what somebody kept elsewhere. It reads every table
 * from one moment, in its order, a window at a time, and believes no stored hash it has not made again. Inside a transaction that
 * sees one moment.
 */
@Component
public class OfficeCheck {
    private final TreeCheck trees;
    private final EntryCheck entries;
    private final TextCheck texts;
    private final RowCheck rows;
    private final TreeSql sql;
    private final LogSql logSql;
    private final SealedLog log;

    OfficeCheck(
            TreeCheck trees,
            EntryCheck entries,
            TextCheck texts,
            RowCheck rows,
            TreeSql sql,
            LogSql logSql,
            SealedLog log) {
        this.trees = trees;
        this.entries = entries;
        this.texts = texts;
        this.rows = rows;
        this.sql = sql;
        this.logSql = logSql;
        this.log = log;
    }

    /** What was found: everything holds, or the first thing that is wrong. */
    public record Found(@Nullable Checked result, @Nullable Flaw flaw) {
        /** @throws NullPointerException when something is wrong */
        public Checked checked() {
            return Objects.requireNonNull(result);
        }
    }

    /** See {@code Seals.verify}. */
    public Found check(@Nullable NoteKey key, @Nullable SignedNote earlier, Opening opening) {
        var flaws = new Flaws();
        var keys = log.state().keys();
        var edge = sql.edge().orElse(new Edge("", 0, new byte[0], 0, 0));
        var root = trees.check(edge, keys, key, earlier, flaws);
        entries.check(edge, flaws);
        texts.check(opening, flaws);
        long count = rows.check(flaws);
        var first = flaws.first();
        if (first != null) {
            return new Found(null, first);
        }
        return new Found(
                new Checked(
                        edge.origin(),
                        edge.size(),
                        root,
                        logSql.waiting(edge.size()).count(),
                        edge.checkpoints(),
                        count,
                        keys,
                        earlier == null ? 0 : TreeCheck.size(earlier),
                        key != null || earlier != null),
                null);
    }

    /** What can be found from the stored leaves alone, without their entries; for measuring. */
    public @Nullable Flaw stored() {
        var flaws = new Flaws();
        trees.check(sql.edge().orElseThrow(), log.state().keys(), null, null, flaws);
        return flaws.first();
    }

    /** What can be found from the entries, whose leaves are made again; for measuring. */
    public @Nullable Flaw recomputed() {
        var flaws = new Flaws();
        entries.check(sql.edge().orElseThrow(), flaws);
        return flaws.first();
    }

    /** How many entries there are, each read as {@link #recomputed} reads it, without making anything of them; for measuring. */
    public long read() {
        return entries.read();
    }

    /** What is wrong so far, one finding of each part. */
    static final class Flaws {
        private final List<Flaw> found = new ArrayList<>();

        void add(Flaw flaw) {
            found.add(flaw);
        }

        /** The one with the lowest position; those that have none come last. */
        @Nullable Flaw first() {
            Flaw first = null;
            for (var flaw : found) {
                if (first == null || place(flaw) < place(first)) {
                    first = flaw;
                }
            }
            return first;
        }

        private static long place(Flaw flaw) {
            return flaw.position().orElse(Long.MAX_VALUE);
        }
    }
}
