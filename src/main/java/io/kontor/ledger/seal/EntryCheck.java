package io.kontor.ledger.seal;

import io.kontor.database.CopiedRows;
import io.kontor.database.Copying;
import io.kontor.verify.Flaw;
import io.kontor.verify.KeptEntry;
import io.kontor.verify.Leaf;
import io.kontor.verify.LeafMaker;
import io.kontor.verify.TreeHasher;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Entries and positions: makes every leaf again from its entry's row and compares it with the stored one. Entries are read in the
 * order of their numbers, which is nearly that of their positions; those read before their position comes wait, and there are
 * never more of them than were being written at one time.
 */
@Component
class EntryCheck {
    private static final int WINDOW = 50_000;
    private static final int SHARE = 1_000;

    private final Copying copying;
    private final CheckSql sql;

    EntryCheck(Copying copying, CheckSql sql) {
        this.copying = copying;
        this.sql = sql;
    }

    void check(Edge edge, OfficeCheck.Flaws flaws) {
        try {
            new Run(edge).check();
        } catch (Flaw flaw) {
            flaws.add(flaw);
        }
    }

    /** Only reads what {@link #check} reads of entries, the limit it can come to; for measuring. */
    long read() {
        return copying.<Long>read("select " + KeptEntries.COLUMNS + " from ledger.entry e order by e.seq", rows -> {
            long count = 0;
            while (rows.next()) {
                KeptEntries.read(rows);
                count++;
            }
            return count;
        });
    }

    /** One position and what the tables say of it. */
    private record Due(long position, long seq, UUID entry, byte @Nullable [] hash) {}

    /** One entry and the hash of the leaf made of it; the flaw when none can be made. */
    private record Made(
            UUID entry, long seq, byte[] hash, @Nullable Flaw flaw) {}

    private final class Run {
        private final Edge edge;
        private final Map<UUID, Made> waiting = new HashMap<>();
        private final List<UUID> twice = new ArrayList<>();
        private long read = Long.MIN_VALUE;

        Run(Edge edge) {
            this.edge = edge;
        }

        void check() throws Flaw {
            long next = 0;
            for (var due = due(next); !due.isEmpty(); due = due(next)) {
                entries(due.stream().mapToLong(Due::seq).max().orElseThrow());
                for (var one : due) {
                    if (one.position() != next) {
                        throw Flaw.of(Flaw.Kind.POSITION, "due", next, "found", one.position())
                                .at(next);
                    }
                    compare(one);
                    next++;
                }
            }
            if (next < edge.size()) {
                throw Flaw.of(Flaw.Kind.POSITION, "due", next, "found", edge.size())
                        .at(next);
            }
            entries(Long.MAX_VALUE);
            leftOver();
        }

        /** Both tables are bounded, so that each is read along its index and never as a whole. */
        private List<Due> due(long from) {
            var window = " where position >= " + from + " and position < " + (from + WINDOW);
            return copying.read(
                    "select p.position, p.seq, p.entry_id, l.hash from (select * from ledger.position" + window
                            + (from == 0 ? " or position < 0" : "")
                            + ") p left join (select position, hash from ledger.leaf" + window
                            + ") l on l.position = p.position order by p.position",
                    rows -> {
                        var due = new ArrayList<Due>();
                        while (rows.next()) {
                            due.add(new Due(rows.large(), rows.large(), rows.id(), rows.maybeBytes()));
                        }
                        return due;
                    });
        }

        private void compare(Due due) throws Flaw {
            var made = waiting.remove(due.entry());
            if (made == null || made.seq() != due.seq()) {
                var kind = sql.positions(due.entry()) > 1 ? Flaw.Kind.ENTRY_TWICE : Flaw.Kind.ENTRY_GONE;
                throw Flaw.of(kind, "entry", due.entry().toString()).at(due.position());
            }
            if (made.flaw() != null) {
                throw made.flaw().at(due.position());
            }
            if (due.hash() == null && due.position() < edge.size()) {
                throw Flaw.of(Flaw.Kind.LEAF_GONE).at(due.position());
            }
            if (due.hash() != null && !Arrays.equals(due.hash(), made.hash())) {
                throw changed(due);
            }
        }

