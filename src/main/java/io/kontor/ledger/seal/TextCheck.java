package io.kontor.ledger.seal;

import io.kontor.database.CopiedRows;
import io.kontor.database.Copying;
import io.kontor.verify.Content;
import io.kontor.verify.Flaw;
import io.kontor.verify.LeafMaker;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Closed texts: those that still have a key must open to what their entries commit to. */
@Component
class TextCheck {
    private final Copying copying;

    TextCheck(Copying copying) {
        this.copying = copying;
    }

    void check(Opening opening, OfficeCheck.Flaws flaws) {
        var flaw = copying.<@Nullable Flaw>read(
                "select p.position, k.*, " + KeptEntries.COLUMNS
                        + " from ledger.entry e join ledger.position p on p.entry_id = e.id"
                        + " left join lateral (select " + opening.keys("e") + ") k on true"
                        + " where e.about is not null or e.texts",
                rows -> first(rows, opening));
        if (flaw != null) {
            flaws.add(flaw);
        }
    }

    private static @Nullable Flaw first(CopiedRows rows, Opening opening) throws SQLException {
        var maker = new LeafMaker();
        var content = new Content();
        Flaw first = null;
        while (rows.next()) {
            long position = rows.large();
            if (first != null && first.position().orElse(0) < position) {
                rows.skip();
                continue;
            }
            var person = rows.maybeBytes();
            var texts = rows.maybeText();
            var kept = KeptEntries.read(rows);
            try {
                var open = opening.open(kept.id(), maker.closed(kept), person, texts);
                var committed = content.committed(open.getBytes(StandardCharsets.UTF_8));
                if (!Arrays.equals(committed, maker.content(kept))) {
                    first = changed(position);
                }
            } catch (Flaw flaw) {
                first = flaw.at(position);
            } catch (IllegalStateException e) {
                first = changed(position);
            }
        }
        return first;
    }

    private static Flaw changed(long position) {
        return Flaw.of(Flaw.Kind.ENTRY_CHANGED, "name", "text").at(position);
    }
}
