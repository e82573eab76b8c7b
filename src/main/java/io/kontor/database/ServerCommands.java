package io.kontor.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of PostgreSQL's programs: settings stand there, where no edited file can weaken them. */
record ServerCommands(Binaries binaries) {
    /** Makes a cluster; the first password stands in a file. */
    List<String> initdb(Path target, String bootstrap, Path password) {
        var words = new ArrayList<>(List.of(
                binaries.initdb().toString(),
                "-D",
                target.toString(),
                "-U",
                bootstrap,
                "--pwfile=" + password,
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--data-checksums",
                "--no-instructions"));
        // Text is ordered by code point on every version and machine; people's order comes from sort keys.
        words.addAll(
                binaries.major() >= 17
                        ? List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
                        : List.of("--locale=C", "--lc-ctype=C.UTF-8"));
        return words;
    }

    /** Runs one, with everything that keeps data safe. */
    List<String> postgres(Path cluster, int port) {
        var settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on",
                "max_connections=64",
                "shared_buffers=128MB",
                "work_mem=8MB",
                "maintenance_work_mem=64MB",
                "effective_cache_size=1GB",
                "random_page_cost=1.1",
                "max_wal_size=1GB",
                "wal_compression=on",
                "jit=off",
                "max_parallel_workers_per_gather=0",
                "timezone=UTC",
                "log_timezone=UTC",
                "idle_in_transaction_session_timeout=10min",
                "log_min_duration_statement=2000",
                "log_parameter_max_length=0",
                "log_parameter_max_length_on_error=0"));
        if (binaries.major() >= 18) {
            settings.add("io_method=sync");
        }
        var words = new ArrayList<String>(
                List.of(binaries.postgres().toString(), "-D", cluster.toString(), "-p", Integer.toString(port)));
        for (var setting : settings) {
            words.add("-c");
            words.add(setting);
        }
        return words;
    }
}
