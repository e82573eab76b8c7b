package io.kontor.rules;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Entry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Receipts of decisions. Who may see what was decided of may see its receipts; that is the caller's to ask. They are the
 * office's: a partner reads what the room above makes of them, since the input record may hold what is not for partners.
 */
@Component
public final class Receipts {
    private static final int MOST_COMPILED = 20;

    private final Tx tx;
    private final Ids ids;
    private final ReceiptSql sql;
    private final LargeTables large;
    private final ConcurrentMap<String, Compiled> compiled = new ConcurrentHashMap<>();

    Receipts(Tx tx, Ids ids, ReceiptSql sql, LargeTables large) {
        this.tx = tx;
        this.ids = ids;
        this.sql = sql;
        this.large = large;
    }

    /**
     * A decision to be remembered.
     *
     * @param entry of the change the decision was made for
     */
    public record Left(Entry entry, Subject about, RuleVersion rule, Compiled rules, Facts facts, Decision decision) {}

    /** Leaves receipts, one or thousands, in the running transaction; says their ids in the same order. */
    public List<UUID> leave(Actor actor, List<Left> left) {
        return tx.as(actor, () -> {
            var tables = new java.util.LinkedHashMap<String, String>();
            left.forEach(one -> tables.computeIfAbsent(
                    one.rules().hash(), hash -> KeptTable.json(one.rules().vocabulary(), kept(actor, one.rules()))));
            sql.keep(tables);
            return sql.write(left.stream()
                    .map(one -> new ReceiptSql.Written(ids.next(), one))
                    .toList());
        });
    }

    /** A large table is kept as rows, any other as it is. */
    private DecisionTable kept(Actor actor, Compiled rules) {
        return rules.table().rows().size() > LargeTables.LARGE ? large.put(actor, rules.table()) : rules.table();
    }

    /** All decisions of something, the newest first. */
    public List<Receipt> of(Actor actor, Subject about) {
        return tx.as(actor, () -> read(sql.of(about)));
    }

    /** The newest decision of something by rules of a type. */
    public Optional<Receipt> latest(Actor actor, Subject about, String type) {
        return tx.as(actor, () -> read(sql.latest(about, type))).stream().findFirst();
    }

    /** Refuses: no such receipt. */
    public Receipt find(Actor actor, UUID id) {
        return tx.as(actor, () -> read(sql.find(id))).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("receipt"));
    }

    private List<Receipt> read(List<ReceiptSql.Row> rows) {
        return rows.stream()
                .map(row -> row.receipt(rules(row.table()).vocabulary()))
                .toList();
    }

    /** The rules a receipt was made by, as they were. */
    public Compiled rules(Actor actor, Receipt receipt) {
        return tx.as(actor, () -> rules(receipt.table()));
    }

    private Compiled rules(String hash) {
        var known = compiled.get(hash);
        if (known != null) {
            return known;
        }
        var kept = KeptTable.read(sql.table(hash));
        var rows = kept.table().kept();
        var table = rows == null ? kept.table() : kept.table().with(large.rowsNow(rows));
        var fresh = Tables.compile(kept.vocabulary(), table);
        if (compiled.size() >= MOST_COMPILED) {
            compiled.clear();
        }
        compiled.put(hash, fresh);
        return fresh;
    }

    /** A version of rules that decided, and how often. */
    public record Used(String type, UUID document, int major, int minor, long decisions) {}

    /** The versions of rules that decided anything, the latest decision first. */
    public List<Used> used(Actor actor, int most) {
        return tx.as(actor, () -> sql.used(most));
    }

    /** The entries of the changes that one version of rules decided, no more than so many. */
    public List<UUID> entries(Actor actor, UUID document, int major, int minor, int most) {
        return tx.as(actor, () -> sql.entries(document, major, minor, most));
    }

    /** The decision worked out again, from what was known then and by the rules of then: equal to the one that was made. */
    public Decision again(Actor actor, Receipt receipt) {
        return rules(actor, receipt).decide(receipt.facts());
    }
}
