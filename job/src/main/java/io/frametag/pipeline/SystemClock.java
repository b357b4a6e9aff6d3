package io.frametag.pipeline;

import io.frametag.schema.EpochMicros;
import java.time.Instant;

/** The machine's clocks. */
public enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public long wallMicros() {
        return EpochMicros.of(Instant.now());
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
