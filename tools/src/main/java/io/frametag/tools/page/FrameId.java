package io.frametag.tools.page;

/** Where an image event is: what a frame and its outcome are matched by, since producers may use a sequence number twice. */
record FrameId(String topic, int partition, long offset) {}
