package io.kontor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A lock on a file, held until closed; the kernel frees it with the process, so none is ever left behind.
 *
 * <p>Such locks belong to the process and are lost when any channel on the file is closed, so within one process this
 * class keeps count itself and opens each file once.
 */
final class HomeLock implements AutoCloseable {
    private static final Map<Path, HomeLock> HELD = new HashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final boolean shared;
    private int holders = 1;

    private HomeLock(Path file, FileChannel channel, boolean shared) {
        this.file = file;
        this.channel = channel;
        this.shared = shared;
    }

    static Optional<HomeLock> tryExclusive(Path file) {
        return tryLock(file, false);
    }

    /** Waits for it as long as given. */
    static Optional<HomeLock> await(Path file, boolean shared, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            var lock = tryLock(file, shared);
            if (lock.isPresent() || System.nanoTime() > end) {
                return lock;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private static Optional<HomeLock> tryLock(Path file, boolean shared) {
        synchronized (HELD) {
            var held = HELD.get(file);
            if (held != null) {
                if (!shared || !held.shared) {
                    return Optional.empty();
                }
                held.holders++;
                return Optional.of(held);
            }
            var fresh = locked(file, shared);
            fresh.ifPresent(lock -> HELD.put(file, lock));
            return fresh;
        }
    }

    private static Optional<HomeLock> locked(Path file, boolean shared) {
        try {
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock(0, Long.MAX_VALUE, shared) != null) {
                return Optional.of(new HomeLock(file, channel, shared));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            holders--;
            if (holders == 0) {
                HELD.remove(file);
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
