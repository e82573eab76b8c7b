package io.kontor.sample;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a programme that is being made up: it stands on the day being recorded. */
public final class SampleClock extends Clock {
    private volatile Instant now;

    public SampleClock(Instant start) {
        now = start;
    }

    void moveTo(Instant at) {
        if (at.isBefore(now)) {
            throw new IllegalArgumentException("time goes forward: " + now + " to " + at);
        }
        now = at;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
