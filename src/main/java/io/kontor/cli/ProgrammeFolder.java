package io.kontor.cli;

import io.kontor.governance.AsCode;
import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programme's documents as files of a folder. */
record ProgrammeFolder(Path home) {
    private static final int DEEP = 3;
    private static final long LARGEST = 4L << 20;

    /** Refuses: no such folder; a file that is too large or is not UTF-8. */
    List<AsCode.File> read() {
        if (!Files.isDirectory(home)) {
            throw Refusal.invalid("folder-unknown", "folder", home.toString());
        }
        var files = new ArrayList<AsCode.File>();
        try (var found = Files.walk(home, DEEP)) {
            for (var file : found.filter(Files::isRegularFile)
                    .filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                if (Files.size(file) > LARGEST) {
                    throw Refusal.invalid("folder-file-unreadable", "file", file.toString());
                }
                files.add(new AsCode.File(home.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
            }
        } catch (MalformedInputException e) {
            throw Refusal.invalid("folder-file-unreadable", "file", home.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Writes files, keeping the comments of what did not change. @return how many are not as they were */
    int write(List<AsCode.File> files) {
        int written = 0;
        try {
            for (var file : files) {
                var path = home.resolve(file.path());
                Files.createDirectories(path.getParent());
                var before = Files.exists(path) ? Files.readString(path) : null;
                var text = before == null ? file.text() : AsCode.keepingComments(before, file.text());
                if (!text.equals(before)) {
                    Files.writeString(path, text);
                    written++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written;
    }
}
