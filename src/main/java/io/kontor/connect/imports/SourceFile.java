package io.kontor.connect.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.kontor.kernel.Refusal;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of rows: packed or not, in whatever encoding and with whatever between its columns; all of it found out by looking,
 * unless the mapping says it.
 *
 * @param name without folders
 * @param hash SHA-256 of the file as it lies there
 * @param guessed whether the encoding is a guess, not marked in the file or proven by its content
 * @param skipped rows before the header, such as a title; spreadsheets write one that only says what stands between the columns
 * @param titles how many of them somebody wrote for people
 * @param header the names of its columns
 * @param sheet whether it was a sheet of a workbook
 */
record SourceFile(
        Path path,
        String name,
        long bytes,
        String hash,
        boolean packed,
        Charset encoding,
        boolean guessed,
        String delimiter,
        int skipped,
        int titles,
        List<String> header,
        boolean sheet) {
    private static final int SAMPLE = 64 * 1024;
    private static final int LOOKED_AT = 40;
    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", "^", "~", "\u0001");

    SourceFile {
        header = List.copyOf(header);
    }

    /**
     * Looks at a file.
     *
     * @param wanted columns a mapping reads; the delimiter is the one that shows most of them
     */
    static SourceFile open(Opened.Given given, Bounds bounds, Mapping.Format format, Collection<String> wanted) {
        var path = given.path();
        try {
            var look = Look.at(given.name(), path, bounds);
            var encoding = format.encoding() == null ? look.encoding() : Charset.forName(format.encoding());
            var file = new SourceFile(
                    path,
                    given.name(),
                    Files.size(path),
                    look.hash(),
                    look.packed(),
                    encoding,
                    look.guessed() && format.encoding() == null,
                    ",",
                    0,
                    0,
                    List.of(),
                    given.sheet());
            var found = given.sheet()
                    ? file.split(",", wanted).file()
                    : format.delimiter() == null
                            ? DELIMITERS.stream()
                                    .map(by -> file.split(by, wanted))
                                    .max(java.util.Comparator.comparingLong(Split::shown))
                                    .orElseThrow()
                                    .file()
                            : file.split(format.delimiter(), wanted).file();
            if (found.header().size() > bounds.columns()) {
                throw Refusal.invalid(
                        "import-columns-many",
                        "file",
                        given.name(),
                        "found",
                        found.header().size(),
                        "most",
                        bounds.columns());
            }
            return found;
        } catch (IOException e) {
            throw Refusal.invalid("import-file-unreadable", "file", given.name());
        }
    }

    /**
     * A file as it looks with one delimiter.
     *
     * @param shown how much of what is wanted its header shows, then how many rows have as many columns as the header, then
     *     how many columns there are
     */
    private record Split(SourceFile file, long shown) {}

    private Split split(String by, Collection<String> wanted) {
        var file = with(by, 0, 0, List.of());
        try (var rows = file.allRows()) {
            var first = new ArrayList<List<String>>();
            while (rows.hasNext() && first.size() <= LOOKED_AT + HeaderRow.LOOKED_AT) {
                first.add(rows.next().getFields().stream().map(String::strip).toList());
            }
            int at = HeaderRow.of(first, wanted);
            var names = named(at < first.size() ? first.get(at) : List.of());
            var looked = first.stream().skip(at + 1L).limit(LOOKED_AT).toList();
            long even =
                    looked.stream().filter(row -> row.size() == names.size()).count();
            long share = names.size() < 2 || looked.isEmpty() ? 0 : even * 1_000L / looked.size();
            long told = wanted.stream().filter(names::contains).count();
            return new Split(
                    file.with(by, at, HeaderRow.titles(first.subList(0, at)), names),
                    told * 100_000_000L + share * 20_000L + Math.min(names.size(), 19_999));
        } catch (CsvParseException | UncheckedIOException e) {
            return new Split(file, 0);
        } catch (IOException e) {
            throw Refusal.invalid("import-file-unreadable", "file", name);
        }
    }

    /** The second column of a name is told apart by its number. */
    private static List<String> named(List<String> head) {
        var seen = new java.util.HashMap<String, Integer>();
        return head.stream()
                .map(name -> {
                    int times = seen.merge(name, 1, Integer::sum);
                    return times == 1 || name.isEmpty() ? name : name + " (" + times + ")";
                })
                .toList();
    }

    private SourceFile with(String by, int before, int above, List<String> names) {
        return new SourceFile(path, name, bytes, hash, packed, encoding, guessed, by, before, above, names, sheet);
    }

    /** All rows, the header first. */
    CsvRows rows() throws IOException {
        var rows = allRows();
        for (int i = 0; i < skipped && rows.hasNext(); i++) {
            rows.next();
        }
        return rows;
    }

    private CsvRows allRows() throws IOException {
        return new CsvRows(unpacked(Files.newInputStream(path), packed), encoding, delimiter);
    }

    String encodingName() {
        return encoding.name();
    }

    private static InputStream unpacked(InputStream raw, boolean packed) throws IOException {
        return packed ? new GZIPInputStream(raw, SAMPLE) : new BufferedInputStream(raw, SAMPLE);
    }

    /** One reading of the whole file, for what can only be known then. */
    private record Look(String hash, boolean packed, Charset encoding, boolean guessed) {
        static Look at(String name, Path path, Bounds bounds) throws IOException {
            boolean packed;
            try (var head = Files.newInputStream(path)) {
                packed = Arrays.equals(head.readNBytes(2), new byte[] {0x1f, (byte) 0x8b});
            }
            var digest = sha256();
            var check = new Utf8Check();
            try (var raw = new DigestInputStream(Files.newInputStream(path), digest);
                    var content = bounds.counted(unpacked(new KeptOpen(raw), packed), name, Files.size(path))) {
                taken(content, check);
                raw.transferTo(java.io.OutputStream.nullOutputStream());
            }
            var hash = HexFormat.of().formatHex(digest.digest());
            return check.marked() != null
                    ? new Look(hash, packed, check.marked(), false)
                    : new Look(hash, packed, check.guess(), !check.utf8());
        }

        /** What is cut off is looked at as far as it goes. */
        private static void taken(InputStream content, Utf8Check check) throws IOException {
            var buffer = new byte[SAMPLE];
            try {
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    check.take(buffer, read);
                }
            } catch (EOFException | ZipException e) {
                // the rest is told as unreadable when its rows are read
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The end of the content is not the end of the file. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // its owner closes it
        }
    }
}
