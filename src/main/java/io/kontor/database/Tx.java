package io.kontor.database;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
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

    private final PlatformTransactionManager manager;
    private final JdbcClient jdbc;

    Tx(PlatformTransactionManager manager, JdbcClient jdbc) {
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

    private <T extends @Nullable Object> T run(Actor actor, Supplier<T> work, boolean readOnly) {
        var inside = TransactionSynchronizationManager.isActualTransactionActive();
        if (inside && TxDataSource.OPENING.get() == actor.side()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return ScopedValue.where(TxDataSource.OPENING, actor.side())
                        .call(() -> template(readOnly, inside).execute(status -> {
                            setActor(actor);
                            return work.get();
                        }));
            } catch (ConcurrencyFailureException e) {
                if (attempt == TRIES || inside) {
                    throw Refusal.conflict("try-again");
                }
            }
        }
    }

    private TransactionTemplate template(boolean readOnly, boolean inside) {
        var template = new TransactionTemplate(manager);
        template.setReadOnly(readOnly);
        template.setIsolationLevel(
                readOnly
                        ? TransactionDefinition.ISOLATION_REPEATABLE_READ
                        : TransactionDefinition.ISOLATION_READ_COMMITTED);
        template.setPropagationBehavior(
                inside ? TransactionDefinition.PROPAGATION_REQUIRES_NEW : TransactionDefinition.PROPAGATION_REQUIRED);
        return template;
    }

    private void setActor(Actor actor) {
        var firm = actor.side() == Side.PORTAL ? String.valueOf(actor.firm()) : "";
        jdbc.sql("select set_config('kontor.actor', :actor, true), set_config('kontor.partner', :partner, true)")
                .param("actor", actor.person() == null ? String.valueOf(actor.label()) : String.valueOf(actor.person()))
                .param("partner", firm)
                .query((row, number) -> 0)
                .single();
    }
}
