package io.kontor.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets few pages be made at a time and the others wait for their turn, first come, first served. Pages made side by side on the
 * same processors all end late; made one after the other each but the last ends earlier, and none later.
 *
 * <p>Nobody waits for what takes long: whoever waited {@link #PATIENCE} takes the turn of the one that has had it longest.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class Turns extends OncePerRequestFilter {
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final Semaphore free;
    private final Duration patience;
    private final ConcurrentLinkedQueue<Turn> taken = new ConcurrentLinkedQueue<>();

    /** One more than there are processors, as each page also waits for the database. */
    @Autowired
    Turns() {
        this(Runtime.getRuntime().availableProcessors() + 1, PATIENCE);
    }

    Turns(int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /** Given back once, by the one who had it or by the one who could not wait. */
    private final class Turn {
        private final AtomicBoolean over = new AtomicBoolean();

        void end() {
            if (over.compareAndSet(false, true)) {
                taken.remove(this);
                free.release();
            }
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var turn = next();
        try {
            chain.doFilter(request, response);
        } finally {
            turn.end();
        }
    }

    int free() {
        return free.availablePermits();
    }

    private Turn next() throws IOException {
        try {
            while (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                var longest = taken.peek();
                if (longest != null) {
                    longest.end();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for a turn", e);
        }
        var turn = new Turn();
        taken.add(turn);
        return turn;
    }
}
