package io.kontor.ledger;

import io.kontor.database.Tx;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Entries gather in their transaction and go to the database in one statement just before it commits, or when there are many. */
@Component
class Gathering {
    private static final int MANY = 2_000;

    private final AppendSql append;
    private final Closing closing;
    private final Sealer sealer;

    Gathering(AppendSql append, Closing closing, Sealer sealer) {
        this.append = append;
        this.closing = closing;
        this.sealer = sealer;
    }

    /** What the running transaction has appended and not yet sent. */
    Unsent of() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("entries are appended inside " + Tx.class.getSimpleName());
        }
        var bound = (Unsent) TransactionSynchronizationManager.getResource(this);
        if (bound != null) {
            return bound;
        }
        var fresh = new Unsent();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    /** What one transaction has appended and not yet sent. */
    final class Unsent implements TransactionSynchronization {
        private final List<EntryRow> rows = new ArrayList<>();

        void add(EntryRow row) {
            rows.add(row);
        }

        void flushWhenLarge() {
            if (rows.size() >= MANY) {
                flush();
            }
        }

        @Override
        public void flush() {
            send(false);
        }

        private void send(boolean last) {
            if (!rows.isEmpty()) {
                append.insert(closing.close(rows), last);
                rows.clear();
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Gathering.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Gathering.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            send(true);
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Gathering.this);
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                sealer.wake();
            }
        }
    }
}
