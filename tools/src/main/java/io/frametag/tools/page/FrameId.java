package io.frametag.tools.page;

/** Where an image event is: what a frame and its outcome are matched by, since producers may use a sequence number twice. */
record FrameId(String topic, int partition, long offset) {
    /** @return whether it may be read after the other: for certain if they are of one partition */
    boolean isBehind(FrameId other) {
        return !topic.equals(other.topic) || partition != other.partition || offset > other.offset;
    }
}
