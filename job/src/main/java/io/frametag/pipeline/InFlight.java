package io.frametag.pipeline;

import io.frametag.image.Pixels;
import java.util.Arrays;

/**
 * What travels down the chain: a record on its way to becoming an {@link Outcome}, or already one, which the remaining
 * operators pass on.
 */
public sealed interface InFlight permits InFlight.Decoded, InFlight.Prepared, Outcome {

    /**
     * Full-size or reduced pixels. They belong to the decoder and are gone when it decodes the next record, so that a
     * {@code Decoded} never leaves its task: it has no serializer.
     *
     * @param input kept, in case a later stage has to reject it
     */
    record Decoded(RawRecord input, FrameInfo frame, Pixels pixels, long decodeMicros) implements InFlight {}

    /**
     * The model's view of the image.
     *
     * @param rgb rows of interleaved R, G, B bytes, of the model's width and height; belongs to the preprocessor, and is
     *     overwritten by the next record
     */
    record Prepared(Origin origin, FrameInfo frame, byte[] rgb, long decodeMicros, long preprocessMicros)
            implements InFlight {
        @Override
        public boolean equals(Object other) {
            return other instanceof Prepared that
                    && origin.equals(that.origin)
                    && frame.equals(that.frame)
                    && Arrays.equals(rgb, that.rgb)
                    && decodeMicros == that.decodeMicros
                    && preprocessMicros == that.preprocessMicros;
        }

        @Override
        public int hashCode() {
            return origin.hashCode();
        }
    }
}
