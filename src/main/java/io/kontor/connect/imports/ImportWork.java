package io.kontor.connect.imports;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A trial or a run, while it goes on and after it. */
public final class ImportWork {
    private final Instant started;
    private volatile Imports.@Nullable Progress progress;
    private volatile @Nullable ImportResult result;
    private volatile @Nullable String failure;
    private volatile boolean cancelled;
    private volatile boolean over;

    ImportWork(Instant started) {
        this.started = started;
    }

    public Imports.@Nullable Progress progress() {
        return progress;
    }

    public @Nullable ImportResult result() {
        return result;
    }

    /** Why it ended early, or none. */
    public @Nullable String failure() {
        return failure;
    }

    public boolean cancelled() {
        return cancelled;
    }

    public boolean over() {
        return over;
    }

    /** 0 to 100. */
    public int percent() {
        var now = progress;
        return now == null || now.total() == 0 ? 0 : (int) Math.min(100, now.done() * 100 / now.total());
    }

    void seen(Imports.Progress now) {
        if (cancelled) {
            throw new ImportDesk.Cancelled();
        }
        progress = now;
    }

    /** Does it, and remembers how it ended. */
    void run(Words words, Supplier<ImportResult> work) {
        try {
            result = work.get();
        } catch (ImportDesk.Cancelled e) {
            cancelled = true;
        } catch (Refusal refusal) {
            failure = words.refusal(refusal);
        } catch (RuntimeException e) {
            failure = words.t("import.failed", "why", String.valueOf(e.getMessage()));
        } finally {
            over = true;
        }
    }

    /** It stops after the batch it is at. */
    void cancel() {
        cancelled = true;
    }

    Instant started() {
        return started;
    }
}
