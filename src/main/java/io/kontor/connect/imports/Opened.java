package io.kontor.connect.imports;

import io.kontor.kernel.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.Tika;

/**
 * Files as they are given, opened until only files of rows are left: members of archives, sheets of workbooks. What is
 * unpacked lies in a folder of its own until this is closed; what is already a file of rows stays where it is.
 */
final class Opened implements AutoCloseable {
    private static final Tika TIKA = new Tika();
    private static final int HEAD = 4_096;
    private static final Set<String> NO_ROWS = Set.of(
            "application/pdf",
            "application/x-tika-msoffice",
            "application/x-ole-storage",
            "application/x-msdownload",
            "application/x-dosexec",
            "application/x-elf",
            "application/x-sharedlib",
            "application/x-executable",
            "application/x-7z-compressed",
            "application/x-rar-compressed",
            "application/x-bzip2",
            "application/x-xz",
            "application/x-tar",
            "application/x-gtar",
            "application/x-sqlite3",
            "application/xml",
            "application/xhtml+xml",
            "text/html");

    private final Path folder;
    private final Bounds bounds;
    private final List<Given> files = new ArrayList<>();

    /**
     * One file of rows.
     *
     * @param name what people call it, which is also what mappings go by
     * @param sheet whether a workbook was its source, so that numbers and days in it are no matter of somebody's habit
     */
    record Given(String name, Path path, boolean sheet) {}

    private Opened(Path folder, Bounds bounds) {
        this.folder = folder;
        this.bounds = bounds;
    }

