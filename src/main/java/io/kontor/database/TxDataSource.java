package io.kontor.database;

import io.kontor.kernel.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Gives connections of the pool for the side whose transaction is being opened, and none outside one: a query that is not
 * inside {@link Tx} fails here, at once and always.
 */
final class TxDataSource extends AbstractDataSource {
    static final ScopedValue<Side> OPENING = ScopedValue.newInstance();

    private final Map<Side, ? extends DataSource> pools;

    TxDataSource(Map<Side, ? extends DataSource> pools) {
        this.pools = pools;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!OPENING.isBound()) {
            throw new IllegalStateException("a connection is only to be had inside Tx.as(actor, ...)");
        }
        return Objects.requireNonNull(pools.get(OPENING.get())).getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new IllegalStateException("connections are given by role only");
    }
}
