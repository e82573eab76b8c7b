package io.kontor.lists;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lists as files. Data leaves the house here: a purpose is asked, and the export is an entry with its filter and the number of
 * rows before the first byte goes out. No cell can be taken for a formula.
 */
@Component
final class Exports {
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

    enum Format {
        CSV,
        XLSX
    }

    record Export(String list, String query, Format format, String purpose, long rows) {}

    /** An export that is recorded and may now be written. */
    record Allowed(ListSpec spec, ListQuery query, Format format, long rows) {}

    /** Records an export. Refuses: not allowed, no purpose, more rows than a sheet holds. */
    Allowed allow(Actor actor, ListSpec spec, ListQuery query, Format format, @Nullable String purpose) {
        var role = actor.role(spec.kind(), Verb.EXPORT);
        var why = Fields.required(purpose, "purpose", 300);
        return tx.as(actor, () -> {
            long rows = lists.count(actor, spec, query);
            if (format == Format.XLSX && rows > MOST_SHEET_ROWS) {
                throw Refusal.invalid("export-too-long", "rows", rows, "most", MOST_SHEET_ROWS)
                        .at("format");
            }
            var state = new Export(spec.code(), query.toQuery(), format, why, rows);
            ledger.append(
                    actor, Change.of(EXPORT, ids.next(), "made", role, state).because(why));
            return new Allowed(spec, query, format, rows);
        });
    }

    void write(Actor actor, Words words, Allowed export, OutputStream out) throws IOException {
        var columns = lists.columns(actor, export.spec(), export.query());
        var heads = new ArrayList<String>();
        heads.add(words.t("lists.id"));
        for (var column : columns) {
            heads.add(ListPages.label(words, export.spec(), column));
            if (column.kind() == Column.Kind.MONEY) {
                heads.add(words.t("lists.currency"));
            }
        }
        switch (export.format()) {
            case CSV -> csv(actor, words, export, heads, out);
            case XLSX -> sheet(actor, words, export, heads, out);
        }
    }

    private void csv(Actor actor, Words words, Allowed export, List<String> heads, OutputStream out)
            throws IOException {
        // The mark at the start tells spreadsheets that this is UTF-8.
        out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        try (var csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            csv.writeRecord(heads);
            lists.each(
                    actor,
                    words,
                    export.spec(),
                    export.query(),
                    row -> csv.writeRecord(
                            values(row).stream().map(Exports::plain).toList()));
        }
    }

    private void sheet(Actor actor, Words words, Allowed export, List<String> heads, OutputStream out)
            throws IOException {
        try (var book = new Workbook(out, "Kontor", null)) {
            var sheet = book.newWorksheet(export.spec().code());
            for (int i = 0; i < heads.size(); i++) {
                sheet.value(0, i, heads.get(i));
                sheet.style(0, i).bold().set();
            }
            sheet.freezePane(0, 1);
            int[] line = {1};
            lists.each(actor, words, export.spec(), export.query(), row -> {
                int at = 0;
                for (var value : values(row)) {
                    put(sheet, line[0], at++, value);
                }
                line[0]++;
                if (line[0] % 1_000 == 0) {
                    flush(sheet);
                }
            });
            sheet.finish();
        }
    }

    private static void flush(org.dhatim.fastexcel.Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(org.dhatim.fastexcel.Worksheet sheet, int line, int at, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case BigDecimal number -> sheet.value(line, at, number);
            case LocalDate day -> {
                sheet.value(line, at, day);
                sheet.style(line, at).format("yyyy-mm-dd").set();
            }
            case Instant moment -> {
                sheet.value(line, at, moment.atOffset(ZoneOffset.UTC).toLocalDateTime());
                sheet.style(line, at).format("yyyy-mm-dd hh:mm").set();
            }
            default -> sheet.value(line, at, value.toString());
        }
    }

    /** The row's id, its values, and for amounts the currency in a place of its own. */
    private static List<@Nullable Object> values(ListRow row) {
        var values = new ArrayList<@Nullable Object>();
        values.add(row.id());
        for (var cell : row.cells()) {
            if (cell.raw() instanceof Money money) {
                values.add(money.amount());
                values.add(money.currency());
            } else {
                values.add(cell.raw() == null ? null : cell.tone() != null ? cell.text() : readable(cell));
            }
        }
        return values;
    }

    private static Object readable(Cell cell) {
        return cell.raw() instanceof BigDecimal || cell.raw() instanceof LocalDate || cell.raw() instanceof Instant
                ? cell.raw()
                : cell.text();
    }

    /** Text for a CSV cell; what a spreadsheet could take for a formula gets a quote before it. */
    static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case LocalDate day -> day.toString();
            case Instant moment -> moment.toString();
            default -> {
                var text = value.toString();
                yield !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
            }
        };
    }
}