        /** What of an entry its leaf does not say. */
        private Flaw changed(Due due) {
            try {
                var told = Leaf.parse(sql.leaf(due.position()));
                var found = sql.entry(due.entry());
                var made = Leaf.parse(new LeafMaker().leaf(found));
                return Flaw.of(Flaw.Kind.ENTRY_CHANGED, "name", changed(told, made))
                        .at(due.position());
            } catch (Flaw flaw) {
                return flaw.at(due.position());
            }
        }

        private static String changed(Leaf told, Leaf made) {
            if (!told.id().equals(made.id())) {
                return "id";
            }
            if (!told.at().equals(made.at())) {
                return "at";
            }
            if (!told.actor().equals(made.actor())) {
                return "actor";
            }
            if (!told.action().equals(made.action())) {
                return "action";
            }
            boolean same = told.subjectType().equals(made.subjectType())
                    && told.subjectId().equals(made.subjectId());
            return same ? "content" : "subject";
        }

        /** Entries with numbers up to this one. */
        private void entries(long to) {
            if (to <= read) {
                return;
            }
            copying.<Boolean>read(
                    "select e.seq, " + KeptEntries.COLUMNS + " from ledger.entry e where e.seq > " + read
                            + " and e.seq <= " + to + " order by e.seq",
                    this::entries);
            read = to;
        }

        /** One thread reads, the others make leaves. */
        private boolean entries(CopiedRows rows) throws SQLException {
            var tasks = new ArrayDeque<ForkJoinTask<List<Made>>>();
            var share = new Share();
            while (rows.next()) {
                share.add(rows.large(), KeptEntries.read(rows));
                if (share.size() == SHARE) {
                    tasks.add(ForkJoinPool.commonPool().submit(share));
                    share = new Share();
                    while (tasks.size() > 2 * ForkJoinPool.getCommonPoolParallelism() + 2) {
                        made(tasks.remove());
                    }
                }
            }
            tasks.add(ForkJoinPool.commonPool().submit(share));
            tasks.forEach(this::made);
            return true;
        }

        private void made(ForkJoinTask<List<Made>> task) {
            for (var made : task.join()) {
                if (waiting.putIfAbsent(made.entry(), made) != null) {
                    twice.add(made.entry());
                }
            }
        }

        /** What has no position must wait for one. */
        private void leftOver() throws Flaw {
            if (!twice.isEmpty()) {
                throw slipped(twice.getFirst());
            }
            var pending = sql.pending();
            for (var entry : waiting.keySet()) {
                if (!pending.contains(entry)) {
                    throw slipped(entry);
                }
            }
        }

        private static Flaw slipped(UUID entry) {
            return Flaw.of(Flaw.Kind.ENTRY_SLIPPED, "entry", entry.toString());
        }
    }

    /** Entries whose leaves are made in one go. */
    private static final class Share extends RecursiveTask<List<Made>> {
        private final transient List<KeptEntry> entries = new ArrayList<>(SHARE);
        private final long[] seqs = new long[SHARE];

        void add(long seq, KeptEntry entry) {
            seqs[entries.size()] = seq;
            entries.add(entry);
        }

        int size() {
            return entries.size();
        }

        @Override
        protected List<Made> compute() {
            var maker = new LeafMaker();
            var hasher = new TreeHasher();
            var made = new ArrayList<Made>(entries.size());
            for (int i = 0; i < entries.size(); i++) {
                var entry = entries.get(i);
                try {
                    made.add(new Made(entry.id(), seqs[i], hasher.leaf(maker.leaf(entry)), null));
                } catch (Flaw flaw) {
                    made.add(new Made(entry.id(), seqs[i], new byte[0], flaw));
                }
            }
            return made;
        }
    }
}
