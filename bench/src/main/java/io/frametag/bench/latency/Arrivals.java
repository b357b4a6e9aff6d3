package io.frametag.bench.latency;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * When frames are due.
 *
 * @param nanos after the beginning, ascending, one for each frame
 */
public record Arrivals(long[] nanos) {
    public enum Kind {
        CONSTANT,
        /** Independent of each other, as from many cameras: the gaps are exponentially distributed. */
        POISSON
    }

    /**
     * @param rate frames a second
     * @param seed of the gaps; the same one gives the same arrivals
     */
    public static Arrivals of(Kind kind, double rate, double seconds, long seed) {
        Random random = new Random(seed);
        long[] nanos = new long[(int) Math.round(rate * seconds)];
        double mean = TimeUnit.SECONDS.toNanos(1) / rate;
        double at = 0;
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (long) at;
            at += kind == Kind.CONSTANT ? mean : -mean * Math.log1p(-random.nextDouble());
        }
        return new Arrivals(nanos);
    }

    /** These, and behind them the others. */
    public Arrivals then(Arrivals others, double afterSeconds) {
        long offset = (long) (afterSeconds * TimeUnit.SECONDS.toNanos(1));
        long[] all = new long[nanos.length + others.nanos.length];
        System.arraycopy(nanos, 0, all, 0, nanos.length);
        for (int i = 0; i < others.nanos.length; i++) {
            all[nanos.length + i] = offset + others.nanos[i];
        }
        return new Arrivals(all);
    }

    public int count() {
        return nanos.length;
    }
}
