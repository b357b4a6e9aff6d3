package io.frametag.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.frametag.image.BadImageException.Fault;
import io.frametag.natives.NoLeaks;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that the JDK's own encoders write, which share no code with OpenCV: every pixel has to come back. */
@ExtendWith(NoLeaks.class)
class ImageFormatsTest {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 64 << 20, 50_000_000);
    private static final ImageGeometry GEOMETRY = ImageGeometry.shortSide(8, Interpolation.LINEAR, new PixelSize(8, 8));
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    @ParameterizedTest
    @CsvSource({
        "png, PNG, TYPE_3BYTE_BGR,",
        "png, PNG, TYPE_BYTE_GRAY,",
        "png, PNG, TYPE_BYTE_INDEXED,",
        "png, PNG, TYPE_BYTE_BINARY,",
        "bmp, BMP, TYPE_3BYTE_BGR, BI_RGB",
        "bmp, BMP, TYPE_BYTE_GRAY, BI_RGB",
        "bmp, BMP, TYPE_BYTE_INDEXED, BI_RGB",
        "bmp, BMP, TYPE_BYTE_INDEXED, BI_RLE8",
        "bmp, BMP, TYPE_BYTE_BINARY, BI_RGB",
        "gif, GIF, TYPE_BYTE_INDEXED, LZW",
        "gif, GIF, TYPE_BYTE_GRAY, LZW",
        "tiff, TIFF, TYPE_3BYTE_BGR, LZW",
        "tiff, TIFF, TYPE_3BYTE_BGR, Deflate",
        "tiff, TIFF, TYPE_3BYTE_BGR, ZLib",
        "tiff, TIFF, TYPE_3BYTE_BGR, PackBits",
        "tiff, TIFF, TYPE_BYTE_GRAY, LZW",
        "tiff, TIFF, TYPE_BYTE_INDEXED, LZW",
    })
    void everyPixelOfALosslessFileComesBack(String writer, ImageFormat format, String type, String compression)
            throws Exception {
        BufferedImage drawn = drawn(type);
        byte[] file = written(drawn, writer, compression);
        assertThat(ImageHeader.read(ByteBuffer.wrap(file))).isEqualTo(new ImageHeader(format, WIDTH, HEIGHT));
        assertThat(decoded(file, Decoding.in(DecodeMode.FAST))).isEqualTo(bgr(drawn));
    }

    @ParameterizedTest
    @CsvSource({"png, PNG", "tiff, TIFF"})
    void transparentPixelsShowTheBackgroundOrNothingOfTheirTransparency(String writer, ImageFormat format)
            throws Exception {
        BufferedImage drawn = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_4BYTE_ABGR);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                drawn.setRGB(x, y, new Color(200, 100, 50, x * 6).getRGB());
            }
        }
        byte[] file = written(drawn, writer, writer.equals("tiff") ? "LZW" : null);
        assertThat(ImageHeader.read(ByteBuffer.wrap(file)).alpha()).isTrue();
        Decoding onBlue = new Decoding(DecodeMode.FAST, DamagedImages.REJECT, Background.parse("#000a14"));
        byte[] shown = decoded(file, onBlue);
        byte[] dropped = decoded(file, Decoding.in(DecodeMode.FAST));
        for (int x = 0; x < WIDTH; x++) {
            int alpha = x * 6;
            int[] expected = {blend(50, 20, alpha), blend(100, 10, alpha), blend(200, 0, alpha)};
            for (int channel = 0; channel < 3; channel++) {
                // A TIFF comes with its colours multiplied, and so rounded, by alpha.
                assertThat(Byte.toUnsignedInt(shown[3 * x + channel]))
                        .isCloseTo(expected[channel], within(format == ImageFormat.TIFF ? 1 : 0));
            }
            if (format == ImageFormat.PNG) {
                assertThat(Arrays.copyOfRange(dropped, 3 * x, 3 * x + 3)).containsExactly(50, 100, (byte) 200);
            }
        }
    }

    private static int blend(int colour, int behind, int alpha) {
        return (int) Math.round((alpha * colour + (255 - alpha) * behind) / 255.0);
    }

    @Test
    void aColourThatAGifCallsTransparentShowsTheBackground() throws Exception {
        BufferedImage drawn = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < 4; x++) {
            drawn.setRGB(x, 1, Color.RED.getRGB());
        }
        byte[] file = written(drawn, "gif", "LZW");
        assertThat(ImageHeader.read(ByteBuffer.wrap(file)).alpha()).isTrue();
        Decoding onWhite = new Decoding(DecodeMode.FAST, DamagedImages.REJECT, Background.parse("ffffff"));
        byte[] shown = decoded(file, onWhite);
        assertThat(Arrays.copyOfRange(shown, 0, 3)).containsExactly(255, 255, 255);
        assertThat(Arrays.copyOfRange(shown, 12, 15)).containsExactly(0, 0, 255);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTransparentImageIsTurnedAsAnOpaqueOneIs(int orientation) throws Exception {
        BufferedImage drawn = new BufferedImage(3, 2, BufferedImage.TYPE_4BYTE_ABGR);
        for (int i = 0; i < 6; i++) {
            drawn.setRGB(i % 3, i / 3, new Color(40 * i, 10, 20, 255).getRGB());
        }
        byte[] file = withOrientation(written(drawn, "png", null), orientation);
        Decoding onWhite = new Decoding(DecodeMode.EXACT, DamagedImages.REJECT, Background.parse("#FFFFFF"));
        assertThat(decoded(file, onWhite)).isEqualTo(decoded(file, Decoding.in(DecodeMode.EXACT)));
    }

    @Test
    void aLosslessWebpComesBackAndEachCutOfItIsRejected() throws Exception {
        byte[] pixels = bgr(drawn("TYPE_3BYTE_BGR"));
        OpenCv.load();
        byte[] file = new Cv.Bgr(WIDTH, HEIGHT, pixels).webp(101);
        assertThat(ImageHeader.read(ByteBuffer.wrap(file))).isEqualTo(new ImageHeader(ImageFormat.WEBP, WIDTH, HEIGHT));
        assertThat(decoded(file, Decoding.in(DecodeMode.FAST))).isEqualTo(pixels);
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, GEOMETRY)) {
            for (int length = 12; length < file.length; length++) {
                ByteBuffer cut = ByteBuffer.wrap(file, 0, length);
                assertThatExceptionOfType(BadImageException.class)
                        .isThrownBy(() -> decoder.decode(cut))
                        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.TRUNCATED));
            }
        }
    }

    /** A canvas of 3×2 by its header, whose image is another. */
    @Test
    void aWebpCanvasIsReadAndHeldAgainstItsImage() throws Exception {
        byte[] image = new Cv.Bgr(WIDTH, HEIGHT, bgr(drawn("TYPE_3BYTE_BGR"))).webp(101);
        byte[] chunk = Arrays.copyOfRange(image, 12, image.length);
        ByteBuffer file = ByteBuffer.allocate(30 + chunk.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(image, 0, 12).putInt(4, 22 + chunk.length);
        file.put(new byte[] {'V', 'P', '8', 'X'}).putInt(10).putInt(0x10).put(new byte[] {2, 0, 0, 1, 0, 0});
        file.put(chunk);
        assertThat(ImageHeader.read(file.flip()))
                .isEqualTo(new ImageHeader(ImageFormat.WEBP, 3, 2, ExifOrientation.UPRIGHT, true, Ending.WHOLE));
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, GEOMETRY)) {
            assertThatExceptionOfType(BadImageException.class).isThrownBy(() -> decoder.decode(file));
        }
    }

    @Test
    void anUncompressedTiffComesBackInEitherByteOrder() throws Exception {
        BufferedImage drawn = new BufferedImage(48, 32, BufferedImage.TYPE_3BYTE_BGR);
        drawn.createGraphics().drawImage(drawn("TYPE_3BYTE_BGR"), 5, 4, null);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] file = uncompressed(drawn, order);
            assertThat(ImageHeader.read(ByteBuffer.wrap(file))).isEqualTo(new ImageHeader(ImageFormat.TIFF, 48, 32));
            assertThat(decoded(file, Decoding.in(DecodeMode.FAST))).isEqualTo(bgr(drawn));
        }
    }

    /** What docs/formats.md says goes unseen, beyond JPEG. */
    @Test
    void whatGoesUndetectedIsKnown() throws Exception {
        byte[] tiff = written(drawn("TYPE_3BYTE_BGR"), "tiff", "LZW");
        byte[] sound = decoded(tiff, Decoding.in(DecodeMode.FAST));
        Arrays.fill(tiff, tiff.length / 2, tiff.length / 2 + 20, (byte) 0xFF);
        byte[] webp = ImageFiles.reference("drawn-400x300.webp");
        Arrays.fill(webp, webp.length * 9 / 10, webp.length, (byte) 0);
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, GEOMETRY)) {
            Pixels pixels = decoder.decode(ByteBuffer.wrap(tiff));
            assertThat(pixels.integrity()).isEqualTo(Integrity.WHOLE);
            assertThat(Cv.Bgr.of(pixels.bgr()).bytes()).isNotEqualTo(sound);
            assertThat(decoder.decode(ByteBuffer.wrap(webp)).integrity()).isEqualTo(Integrity.WHOLE);
        }
    }

    private static byte[] uncompressed(BufferedImage image, ByteOrder order) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            stream.setByteOrder(order);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"bmp, BI_RGB", "gif, LZW", "tiff, LZW", "png,"})
    void everyCutIsRejectedAndTheNextImageIsDecoded(String writer, String compression) throws Exception {
        byte[] file = written(drawn("TYPE_BYTE_INDEXED"), writer, compression);
        byte[] whole = decoded(file, Decoding.in(DecodeMode.FAST));
        // A GIF's image is whole without the trailer behind it.
        int end = writer.equals("gif") ? file.length - 1 : file.length;
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, GEOMETRY)) {
            for (int length = 0; length < end; length++) {
                ByteBuffer cut = ByteBuffer.wrap(file, 0, length);
                assertThatExceptionOfType(BadImageException.class)
                        .as("%d of %d bytes", length, file.length)
                        .isThrownBy(() -> decoder.decode(cut))
                        .satisfies(e -> assertThat(e.fault())
                                .isIn(Fault.EMPTY, Fault.UNKNOWN_FORMAT, Fault.TRUNCATED, Fault.UNDECODABLE));
            }
            assertThat(Cv.Bgr.of(decoder.decode(ByteBuffer.wrap(file)).bgr()).bytes())
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({"bmp, BI_RGB", "gif, LZW", "tiff, LZW", "png,"})
    void anyChangedByteGivesPixelsOrABadImage(String writer, String compression) throws Exception {
        byte[] file = written(drawn("TYPE_BYTE_INDEXED"), writer, compression);
        int decoded = 0;
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, GEOMETRY)) {
            for (int at = 0; at < file.length; at++) {
                byte[] damaged = file.clone();
                damaged[at] ^= (byte) (1 << (at % 8));
                try {
                    assertThat(decoder.decode(ByteBuffer.wrap(damaged)).width()).isPositive();
                    decoded++;
                } catch (BadImageException e) {
                    assertThat(e.getMessage()).startsWith("The ").endsWith(".");
                }
            }
            assertThat(Cv.Bgr.of(decoder.decode(ByteBuffer.wrap(file)).bgr()).bytes())
                    .isEqualTo(Cv.decode(file).bytes());
        }
        assertThat(decoded).isLessThan(file.length);
    }

    private static byte[] withOrientation(byte[] png, int orientation) {
        byte[] exif = ImageFiles.chunk("eXIf", ImageFiles.tiff(orientation, ByteOrder.BIG_ENDIAN));
        int behindHeader = 33;
        return ImageFiles.join(
                Arrays.copyOf(png, behindHeader), exif, Arrays.copyOfRange(png, behindHeader, png.length));
    }

    /** Areas and lines of a few colours that every palette has. */
    private static BufferedImage drawn(String type) throws Exception {
        int code = BufferedImage.class.getField(type).getInt(null);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, code);
        Color[] colours = {Color.BLACK, Color.WHITE, Color.RED, Color.BLUE};
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, colours[(x / 5 + y / 3 + (x == y ? 1 : 0)) % colours.length].getRGB());
            }
        }
        return image;
    }

    private static byte[] bgr(BufferedImage image) {
        byte[] bgr = new byte[3 * image.getWidth() * image.getHeight()];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = grey(image) ? image.getRaster().getSample(x, y, 0) * 0x010101 : image.getRGB(x, y);
                bgr[at++] = (byte) rgb;
                bgr[at++] = (byte) (rgb >> 8);
                bgr[at++] = (byte) (rgb >> 16);
            }
        }
        return bgr;
    }

    /** Java takes its grey for linear, and every file format takes it for what it is. */
    private static boolean grey(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    }

    private static byte[] written(BufferedImage image, String format, String compression) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (compression != null) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionType(compression);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static byte[] decoded(byte[] file, Decoding decoding) throws BadImageException {
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, decoding, GEOMETRY)) {
            return Cv.Bgr.of(decoder.decode(ByteBuffer.wrap(file)).bgr()).bytes();
        }
    }
}
