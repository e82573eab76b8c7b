package io.kontor.connect.imports;

import com.ibm.icu.text.CharsetDetector;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.kontor.kernel.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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

/**
 * A file of rows: packed or not, in whatever encoding and with whatever between its columns; all of it found out by looking,
 * unless the mapping says it.
 *
 * @param name without folders
 * @param hash SHA-256 of the file as it lies there
 * @param guessed whether the encoding is a guess, not marked in the file or proven by its content
 * @param header the names of its columns
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
        List<String> header) {
    private static final int SAMPLE = 64 * 1024;
    private static final int AROUND = 40;
    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");
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
    static SourceFile open(Path path, Mapping.Format format, Collection<String> wanted) {
        try {
            var look = Look.at(path);
            var encoding = format.encoding() == null ? look.encoding() : Charset.forName(format.encoding());
            var file = new SourceFile(
                    path,
                    path.getFileName().toString(),
                    Files.size(path),
                    look.hash(),
                    look.packed(),
                    encoding,
                    look.guessed() && format.encoding() == null,
                    ",",
                    List.of());
            return format.delimiter() == null
                    ? DELIMITERS.stream()
                            .map(file::split)
                            .max((one, other) -> Long.compare(one.shown(wanted), other.shown(wanted)))
                            .orElseThrow()
                    : file.split(format.delimiter());
        } catch (IOException e) {
            throw Refusal.invalid("import-file-unreadable", "file", path);
        }
    }

    /** How much of what is wanted its header shows; more columns are better than fewer when that is the same. */
    private long shown(Collection<String> wanted) {
        return 100_000L * wanted.stream().filter(header::contains).count() + header.size();
    }

    private SourceFile split(String by) {
        var file = new SourceFile(path, name, bytes, hash, packed, encoding, guessed, by, List.of());
        try (var reader = file.rows()) {
            var rows = reader.iterator();
            var head = rows.hasNext()
                    ? rows.next().getFields().stream().map(String::strip).toList()
                    : List.<String>of();
            return new SourceFile(path, name, bytes, hash, packed, encoding, guessed, by, head);
        } catch (CsvParseException e) {
            return file;
        } catch (IOException e) {
            throw Refusal.invalid("import-file-unreadable", "file", path);
        }
    }

    /** All rows, the header first. */
    @SuppressWarnings("removal") // letters behind a closing quote are one bad value, not the end of the file
    CsvReader<CsvRecord> rows() throws IOException {
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
        static Look at(Path path) throws IOException {
            boolean packed;
            try (var head = Files.newInputStream(path)) {
                packed = Arrays.equals(head.readNBytes(2), new byte[] {0x1f, (byte) 0x8b});
            }
            var digest = sha256();
            var check = new Utf8Check();
            try (var raw = new DigestInputStream(Files.newInputStream(path), digest);
                    var content = unpacked(new KeptOpen(raw), packed)) {
                var buffer = new byte[SAMPLE];
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    check.take(buffer, read);
                }
                raw.transferTo(java.io.OutputStream.nullOutputStream());
            }
            var hash = HexFormat.of().formatHex(digest.digest());
            return check.marked() != null
                    ? new Look(hash, packed, check.marked(), false)
                    : new Look(hash, packed, check.guess(), !check.utf8());
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
