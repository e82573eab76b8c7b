package io.kontor.database;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way to a transaction, and so to a connection.
 *
 * <p>It picks the pool of the actor's side and sets the actor for the transaction, in one statement, local to it; that is
 * what row-level security under the portal's role goes by. Nothing outlives the transaction, so a transaction pooler may
 * stand between. Work inside work joins it, unless it is for the other side: then it is a transaction of its own.
 */
public final class Tx {
    private static final int TRIES = 3;
    /** PostgreSQL, appendix A. */
    private static final String DISK_FULL = "53100";

    private static final String SET_ACTOR =
            "select set_config('kontor.actor', ?, true), set_config('kontor.partner', ?, true)";
    private static final String SET_READER =
            "set transaction isolation level repeatable read; " + SET_ACTOR + ", pg_current_snapshot()::text";

    /** The moment all is read from; none where something may be written. */
    private static final ScopedValue<@Nullable Moment> MOMENT = ScopedValue.newInstance();

    private final PlatformTransactionManager manager;
    private final JdbcTemplate jdbc;
    private final UnchangedAnswers unchanged = new UnchangedAnswers();

    Tx(PlatformTransactionManager manager, JdbcTemplate jdbc) {
        this.manager = manager;
        this.jdbc = jdbc;
    }

    /**
     * Does the work in a transaction of this actor, all or nothing. A deadlock or a lost race is tried again, so the work
     * must not reach outside the database.
     */
    public <T extends @Nullable Object> T as(Actor actor, Supplier<T> work) {
        return run(actor, work, false);
    }

    public void as(Actor actor, Runnable work) {
        this.<@Nullable Object>run(
                actor,
                () -> {
                    work.run();
                    return null;
                },
                false);
    }

    /** Only reads, all from one moment. */
    public <T extends @Nullable Object> T read(Actor actor, Supplier<T> work) {
        return run(actor, work, true);
    }

    /** A question of the house's own, see {@link Purpose}. */
    public <T extends @Nullable Object> T ask(Purpose purpose, Supplier<T> work) {
        return run(purpose.actor(), work, true);
    }

    /**
     * An answer that rests on nothing but the database, the actor and the question: given again, for a minute at most, as long as
     * nobody has written anything since. PostgreSQL says so itself: two transactions with the same snapshot see the same rows.
     * Asked anew each time where something may be written.
     *
     * @param question what tells this question from all others; compared by {@code equals}
     * @param type of the answer, which must not change once given
     */
    public <T> T unchanged(Actor actor, Object question, Class<T> type, Supplier<T> answer) {
        return run(
                actor,
                () -> {
                    var moment = moment();
                    return moment == null
                            ? answer.get()
                            : type.cast(unchanged.find(
                                    UnchangedAnswers.Key.of(actor, question), moment.snapshot, answer::get));
                },
                false);
    }

    /** The same for several; the question tells what they are. */
    @SuppressWarnings("unchecked")
    public <T> List<T> unchangedList(Actor actor, Object question, Supplier<List<T>> answer) {
        return (List<T>) unchanged(actor, question, List.class, () -> List.copyOf(answer.get()));
    }

    private static @Nullable Moment moment() {
        return MOMENT.isBound() ? MOMENT.get() : null;
    }

    /** One moment of the database. */
    private static final class Moment {
        String snapshot = "";
    }

    private <T extends @Nullable Object> T run(Actor actor, Supplier<T> work, boolean readOnly) {
        var inside = TransactionSynchronizationManager.isActualTransactionActive();
        if (inside && TxDataSource.OPENING.get() == actor.side()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                var moment = readOnly ? new Moment() : null;
                return ScopedValue.where(TxDataSource.OPENING, actor.side())
                        .where(MOMENT, moment)
                        .call(() -> template(readOnly, inside).execute(status -> {
                            begin(actor, moment);
                            return work.get();
                        }));
            } catch (ConcurrencyFailureException e) {
                if (attempt == TRIES || inside) {
                    throw Refusal.conflict("try-again");
                }
            } catch (DataAccessException | TransactionException e) {
                if (!inside && diskFull(e)) {
                    throw Refusal.unavailable("disk-full");
                }
                throw e;
            }
        }
    }

    private static boolean diskFull(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private TransactionTemplate template(boolean readOnly, boolean inside) {
        var template = new TransactionTemplate(manager);
        template.setReadOnly(readOnly);
        template.setPropagationBehavior(
                inside ? TransactionDefinition.PROPAGATION_REQUIRES_NEW : TransactionDefinition.PROPAGATION_REQUIRED);
        return template;
    }

    /**
     * One moment for all that is only read, and the actor. The driver sends both statements and the opening of the transaction
     * in one go; a level set through the connection would cost three round trips more.
     */
    private void begin(Actor actor, @Nullable Moment moment) {
        jdbc.execute(moment == null ? SET_ACTOR : SET_READER, (PreparedStatementCallback<Boolean>) prepared -> {
            prepared.setString(
                    1, actor.person() == null ? String.valueOf(actor.label()) : String.valueOf(actor.person()));
            prepared.setString(2, actor.side() == Side.PORTAL ? String.valueOf(actor.firm()) : "");
            prepared.execute();
            if (moment != null && prepared.getMoreResults()) {
                try (var row = prepared.getResultSet()) {
                    row.next();
                    moment.snapshot = row.getString(3);
                }
            }
            return true;
        });
    }
}
