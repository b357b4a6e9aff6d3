package io.frametag.pipeline;

import io.frametag.image.Pixels;
import java.util.Arrays;

/**
 * What travels down the chain: a record on its way to becoming an {@link Outcome}, or already one, which the remaining
 * operators pass on.
 */
public sealed interface InFlight
        permits InFlight.Stamped, InFlight.Decoded, InFlight.Prepared, InFlight.PreparedFor, Outcome {

    /**
     * A record and the model of the release that is active for it: what is decoded, prepared and labelled by one and the same. The
     * model belongs to whoever stamps, and is open until the chain has handled the record. No serializer, as with pixels.
     */
    record Stamped(RawRecord input, OpenModel model) implements InFlight {}

    /**
     * Full-size or reduced pixels. They belong to the decoder and are gone when it decodes the next record, so that a
     * {@code Decoded} never leaves its task: it has no serializer.
     *
     * @param input kept, in case a later stage has to reject it
     * @param model that the record was stamped with; null if it was not, and the operators have the job's own
     */
    record Decoded(RawRecord input, FrameInfo frame, Pixels pixels, long decodeMicros, OpenModel model)
            implements InFlight {}

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

    /** The view of the image that the model of the record's stamp has. No serializer. */
    record PreparedFor(Prepared prepared, OpenModel model) implements InFlight {}
}