    /**
     * Refuses: a file that cannot be read; an archive in an archive, one with too many members or that grows out of all
     * proportion; a protected or old workbook; what holds no rows, such as a picture.
     */
    static Opened of(List<Path> paths, Bounds bounds) {
        try {
            var opened = new Opened(Files.createTempDirectory("kontor-import"), bounds);
            try {
                for (var path : paths) {
                    opened.open(String.valueOf(path.getFileName()), path);
                }
                return opened;
            } catch (RuntimeException | IOException e) {
                opened.close();
                throw e instanceof RuntimeException refusal ? refusal : new UncheckedIOException((IOException) e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that goes when this is closed. */
    Path folder() {
        return folder;
    }

    Bounds bounds() {
        return bounds;
    }

    List<Given> files() {
        return files;
    }

    private void open(String name, Path path) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(path)) {
            head = in.readNBytes(HEAD);
        } catch (IOException e) {
            throw Refusal.invalid("import-file-unreadable", "file", name);
        }
        if (begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6)) {
            archive(name, path, false);
        } else if (begins(head, 0x1f, 0x8b)) {
            gzip(name, path);
        } else {
            rows(name, path, head);
        }
    }

    private void rows(String name, Path path, byte[] head) throws IOException {
        bounds.check(name, Files.size(path), Files.size(path));
        if (begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw Refusal.invalid("import-old-workbook", "file", name);
        }
        var seen = TIKA.detect(head);
        if (NO_ROWS.contains(seen) || seen.matches("(image|audio|video|font)/.*")) {
            throw Refusal.invalid("import-no-rows", "file", name, "seen", seen);
        }
        files.add(new Given(name, path, false));
    }

    /** What is packed alone is read as it lies there, unless a workbook or an archive is inside. */
    private void gzip(String name, Path path) throws IOException {
        byte[] head;
        try (var in = new GZIPInputStream(Files.newInputStream(path))) {
            head = in.readNBytes(HEAD);
        } catch (IOException e) {
            throw Refusal.invalid("import-archive-broken", "file", name);
        }
        if (!begins(head, 'P', 'K', 3, 4)) {
            rows(name, path, head);
            return;
        }
        var bare = name.replaceFirst("(?i)\\.gz$", "");
        try (var in = new GZIPInputStream(Files.newInputStream(path))) {
            archive(bare, kept(bare, in, Files.size(path)), false);
        }
    }

    private void archive(String name, Path path, boolean inside) throws IOException {
        try (var zip = zip(name, path)) {
            if (zip.size() > bounds.members() * 10L) {
                throw Refusal.invalid("import-too-many-members", "file", name, "most", bounds.members());
            }
            if (zip.getEntry("xl/workbook.xml") != null) {
                workbook(name, path, zip);
                return;
            }
            if (zip.getEntry("mimetype") != null || zip.getEntry("[Content_Types].xml") != null) {
                throw Refusal.invalid("import-no-rows", "file", name, "seen", TIKA.detect(path.toFile()));
            }
            if (inside) {
                throw Refusal.invalid("import-archive-nested", "file", name);
            }
            members(name, zip, Files.size(path));
        } catch (ZipException e) {
            throw Refusal.invalid("import-archive-broken", "file", name);
        }
    }

    private static ZipFile zip(String name, Path path) throws IOException {
        try {
            return new ZipFile(path.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            try {
                return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
            } catch (ZipException broken) {
                throw Refusal.invalid("import-archive-broken", "file", name);
            }
        }
    }

    private void members(String name, ZipFile zip, long packed) throws IOException {
        var members = zip.stream()
                .filter(entry -> !entry.isDirectory())
                .filter(entry -> !entry.getName().startsWith("__MACOSX/"))
                .filter(entry -> !bare(entry.getName()).startsWith("."))
                .toList();
        if (members.size() > bounds.members()) {
            throw Refusal.invalid("import-too-many-members", "file", name, "most", bounds.members());
        }
        var names = members.stream()
                .collect(Collectors.groupingBy(
                        entry -> bare(entry.getName()).toLowerCase(Locale.ROOT), Collectors.counting()));
        long all = 0;
        for (var member : members) {
            var bare = bare(member.getName());
            var called = names.getOrDefault(bare.toLowerCase(Locale.ROOT), 1L) > 1 ? member.getName() : bare;
            Path kept;
            try (var in = zip.getInputStream(member)) {
                kept = kept(name + "/" + called, in, packed - all / bounds.ratio());
            }
            all += Files.size(kept);
            bounds.check(name, packed, all);
            inside(called, kept);
        }
    }

    private static String bare(String path) {
        var plain = path.replace('\\', '/');
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    private void inside(String name, Path path) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(path)) {
            head = in.readNBytes(HEAD);
        }
        if (begins(head, 'P', 'K', 3, 4)) {
            archive(name, path, true);
        } else if (begins(head, 0x1f, 0x8b)) {
            gzip(name, path);
        } else {
            rows(name, path, head);
        }
    }

    /** Every part is read once before any is believed: what a part says of its own size proves nothing. */
    private void workbook(String name, Path path, ZipFile zip) throws IOException {
        long all = 0;
        for (var part : zip.stream().toList()) {
            try (var in = bounds.counted(zip.getInputStream(part), name, Files.size(path))) {
                long size = in.transferTo(java.io.OutputStream.nullOutputStream());
                all += size;
                bounds.check(name, Files.size(path), all);
                if (part.getName().equals("xl/sharedStrings.xml") && size > Bounds.SMALL * 4) {
                    throw Refusal.invalid("import-workbook-large", "file", name);
                }
            }
        }
        var sheets = Sheets.write(name, path, Files.createTempDirectory(folder, "book"));
        sheets.forEach(sheet ->
                files.add(new Given(sheets.size() == 1 ? name : name + "/" + sheet.sheet(), sheet.file(), true)));
    }

    private Path kept(String name, InputStream in, long packed) throws IOException {
        var file = Files.createTempFile(folder, "member", ".part");
        try (var out = Files.newOutputStream(file);
                var counted = bounds.counted(new BufferedInputStream(in), name, Math.max(1, packed))) {
            counted.transferTo(out);
        } catch (ZipException | java.io.EOFException e) {
            throw Refusal.invalid("import-archive-broken", "file", name);
        }
        return file;
    }

    private static boolean begins(byte[] head, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
