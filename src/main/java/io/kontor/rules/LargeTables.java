package io.kontor.rules;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Rows of large tables, kept beside the documents that hold their hash: once for each version, and never changed. Two versions
 * are compared in the database, a page at a time.
 */
@Component
public final class LargeTables {
    /** A table of more rows is kept here rather than in its document. */
    public static final int LARGE = 500;

    private final Tx tx;
    private final LargeTableSql sql;

    LargeTables(Tx tx, LargeTableSql sql) {
        this.tx = tx;
        this.sql = sql;
    }

    /** Keeps the rows of a table; what comes back holds their hash instead. The same rows are kept once. */
    public DecisionTable put(Actor actor, DecisionTable table) {
        if (table.kept() != null) {
            return table;
        }
        var lines = LargeTableSql.Line.of(table.rows());
        var hash = LargeTableSql.hash(lines);
        tx.as(actor, () -> {
            if (sql.claim(hash, lines.size())) {
                sql.write(hash, lines);
            }
        });
        return new DecisionTable(table.vocabulary(), table.hit(), table.inputs(), table.outputs(), List.of(), hash);
    }

    /** All rows of a version. Refuses: none is kept under that hash. */
    public List<DecisionTable.Row> rows(Actor actor, String hash) {
        return tx.as(actor, () -> rowsNow(hash));
    }

    List<DecisionTable.Row> rowsNow(String hash) {
        int count = sql.count(hash).orElseThrow(() -> Refusal.invalid("rule-no-rows", "hash", hash));
        var rows = sql.rows(hash, -1, count);
        if (rows.size() != count) {
            throw new IllegalStateException("rows of " + hash + " are missing");
        }
        return rows;
    }

    /** Some rows of a version, after one of them (-1 for the first). */
    public List<DecisionTable.Row> page(Actor actor, String hash, int after, int most) {
        return tx.as(actor, () -> sql.rows(hash, after, most));
    }

    /** How many rows a version has. Refuses: none is kept under that hash. */
    public int count(Actor actor, String hash) {
        return tx.as(actor, () -> sql.count(hash)).orElseThrow(() -> Refusal.invalid("rule-no-rows", "hash", hash));
    }

    /**
     * A row that differs between two versions: both sides when its cells are the same and what it says is not.
     *
     * @param place where it stands in the newer version, or in the older one when it is gone
     */
    public record Changed(int place, DecisionTable.@Nullable Row before, DecisionTable.@Nullable Row after, UUID key) {}

    /** Where a page of differences goes on: after this one. */
    public record After(int place, UUID key) {
        public static final After NOTHING = new After(-1, new UUID(0, 0));
    }

    /** Whether rows both versions have stand in another order, which decides where the first that fits does. */
    public boolean reordered(Actor actor, String before, String after) {
        return tx.as(actor, () -> sql.reordered(before, after));
    }

    /**
     * Rows that differ, in their order, a page at a time. Rows are told apart by what they ask; one that only stands elsewhere
     * does not differ, see {@link #reordered}.
     */
    public List<Changed> difference(Actor actor, String before, String after, After seen, int most) {
        return tx.as(actor, () -> sql.difference(before, after, seen, most));
    }
}
