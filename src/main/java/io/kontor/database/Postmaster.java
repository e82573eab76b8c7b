package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server process and the thread that watches over it: a server that ends without being asked is started again
 * on the same port, with growing pauses, so that pools find it where it was.
 *
 * <p>The watching thread is a platform thread that lives as long as the server: the signal that ends an orphan is tied to
 * the thread that started it.
 */
final class Postmaster {
    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final List<String> command;
    private final Path cluster;
    private final Path output;
    private volatile boolean stopping;
    private volatile @Nullable Process process;
    private @Nullable Thread guard;

    Postmaster(List<String> command, Path cluster, Path output) {
        this.command = List.copyOf(command);
        this.cluster = cluster;
        this.output = output;
    }

    /** Starts and returns when it accepts connections. Refuses: it did not start, with the last words of its output. */
    void start() {
        var first = new CompletableFuture<Boolean>();
        var thread = new Thread(() -> watch(first), "postgres-guard");
        thread.setDaemon(true);
        thread.start();
        guard = thread;
        try {
            first.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            stop();
            throw Refusal.unavailable("postgres-did-not-start", "log", output, "said", lastWords());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it cleanly: running statements are broken off, what was committed is safe, the files are closed. */
    void stop() {
        stopping = true;
        var running = process;
        if (running != null && running.isAlive()) {
            signal(running.pid(), "INT");
            if (!gone(running, STOP)) {
                signal(running.pid(), "QUIT");
                gone(running, STOP);
            }
        }
        if (guard != null) {
            guard.interrupt();
        }
    }

    static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw Refusal.unavailable("cannot-stop-process", "pid", pid);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(CompletableFuture<Boolean> first) {
        var pause = Duration.ofMillis(200);
        while (!stopping) {
            try {
                var started = new ProcessBuilder(command)
                        .directory(cluster.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start();
                process = started;
                awaitReady(started);
                if (!first.complete(true)) {
                    log.warn("The database is back.");
                    pause = Duration.ofMillis(200);
                }
                started.waitFor();
                if (!stopping) {
                    log.error("The database ended by itself with {}; starting it again.", started.exitValue());
                }
            } catch (IOException | IllegalStateException e) {
                if (first.completeExceptionally(e)) {
                    return;
                }
                log.error("The database does not start: {}", e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void awaitReady(Process started) throws InterruptedException {
        while (true) {
            var file = PidFile.read(cluster);
            if (file.isPresent() && file.get().ready() && file.get().pid() == started.pid()) {
                return;
            }
            if (started.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("ended with " + started.exitValue());
            }
        }
    }

    private void rest(Duration pause) {
        try {
            if (!stopping) {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean gone(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The port is taken: the one reason for not starting that another try mends. */
    boolean portTaken() {
        return lastWords().contains("Address already in use");
    }

    private String lastWords() {
        try {
            var lines = new ArrayList<>(Files.readAllLines(output, StandardCharsets.UTF_8));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
