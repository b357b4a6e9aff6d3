package io.frametag.kafka.history;

/**
 * The offsets of one partition that are read.
 *
 * @param until the first that is not; not before {@code from}
 */
record InputRange(long from, long until) {
    @Override
    public String toString() {
        return from == until ? "nothing, at offset " + from : "offset " + from + " to before " + until;
    }
}
