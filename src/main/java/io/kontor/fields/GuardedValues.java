package io.kontor.fields;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.ledger.Mark;
import io.kontor.ledger.MarkedFields;
import java.util.HashSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which values of custom fields the ledger keeps under keys: what is said of a contact under that person's, the rest each under
 * its own. Fields taken out of use count, too, for their values stay.
 */
@Component
final class GuardedValues implements MarkedFields {
    private final Tx tx;
    private final JdbcClient jdbc;

    GuardedValues(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    @Override
    public Marks of(String type) {
        var all = CustomField.usuallyGuarded(type);
        return new Marks(
                all ? Mark.PERSONAL : Mark.TEXT,
                all,
                new HashSet<>(tx.ask(
                        Purpose.SETTINGS,
                        () -> jdbc.sql("select code from fields.field where object = :object and guarded <> :usual")
                                .param("object", type)
                                .param("usual", all)
                                .query(String.class)
                                .list())));
    }
}
