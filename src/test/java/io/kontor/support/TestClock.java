package io.kontor.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it; every look at it is one microsecond later than the one before. */
public final class TestClock extends Clock {
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private Instant now = START;

    @Override
    public synchronized Instant instant() {
        now = now.plusNanos(1_000);
        return now;
    }

    public synchronized void set(Instant at) {
        now = at;
    }

    public synchronized void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
