package io.frametag.hostile.soak;

/**
 * What the TaskManager holds at a moment when it has nothing to do.
 *
 * @param events answered until then
 * @param seconds since the first event
 * @param liveHeapBytes after all garbage was collected
 * @param nativeHandles open sessions, tensors, images and buffers
 */
public record Sample(
        long events,
        double seconds,
        long liveHeapBytes,
        long residentBytes,
        long nativeHandles,
        int openFiles,
        int threads) {}
