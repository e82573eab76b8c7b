package io.kontor.connect.imports;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Does pieces of work side by side, so many at a time and no more waiting; one lane is the caller's own thread. The first that
 * fails is told to the caller at the next piece or at the end, and nothing is begun after it is told.
 */
final class Lanes implements AutoCloseable {
    private final int most;
    private final @Nullable ExecutorService threads;
    private final @Nullable ExecutorCompletionService<Boolean> done;
    private int going;

    Lanes(int most, String name) {
        this.most = most;
        this.threads = most == 1
                ? null
                : Executors.newFixedThreadPool(
                        most, Thread.ofPlatform().daemon().name(name, 1).factory());
        this.done = threads == null ? null : new ExecutorCompletionService<>(threads);
    }

    void run(Runnable work) {
        if (done == null) {
            work.run();
            return;
        }
        if (going == most) {
            await(done);
        }
        going++;
        done.submit(work, true);
    }

    /** Waits for everything begun. */
    void finish() {
        while (done != null && going > 0) {
            await(done);
        }
    }

    private void await(ExecutorCompletionService<Boolean> some) {
        try {
            var one = some.take();
            going--;
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            if (e.getCause() instanceof Error why) {
                throw why;
            }
            throw new IllegalStateException("a batch failed", e.getCause());
        }
    }

    /** What is begun comes to its end: a batch is in whole or not at all. */
    @Override
    public void close() {
        if (threads != null) {
            threads.close();
        }
    }
}
