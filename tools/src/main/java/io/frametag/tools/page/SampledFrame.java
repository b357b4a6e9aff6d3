package io.frametag.tools.page;

import java.nio.ByteBuffer;

/**
 * One frame as it was sent.
 *
 * @param contentType the producer's word, which decides nothing but raw formats
 * @param width as the event says, or null; so with the next two
 * @param image the payload, not to be written to
 */
record SampledFrame(
        FrameId id,
        long sequence,
        String contentType,
        Integer width,
        Integer height,
        Integer stride,
        ByteBuffer image) {
    int bytes() {
        return image.remaining();
    }
}
