package io.frametag.bench.fidelity;

import io.frametag.bench.BenchFailure;
import io.frametag.image.BadImageException;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageGeometry;
import io.frametag.image.ImageLimits;
import io.frametag.image.Preprocessor;
import java.nio.ByteBuffer;
import java.util.EnumSet;

/** Makes model pictures with the job's own classes. Not thread-safe. */
final class Pictures implements AutoCloseable {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 64 << 20, 50_000_000);

    private final ImageDecoder decoder;
    private final Preprocessor preprocessor;

    Pictures(DecodeMode mode, ImageGeometry geometry) {
        decoder = new ImageDecoder(LIMITS, mode, geometry);
        preprocessor = new Preprocessor(mode, geometry);
    }

    /** @return the same array each time */
    byte[] rgb(byte[] file) {
        try {
            return preprocessor.rgb(decoder.decode(ByteBuffer.wrap(file)));
        } catch (BadImageException e) {
            throw new BenchFailure("A sample was refused: " + e.getMessage(), e);
        }
    }

    /** @return mean |Δ| of two pictures of one size, in steps of 255 */
    static double distance(byte[] a, byte[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " bytes beside " + b.length + ".");
        }
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
        }
        return (double) sum / a.length;
    }

    @Override
    public void close() {
        decoder.close();
        preprocessor.close();
    }
}
