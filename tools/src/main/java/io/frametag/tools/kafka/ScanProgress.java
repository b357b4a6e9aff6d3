package io.frametag.tools.kafka;

/** Is told how far a verification has come. */
public interface ScanProgress {
    /** For callers who do not ask. */
    ScanProgress NONE = (what, offsets) -> new Scan() {
        @Override
        public void advance(long by) {}

        @Override
        public void close() {}
    };

    /**
     * A scan begins.
     *
     * @param what the topics that are read
     * @param offsets how many offsets there are to pass
     * @return to be told of the rest, and to be closed at the end of the scan, whole or not
     */
    Scan begin(String what, long offsets);

    /**
     * A scan of something else than offsets begins.
     *
     * @param unit of {@code amount}, in the plural
     */
    default Scan begin(String what, long amount, String unit) {
        return begin(what, amount);
    }

    /** One scan. */
    interface Scan extends AutoCloseable {
        /** @param by how many offsets were passed since the last call */
        void advance(long by);

        @Override
        void close();
    }
}
