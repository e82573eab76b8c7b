package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database one command works on, open: an outside one, one that a running Kontor of the same data directory serves, or
 * one started for this command.
 */
public final class OpenDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Endpoint endpoint;
    private final @Nullable DataDirectory data;
    private final @Nullable Cluster cluster;
    private final @Nullable HomeLock user;

    private OpenDatabase(
            Endpoint endpoint, @Nullable DataDirectory data, @Nullable Cluster cluster, @Nullable HomeLock user) {
        this.endpoint = endpoint;
        this.data = data;
        this.cluster = cluster;
        this.user = user;
    }

    public static OpenDatabase outside(Endpoint endpoint) {
        return new OpenDatabase(endpoint, null, null, null);
    }

    /** For a command: uses the database a running Kontor has open here, or starts it. */
    public static OpenDatabase use(DataDirectory data, Binaries binaries) {
        data.prepare();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var lock = HomeLock.tryExclusive(data.lock());
            if (lock.isPresent()) {
                return started(data, Cluster.start(data, binaries, lock.get()));
            }
            var joined = join(data);
            if (joined.isPresent()) {
                return joined.get();
            }
            if (System.nanoTime() > end) {
                throw Refusal.unavailable("database-not-running", "dir", data.home());
            }
        }
    }

    /** For a server: the directory must be free. Refuses: a running Kontor uses it, with its process and address. */
    public static OpenDatabase own(DataDirectory data, Binaries binaries) {
        data.prepare();
        var lock = HomeLock.tryExclusive(data.lock());
        if (lock.isEmpty()) {
            throw Refusal.conflict("data-directory-in-use", "dir", data.home(), "who", Running.describe(data));
        }
        return started(data, Cluster.start(data, binaries, lock.get()));
    }

    private static OpenDatabase started(DataDirectory data, Cluster cluster) {
        return new OpenDatabase(cluster.endpoint(), data, cluster, null);
    }

    /** The share in a running database, unless it is just being started or stopped. */
    private static Optional<OpenDatabase> join(DataDirectory data) {
        var user = HomeLock.await(data.users(), true, Duration.ofMillis(200));
        if (user.isEmpty()) {
            return Optional.empty();
        }
        var file = PidFile.read(data.cluster()).filter(PidFile::ready).filter(PidFile::alive);
        if (file.isEmpty()) {
            user.get().close();
            return Optional.empty();
        }
        var endpoint = Cluster.endpoint(data, file.get().port());
        return Optional.of(new OpenDatabase(endpoint, data, null, user.get()));
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The directory behind it, when it is an embedded one. */
    public Optional<DataDirectory> data() {
        return Optional.ofNullable(data);
    }

    /**
     * Runs what only an administrator of the server may.
     *
     * @return whether it could: nobody but its own administrators is one on an outside server
     */
    public boolean administer(List<String> statements) {
        if (data == null) {
            return false;
        }
        try {
            Cluster.administer(data, statements);
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("the server refused its administrator", e);
        }
    }

    /** Whether this process started the server and will stop it. */
    public boolean started() {
        return cluster != null;
    }

    /** Closes without waiting long for commands that still use it; what they had not committed is rolled back. */
    public void closeSoon() {
        close(Duration.ofSeconds(5));
    }

    @Override
    public void close() {
        close(Duration.ofMinutes(30));
    }

    private void close(Duration patience) {
        if (user != null) {
            user.close();
        }
        if (cluster != null) {
            cluster.close(patience);
        }
    }

    /** Which database the environment and the option name. */
    public static OpenDatabase forCommand(Map<String, String> environment, @Nullable DataDirectory data) {
        if (data != null) {
            return use(data, Binaries.bundled());
        }
        return Outside.from(environment)
                .map(OpenDatabase::outside)
                .orElseThrow(() -> Refusal.invalid("no-database-named", "variable", Outside.URL));
    }
}
