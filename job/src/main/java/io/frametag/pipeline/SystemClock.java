package io.frametag.pipeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's clocks. */
public enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public long wallMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
