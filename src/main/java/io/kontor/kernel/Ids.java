package io.kontor.kernel;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;

/** Makes ids: UUIDv7 (RFC 9562, section 5.7), so that they sort by birth and index well. */
public final class Ids {
    private final TimeBasedEpochGenerator generator;

    /** @param random a secure one in service, a seeded one for sample data that must come out the same again */
    public Ids(Clock clock, Random random) {
        this.generator = Generators.timeBasedEpochGenerator(random, new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    public UUID next() {
        return generator.generate();
    }
}
