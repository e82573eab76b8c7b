package io.kontor.cli;

import io.kontor.database.DataDirectory;
import io.kontor.database.OpenDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that touches data. */
final class Where {
    @Option(names = "--data", paramLabel = "DIR")
    @Nullable Path data;

    /** The database the command works on; a running server's is used, not refused. */
    OpenDatabase open() {
        return OpenDatabase.forCommand(System.getenv(), data == null ? null : new DataDirectory(data));
    }
}
