package io.frametag.tools.page;

import io.frametag.image.BadImageException;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageGeometry;
import io.frametag.image.ImageHeader;
import io.frametag.image.ImageLimits;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import io.frametag.image.Pixels;
import io.frametag.image.Preprocessor;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Frames as browsers take them: JPEG, PNG, WebP, BMP and GIF as they are, raw frames and TIFF as small JPEGs, by the job's own
 * decoder and within its limits. Thread-safe; holds native memory until it is closed.
 */
final class BrowserImages implements AutoCloseable {
    static final int LARGEST_SIDE = 640;
    private static final long MAX_PIXELS = 50_000_000;
    private static final long MAX_PIXELS_A_BYTE = 4096;
    private static final Set<ImageFormat> KNOWN_TO_BROWSERS =
            EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.BMP, ImageFormat.GIF);

    private ImageDecoder decoder;
    private boolean closed;

    /** @return empty if it cannot be shown, or is better not */
    synchronized Optional<BrowserImage> of(SampledFrame frame) {
        if (closed) {
            return Optional.empty();
        }
        try {
            Optional<ImageFormat> raw = ImageFormat.raw(frame.contentType());
            if (raw.isPresent()) {
                return Optional.of(jpeg(decoder()
                        .decode(frame.image().slice(), raw.get(), frame.width(), frame.height(), frame.stride())));
            }
            ImageHeader header = ImageHeader.read(frame.image().slice());
            if ((long) header.width() * header.height() > MAX_PIXELS) {
                return Optional.empty();
            }
            return Optional.of(
                    KNOWN_TO_BROWSERS.contains(header.format())
                            ? new BrowserImage(
                                    header.format().mediaType(), frame.image().asReadOnlyBuffer())
                            : jpeg(decoder().decode(frame.image().slice())));
        } catch (BadImageException | IOException notAnImage) {
            return Optional.empty();
        }
    }

    private ImageDecoder decoder() {
        if (decoder == null) {
            decoder = new ImageDecoder(
                    new ImageLimits(
                            EnumSet.allOf(ImageFormat.class), PageState.FRAME_BYTES, MAX_PIXELS, MAX_PIXELS_A_BYTE),
                    DecodeMode.EXACT,
                    geometry(new PixelSize(LARGEST_SIDE, LARGEST_SIDE)));
        }
        return decoder;
    }

    private static BrowserImage jpeg(Pixels pixels) throws IOException {
        PixelSize size = fitted(pixels.size());
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        try (Preprocessor preprocessor = new Preprocessor(DecodeMode.EXACT, geometry(size))) {
            byte[] rgb = preprocessor.rgb(pixels);
            for (int i = 0; i < rgb.length; i += 3) {
                bgr[i] = rgb[i + 2];
                bgr[i + 1] = rgb[i + 1];
                bgr[i + 2] = rgb[i];
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return new BrowserImage(ImageFormat.JPEG.mediaType(), ByteBuffer.wrap(out.toByteArray()));
    }

    private static PixelSize fitted(PixelSize size) {
        double scale = Math.min(1, (double) LARGEST_SIDE / Math.max(size.width(), size.height()));
        return new PixelSize(scaled(size.width(), scale), scaled(size.height(), scale));
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }

    private static ImageGeometry geometry(PixelSize size) {
        return ImageGeometry.exact(size, Interpolation.AREA);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (decoder != null) {
            decoder.close();
        }
    }
}
