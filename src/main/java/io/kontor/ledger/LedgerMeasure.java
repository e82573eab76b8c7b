package io.kontor.ledger;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.ledger.seal.OfficeCheck;
import io.kontor.verify.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A business of one table, {@code bench.row}, for measuring what recording costs; whoever measures makes the table. No office
 * has it.
 */
@Component
public final class LedgerMeasure {
    private static final SubjectType<Measured> TYPE = SubjectType.of("measured", Measured.class, "made");
    private static final int MANY = 2_000;

    private final Tx tx;
    private final Ledger ledger;
    private final Sealer sealer;
    private final OfficeCheck check;
    private final JdbcClient jdbc;

    LedgerMeasure(Tx tx, Ledger ledger, Sealer sealer, OfficeCheck check, JdbcClient jdbc) {
        this.tx = tx;
        this.ledger = ledger;
        this.sealer = sealer;
        this.check = check;
        this.jdbc = jdbc;
    }

    /** What is recorded: about 230 bytes as JSON. */
    private record Measured(
            String name,
            String country,
            String city,
            String amount,
            String currency,
            UUID owner,
            List<String> tags,
            int rank,
            String status,
            String website) {}

    private static Measured something() {
        int number = ThreadLocalRandom.current().nextInt(1_000_000);
        return new Measured(
                "Sample partner " + number,
                "DE",
                "Hamburg",
                number + ".50",
                "EUR",
                new UUID(ThreadLocalRandom.current().nextLong(), number),
                List.of("reseller", "cloud"),
                number,
                "active",
                "https://example.com/" + number);
    }

    /** Actor, business row, entry, commit: as everything is recorded. */
    public void record(Actor actor) {
        tx.as(actor, () -> {
            var recorded = ledger.append(actor, Change.of(TYPE, UUID.randomUUID(), "made", "measuring", something()));
            row(recorded.id(), recorded.state(), recorded.entryId());
        });
    }

    /** The same without its entry. */
    public void write(Actor actor) {
        tx.as(actor, () -> row(UUID.randomUUID(), something(), UUID.randomUUID()));
    }

    private void row(UUID id, Measured state, UUID entry) {
        jdbc.sql(
                        "insert into bench.row (id, name, city, amount, entry) values (:id, :name, :city, :amount::numeric, :entry)")
                .param("id", id)
                .param("name", state.name())
                .param("city", state.city())
                .param("amount", state.amount())
                .param("entry", entry)
                .update();
    }

    /** Many entries, as an import brings them, without business rows. */
    public void fill(Actor actor, int count) {
        for (int done = 0; done < count; done += MANY) {
            var changes = new ArrayList<Change<Measured>>();
            for (int i = done; i < Math.min(count, done + MANY); i++) {
                changes.add(Change.of(TYPE, UUID.randomUUID(), "made", "measuring", something()));
            }
            tx.as(actor, () -> ledger.append(actor, changes));
        }
    }

    /** Seals as a server does, until told otherwise, and then what is left. */
    public void seal(BooleanSupplier until) throws InterruptedException {
        while (!until.getAsBoolean()) {
            long began = System.nanoTime();
            int count = sealer.seal();
            if (count > 0) {
                sealer.rest(began, count);
            } else {
                sealer.await(10);
            }
        }
        sealer.sealAll();
    }

    /** Milliseconds from recording an entry to its checkpoint, of entries from a position on: what this share of them stays below. */
    public double lag(long from, double share) {
        return tx.ask(
                Purpose.MEASURING,
                () -> jdbc.sql("""
                select coalesce(percentile_disc(:share) within group (
                    order by extract(epoch from c.made_at - e.recorded_at) * 1000), 0)::float8
                from ledger.position p
                join ledger.entry e on e.subject_id = p.subject_id and e.seq = p.seq
                cross join lateral (
                    select made_at from ledger.checkpoint where size > p.position order by size limit 1) c
                where p.position >= :from
                """)
                        .param("share", share)
                        .param("from", from)
                        .query(Double.class)
                        .single());
    }

    /** Makes every leaf again from its entry and compares. */
    public void verifyEntries() {
        holds(tx.ask(Purpose.MEASURING, check::recomputed));
    }

    /** Reads every entry as it is read to make its leaf, and makes none. */
    public void readEntries() {
        tx.ask(Purpose.MEASURING, check::read);
    }

    /** Makes the tree again from the stored leaves and compares. */
    public void verifyStored() {
        holds(tx.ask(Purpose.MEASURING, check::stored));
    }

    private static void holds(@Nullable Flaw flaw) {
        if (flaw != null) {
            throw new IllegalStateException("what was measured does not hold", flaw);
        }
    }
}
