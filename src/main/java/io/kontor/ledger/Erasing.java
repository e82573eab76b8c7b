package io.kontor.ledger;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Destroys keys, and with them what entries say in the texts these keys open. Everything else of an entry stays, every proof
 * too. Whoever calls this records why, in the same transaction.
 */
@Component
public final class Erasing {
    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final Ledger ledger;

    Erasing(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /** Nobody can read any more what entries say of these people. */
    public void people(Collection<UUID> people) {
        ledger.flush();
        jdbc.sql("delete from ledger.person_key where subject_id = any(:people)")
                .param("people", Rows.uuids(people))
                .update();
    }

    /**
     * Nobody can read any more what was typed freely about these objects, reasons included.
     *
     * @return how many texts went
     */
    public int textsOf(Collection<UUID> objects) {
        ledger.flush();
        return jdbc.sql("""
                delete from ledger.text_key k using ledger.entry e
                where e.subject_id = any(:objects) and e.texts and k.entry_id = e.id
                """).param("objects", Rows.uuids(objects)).update();
    }

    /**
     * Nobody can read any more what was typed freely in entries of a type of which there are few, where it tells of somebody.
     *
     * @param tells whether a text does; it is given a whole state
     */
    public void textsMentioning(Actor actor, String type, Predicate<String> tells) {
        ledger.flush();
        var query = TimelineQuery.newest(PAGE).filtered(null, Set.of(), type, null, null);
        for (Long next = Long.MAX_VALUE; next != null; ) {
            var page = ledger.timeline(actor, query.below(next));
            var told = page.entries().stream()
                    .filter(entry -> tells.test(entry.after().toString()))
                    .map(TimelineEntry::id)
                    .toList();
            jdbc.sql("delete from ledger.text_key where entry_id = any(:entries)")
                    .param("entries", Rows.uuids(told))
                    .update();
            next = page.next();
        }
    }
}
