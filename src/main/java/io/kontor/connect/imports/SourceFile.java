package io.kontor.connect.imports;

import com.ibm.icu.text.CharsetDetector;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.kontor.kernel.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of rows: packed or not, in whatever encoding and with whatever between its columns; all of it found out by looking,
 * unless the mapping says it.
 *
 * @param name without folders
 * @param hash SHA-256 of the file as it lies there
 * @param guessed whether the encoding is a guess, not marked in the file or proven by its content
 * @param skipped rows before the header: spreadsheets write one that only says what stands between the columns
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
        List<String> header,
        boolean sheet) {
    private static final int SAMPLE = 64 * 1024;
    private static final int AROUND = 40;
    private static final int LOOKED_AT = 40;
    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", "^", "~", "\u0001");
    private static final Set<String> GUESSABLE = Set.of(
            "windows-1252",
            "ISO-8859-1",
            "ISO-8859-2",
            "windows-1250",
            "ISO-8859-7",
            "windows-1253",
            "windows-1251",
            "KOI8-R",
            "Shift_JIS",
            "EUC-JP",
            "EUC-KR",
            "GB18030",
            "Big5");

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
        var file = with(by, 0, List.of());
        try (var reader = file.allRows()) {
            var rows = reader.iterator();
            var head = next(rows);
            int skipped = 0;
            if (head.size() <= 2
                    && !head.isEmpty()
                    && head.getFirst().toLowerCase(java.util.Locale.ROOT).startsWith("sep=")) {
                skipped = 1;
                head = next(rows);
            }
            var names = named(head);
            int even = 0;
            int looked = 0;
            while (looked < LOOKED_AT && rows.hasNext()) {
                looked++;
                even += rows.next().getFieldCount() == names.size() ? 1 : 0;
            }
            long share = names.size() < 2 || looked == 0 ? 0 : even * 1_000L / looked;
            long told = wanted.stream().filter(names::contains).count();
            return new Split(
                    file.with(by, skipped, names),
                    told * 100_000_000L + share * 20_000L + Math.min(names.size(), 19_999));
        } catch (CsvParseException | UncheckedIOException e) {
            return new Split(file, 0);
        } catch (IOException e) {
            throw Refusal.invalid("import-file-unreadable", "file", name);
        }
    }

    private static List<String> next(java.util.Iterator<CsvRecord> rows) {
        return rows.hasNext()
                ? rows.next().getFields().stream().map(String::strip).toList()
                : List.of();
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

    private SourceFile with(String by, int before, List<String> names) {
        return new SourceFile(path, name, bytes, hash, packed, encoding, guessed, by, before, names, sheet);
    }

    /** All rows, the header first. */
    CsvReader<CsvRecord> rows() throws IOException {
        var reader = allRows();
        var rows = reader.iterator();
        for (int i = 0; i < skipped && rows.hasNext(); i++) {
            rows.next();
        }
        return reader;
    }

    @SuppressWarnings("removal") // letters behind a closing quote are one bad value, not the end of the file
    private CsvReader<CsvRecord> allRows() throws IOException {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .detectBomHeader(true)
                .ofCsvRecord(unpacked(Files.newInputStream(path), packed), encoding);
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

    /** Is it UTF-8 from end to end, and if not, what does it look like where it is not plain? */
    private static final class Utf8Check {
        private final java.nio.charset.CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        private final CharBuffer chars = CharBuffer.allocate(SAMPLE + 8);
        private final ByteArrayOutputStream odd = new ByteArrayOutputStream();
        private byte[] left = new byte[0];
        private byte[] first = new byte[0];
        private long good;
        private long bad;
        private long zeros;
        private long all;

        void take(byte[] buffer, int length) {
            if (first.length == 0) {
                first = Arrays.copyOf(buffer, Math.min(length, SAMPLE));
            }
            all += length;
            boolean plain = true;
            for (int i = 0; i < length; i++) {
                plain &= buffer[i] >= 0;
                zeros += buffer[i] == 0 ? 1 : 0;
            }
            if (!plain && odd.size() < SAMPLE) {
                collect(buffer, length);
            }
            decode(buffer, length);
        }

        /** Letters beyond ASCII with what stands around them: that is what tells encodings apart. */
        private void collect(byte[] buffer, int length) {
            int written = 0;
            for (int i = 0; i < length && odd.size() < SAMPLE; i++) {
                if (buffer[i] < 0) {
                    int from = Math.max(written, i - AROUND);
                    int to = Math.min(length, i + AROUND);
                    if (to > from) {
                        odd.write(buffer, from, to - from);
                        written = to;
                    }
                }
            }
        }

        private void decode(byte[] buffer, int length) {
            var joined = Arrays.copyOf(left, left.length + length);
            System.arraycopy(buffer, 0, joined, left.length, length);
            var in = ByteBuffer.wrap(joined);
            while (true) {
                chars.clear();
                var result = decoder.decode(in, chars, false);
                for (int i = 0; i < chars.position(); i++) {
                    good += chars.get(i) >= 128 ? 1 : 0;
                }
                if (result.isError()) {
                    bad++;
                    in.position(in.position() + result.length());
                } else if (!result.isOverflow()) {
                    break;
                }
            }
            left = Arrays.copyOfRange(joined, in.position(), joined.length);
        }

        /** The encoding the file itself marks at its beginning, or none. */
        @org.jspecify.annotations.Nullable Charset marked() {
            if (begins(0xEF, 0xBB, 0xBF)) {
                return StandardCharsets.UTF_8;
            }
            if (begins(0xFF, 0xFE)) {
                return StandardCharsets.UTF_16LE;
            }
            return begins(0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
        }

        private boolean begins(int... bytes) {
            for (int i = 0; i < bytes.length; i++) {
                if (i >= first.length || (first[i] & 0xFF) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }

        /** Letters that are right only in UTF-8 outweigh a few broken ones; those are told row by row. */
        boolean utf8() {
            return !wide() && (bad + left.length == 0 || good > 4 * (bad + left.length));
        }

        private boolean wide() {
            return zeros * 4 > all;
        }

        Charset guess() {
            if (utf8()) {
                return StandardCharsets.UTF_8;
            }
            if (wide()) {
                int even = 0;
                for (int i = 0; i < first.length; i += 2) {
                    even += first[i] == 0 ? 1 : 0;
                }
                return even * 4 > first.length ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
            }
            var detector = new CharsetDetector();
            detector.setText(odd.toByteArray());
            var name = Arrays.stream(detector.detectAll())
                    .filter(match -> match.getConfidence() >= 20)
                    .map(com.ibm.icu.text.CharsetMatch::getName)
                    .filter(GUESSABLE::contains)
                    .filter(Charset::isSupported)
                    .findFirst()
                    .orElse("windows-1252");
            // What browsers do as well: the small letters between 128 and 159 are Windows', not control characters.
            return Charset.forName(name.equals("ISO-8859-1") ? "windows-1252" : name);
        }
    }
}
