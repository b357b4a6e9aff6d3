package io.frametag.pipeline;

/** Stands still, but for a step each time somebody looks at the monotonic one. */
final class FakeClock implements Clock {
    long wallMicros = 1_700_000_000_000_000L;
    long stepNanos = 1_000;
    private long nanos;

    @Override
    public long wallMicros() {
        return wallMicros;
    }

    @Override
    public long nanos() {
        nanos += stepNanos;
        return nanos;
    }
}
