package io.kontor.erasure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Before a server opens its door: who was erased and came back with an older backup is erased again. */
@Component
@ConditionalOnProperty("kontor.serving")
final class ErasedAgain implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ErasedAgain.class);
    private static final int BEFORE_EVERYTHING_ELSE = -1_000;

    private final Erasures erasures;
    private volatile boolean running;

    ErasedAgain(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public void start() {
        int again = erasures.again();
        if (again > 0) {
            log.info("Erased {} again: they came back with an older backup.", again);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_EVERYTHING_ELSE;
    }
}
