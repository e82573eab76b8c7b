package io.kontor.connect.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Iterator;

/** The rows of a file, one after the other. */
final class CsvRows implements AutoCloseable, Iterator<CsvRecord> {
    private final Quotes quotes;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;

    @SuppressWarnings("removal") // letters behind a closing quote are one bad value, not the end of the file
    CsvRows(InputStream in, Charset encoding, String delimiter) {
        quotes = new Quotes(new InputStreamReader(in, encoding), delimiter);
        reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(quotes);
        records = reader.iterator();
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public CsvRecord next() {
        return records.next();
    }

    /** After the last one: whether a quotation mark in it was never closed, so that it holds all that came behind. */
    boolean endsOpen() {
        return quotes.open();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
