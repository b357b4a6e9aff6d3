package io.frametag.pipeline;

import io.frametag.image.Integrity;

/**
 * What an image event says of its image, and what its header says.
 *
 * @param capturedAtMicros microseconds since the epoch, by the producer's clock
 * @param width pixels of the whole image, upright
 * @param height pixels of the whole image, upright
 * @param queueWaitMicros difference of wall clocks from sending until the job took the record up; never negative
 * @param integrity what is known of the pixels
 * @param sentInFuture whether the producer's clock was ahead, so that the wait is not known
 */
public record FrameInfo(
        String eventId,
        String streamId,
        long sequence,
        long capturedAtMicros,
        int width,
        int height,
        Integrity integrity,
        long queueWaitMicros,
        boolean sentInFuture) {}
