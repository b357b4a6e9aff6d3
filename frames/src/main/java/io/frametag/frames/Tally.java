package io.frametag.frames;

/** What became of the frames. Not thread-safe. */
final class Tally {
    private long read;
    private long sent;
    private long skipped;
    private long dropped;
    private long reconnects;
    private long corrected;

    void read() {
        read++;
    }

    /** @param events that have arrived at the broker in all, one a frame and stream */
    void sent(long events) {
        sent = events;
    }

    void skipped() {
        skipped++;
    }

    void dropped() {
        dropped++;
    }

    void reconnected() {
        reconnects++;
    }

    void corrected() {
        corrected++;
    }

    @Override
    public String toString() {
        return "Frames read " + read + ", events sent " + sent + ", skipped " + skipped + ", dropped " + dropped
                + ", reconnects " + reconnects + ", capture times corrected " + corrected;
    }
}
