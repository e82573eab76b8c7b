package io.kontor.lists;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.Change;
import io.kontor.ledger.FreeText;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tables as files. Data leaves the house here: a purpose is asked, and the export is an entry with its filter and the number of
 * rows before the first byte goes out.
 */
@Component
public final class Exports {
    static final SubjectType<Export> EXPORT = SubjectType.of("export", Export.class, "made");
    private static final int MOST_SHEET_ROWS = 1_000_000;

    private final Tx tx;
    private final Ledger ledger;
    private final Lists lists;
    private final Ids ids;

    Exports(Tx tx, Ledger ledger, Lists lists, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.lists = lists;
        this.ids = ids;
    }

    record Export(
            String list,
            @FreeText @Nullable String query,
            FileFormat format,
            @FreeText String purpose,
            long rows) {}

    /**
     * Records that a table is about to leave.
     *
     * @param kind what it holds; the actor needs the right to export it
     * @param code names the table
     * @param query what of it, as an address would say it
     * @throws Refusal not allowed, no purpose, more rows than a sheet holds
     */
    public void allow(
            Actor actor,
            String kind,
            String code,
            String query,
            long rows,
            FileFormat format,
            @Nullable String purpose) {
        var role = actor.role(kind, Verb.EXPORT);
        var why = Fields.required(purpose, "purpose", 300);
        if (format == FileFormat.XLSX && rows > MOST_SHEET_ROWS) {
            throw Refusal.invalid("export-too-long", "rows", rows, "most", MOST_SHEET_ROWS)
                    .at("format");
        }
        tx.as(actor, () -> {
            var state = new Export(code, query, format, why, rows);
            ledger.append(
                    actor, Change.of(EXPORT, ids.next(), "made", role, state).because(why));
            return rows;
        });
    }

    /** Writes a table that was allowed to leave, in bounded memory. */
    public void write(DataTable table, FileFormat format, OutputStream out) throws IOException {
        TableFile.write(table, format, out);
    }

    /** A list as a table, with the columns the query shows. */
    DataTable table(Actor actor, Words words, ListSpec spec, ListQuery query) {
        var columns = lists.columns(actor, spec, query);
        var fields = new DataTable.Fields().add("id", words.t("lists.id"), DataTable.Holds.TEXT);
        for (var column : columns) {
            var label = ListPages.label(words, spec, column);
            // A column may well be called as the first one is.
            var code = column.code().equals("id") ? "id_" : column.code();
            switch (column.kind()) {
                case MONEY ->
                    fields.add(code, label, DataTable.Holds.MONEY)
                            .add(code + "_currency", words.t("lists.currency"), DataTable.Holds.TEXT);
                case NUMBER -> fields.add(code, label, DataTable.Holds.NUMBER);
                case DAY -> fields.add(code, label, DataTable.Holds.DAY);
                case MOMENT -> fields.add(code, label, DataTable.Holds.MOMENT);
                case TEXT, CHOICE, CHOICES, STATUS, COUNTRY, REFERENCE, TRUTH ->
                    fields.add(code, label, DataTable.Holds.TEXT);
            }
        }
        return new DataTable(
                spec.code(),
                fields.all(),
                take -> lists.each(actor, words, spec, query, row -> take.accept(values(columns, row))));
    }

    /** The row's id, its values, and for amounts the currency in a place of its own. */
    private static List<@Nullable Object> values(List<Column> columns, ListRow row) {
        var values = new ArrayList<@Nullable Object>();
        values.add(row.id().toString());
        for (int i = 0; i < columns.size(); i++) {
            var cell = row.cells().get(i);
            var raw = cell.raw();
            if (columns.get(i).kind() == Column.Kind.MONEY) {
                values.add(raw instanceof Money money ? money.amount() : null);
                values.add(raw instanceof Money money ? money.currency() : null);
            } else if (raw == null) {
                values.add(null);
            } else {
                boolean typed = raw instanceof BigDecimal || raw instanceof LocalDate || raw instanceof Instant;
                values.add(typed ? raw : cell.text());
            }
        }
        return values;
    }
}
