package io.kontor.connect.imports;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes things ready in a thread of its own while those before are still worked on, one of them ahead and no more. */
final class Ahead<T> implements AutoCloseable {
    private static final int READY = 1;

    private final BlockingQueue<Ready<T>> queue = new ArrayBlockingQueue<>(READY);
    private final Thread maker;

    /** One thing, or why there are no more: an end or a failure. */
    private record Ready<T>(@Nullable T one, @Nullable Throwable failure) {}

    /** @param source gives one thing after the other to who takes them */
    Ahead(String name, Consumer<Consumer<T>> source) {
        maker = Thread.ofPlatform().daemon().name(name).start(() -> make(source));
    }

    private void make(Consumer<Consumer<T>> source) {
        try {
            source.accept(one -> put(new Ready<>(one, null)));
            put(new Ready<>(null, null));
        } catch (CancellationException e) {
            // nobody waits any more
        } catch (RuntimeException | Error e) {
            if (!Thread.currentThread().isInterrupted()) {
                failed(e);
            }
        }
    }

    private void failed(Throwable failure) {
        try {
            put(new Ready<>(null, failure));
        } catch (CancellationException e) {
            // nobody waits any more
        }
    }

    private void put(Ready<T> ready) {
        try {
            queue.put(ready);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** The next one, or none when there are no more. */
    @Nullable T next() {
        try {
            var ready = queue.take();
            if (ready.failure() instanceof RuntimeException e) {
                throw e;
            }
            if (ready.failure() instanceof Error e) {
                throw e;
            }
            return ready.one();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    @Override
    public void close() {
        maker.interrupt();
        try {
            maker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
