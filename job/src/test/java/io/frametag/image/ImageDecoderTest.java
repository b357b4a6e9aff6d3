package io.frametag.image;

import static io.frametag.image.ImageFiles.bytes;
import static io.frametag.image.ImageFiles.chunk;
import static io.frametag.image.ImageFiles.exif;
import static io.frametag.image.ImageFiles.join;
import static io.frametag.image.ImageFiles.png;
import static io.frametag.image.ImageFiles.reference;
import static io.frametag.image.ImageFiles.tiff;
import static io.frametag.image.ImageFiles.withSegments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.frametag.image.BadImageException.Fault;
import io.frametag.natives.NativeHandles;
import io.frametag.natives.NoLeaks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class ImageDecoderTest {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 64 << 20, 50_000_000);
    private static final ImageGeometry GEOMETRY =
            ImageGeometry.shortSide(256, Interpolation.LINEAR, new PixelSize(224, 224));
    private static final ImageGeometry SMALL = ImageGeometry.shortSide(32, Interpolation.AREA, new PixelSize(32, 32));
    private static final byte[] JPEG = reference("drawn-31x57-small.jpg");
    private static final byte[] PNG = reference("drawn-32x32.png");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drawn-640x480-baseline.jpg",
                "drawn-641x479-444.jpg",
                "drawn-1280x720-progressive.jpg",
                "drawn-333x777-grey.jpg",
                "drawn-512x384-cmyk.jpg",
                "drawn-480x320-exif-orientation-6.jpg",
                "drawn-256x256-palette.png",
                "drawn-300x200-alpha.png",
                "drawn-200x150-16bit.png",
                "drawn-400x300.webp",
                "drawn-321x123.bmp",
            })
    void everyKindIsDecodedAsOpenCvDecodesIt(String name) throws Exception {
        byte[] file = reference(name);
        Cv.Bgr expected = Cv.decode(file);
        try (ImageDecoder decoder = decoder(DecodeMode.EXACT)) {
            Pixels pixels = decoder.decode(ByteBuffer.wrap(file));
            assertThat(Cv.Bgr.of(pixels.bgr()).bytes()).isEqualTo(expected.bytes());
            assertThat(pixels.size()).isEqualTo(new PixelSize(expected.width(), expected.height()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void exifTurnsJpegAndPngUprightAsOpenCvTurnsThem(int orientation) throws Exception {
        byte[] jpeg = withSegments(JPEG, exif(orientation, ByteOrder.LITTLE_ENDIAN));
        byte[] png = png(3, 2, noise(2 * (3 * 3 + 1)), chunk("eXIf", tiff(orientation, ByteOrder.BIG_ENDIAN)));
        for (byte[] file : new byte[][] {jpeg, png}) {
            Cv.Bgr expected = Cv.decode(file);
            for (DecodeMode mode : DecodeMode.values()) {
                try (ImageDecoder decoder = decoder(mode)) {
                    Pixels pixels = decoder.decode(ByteBuffer.wrap(file));
                    assertThat(Cv.Bgr.of(pixels.bgr()).bytes()).isEqualTo(expected.bytes());
                    assertThat(pixels.width()).isEqualTo(expected.width());
                    assertThat(pixels.height()).isEqualTo(expected.height());
                }
            }
        }
    }

    /** The short side stays at least 256: 511 is the last that cannot be halved, rounding up. */
    @ParameterizedTest
    @CsvSource({
        "640,   480,  640, 480",
        "700,   510,  700, 510",
        "701,   511,  351, 256",
        "1280,  720,  640, 360",
        "1080, 1920,  270, 480",
        "1024, 2050,  256, 513",
        "3000, 2048,  375, 256",
    })
    void fastModeDecodesNoMoreOfAJpegThanTheResizeNeeds(int width, int height, int decodedWidth, int decodedHeight)
            throws Exception {
        byte[] file = Cv.plain(width, height, 99).jpeg(90);
        try (ImageDecoder decoder = decoder(DecodeMode.FAST)) {
            Pixels pixels = decoder.decode(ByteBuffer.wrap(file));
            assertThat(pixels.bgr().cols()).isEqualTo(decodedWidth);
            assertThat(pixels.bgr().rows()).isEqualTo(decodedHeight);
            assertThat(pixels.size()).isEqualTo(new PixelSize(width, height));
        }
    }

    @Test
    void fastModeHeedsBothSidesOfAnExactSizeOnATurnedImage() throws Exception {
        byte[] lying = Cv.plain(800, 400, 99).jpeg(90);
        byte[] standing = withSegments(lying, exif(6, ByteOrder.BIG_ENDIAN));
        ImageGeometry portrait = ImageGeometry.exact(new PixelSize(100, 200), Interpolation.LINEAR);
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, portrait)) {
            Pixels turned = decoder.decode(ByteBuffer.wrap(standing));
            assertThat(turned.size()).isEqualTo(new PixelSize(400, 800));
            assertThat(turned.bgr().rows()).isEqualTo(200);
            assertThat(decoder.decode(ByteBuffer.wrap(lying)).bgr().rows()).isEqualTo(200);
        }
    }

    @Test
    void fastModeDecodesAPngWhole() throws Exception {
        byte[] file = Cv.plain(1280, 720, 99).png();
        try (ImageDecoder decoder = decoder(DecodeMode.FAST)) {
            assertThat(decoder.decode(ByteBuffer.wrap(file)).bgr().rows()).isEqualTo(720);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCutOfAnImageIsRejectedAndTheNextImageIsDecoded(DecodeMode mode) throws Exception {
        try (ImageDecoder decoder = decoder(mode)) {
            for (byte[] file : new byte[][] {JPEG, PNG}) {
                int signature = file == PNG ? 8 : 3;
                for (int length = 0; length < file.length; length++) {
                    if (file == JPEG && length >= JPEG.length - 2) {
                        assertThat(decoder.decode(ByteBuffer.wrap(JPEG, 0, length))
                                        .integrity())
                                .isEqualTo(Integrity.END_MISSING);
                        continue;
                    }
                    Fault expected =
                            length == 0 ? Fault.EMPTY : length < signature ? Fault.UNKNOWN_FORMAT : Fault.TRUNCATED;
                    assertFault(decoder, Arrays.copyOf(file, length), expected);
                }
                assertThat(decoder.decode(ByteBuffer.wrap(file)).size()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyChangedByteGivesPixelsOrABadImage(DecodeMode mode) throws Exception {
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, mode, SMALL)) {
            int bad = 0;
            for (byte[] file : new byte[][] {JPEG, PNG}) {
                for (int at = 0; at < file.length; at++) {
                    byte[] damaged = file.clone();
                    damaged[at] ^= (byte) (1 << (at % 8));
                    bad += isBad(decoder, damaged) ? 1 : 0;
                }
            }
            assertThat(bad).isBetween(PNG.length, PNG.length + JPEG.length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutWithAnEndPutBehindItGivesPixelsOrABadImage(DecodeMode mode) throws Exception {
        byte[] iend = chunk("IEND", bytes());
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, mode, SMALL)) {
            for (int length = 3; length < JPEG.length; length++) {
                isBad(decoder, join(Arrays.copyOf(JPEG, length), bytes(0xFF, 0xD9)));
            }
            for (int length = 8; length < PNG.length - iend.length; length++) {
                assertThat(isBad(decoder, join(Arrays.copyOf(PNG, length), iend)))
                        .isTrue();
            }
        }
    }

    @Test
    void aPngWithTooFewRowsIsUndecodableAndShowsNothingOfTheLastImage() throws Exception {
        try (ImageDecoder decoder = decoder(DecodeMode.EXACT)) {
            decoder.decode(ByteBuffer.wrap(Cv.plain(30, 40, 200).png()));
            assertFault(decoder, png(30, 40, noise(20 * 91)), Fault.UNDECODABLE);
        }
    }

    @Test
    void bytesBehindTheImageDoNoHarm() throws Exception {
        byte[] film = join(bytes(0xFF, 0xDA, 0xFF), new byte[5000]);
        try (ImageDecoder decoder = decoder(DecodeMode.EXACT)) {
            for (byte[] file : new byte[][] {JPEG, PNG, reference("drawn-1280x720-progressive.jpg")}) {
                assertThat(decoder.decode(ByteBuffer.wrap(join(file, film))).size())
                        .isEqualTo(ImageHeader.read(ByteBuffer.wrap(file)).upright());
            }
        }
    }

    @Test
    void theEndOfAThumbnailIsNotTheEndOfTheImage() throws Exception {
        byte[] file = withSegments(reference("drawn-641x479-444.jpg"), ImageFiles.app1("Exif\0\0", JPEG));
        try (ImageDecoder decoder = decoder(DecodeMode.EXACT)) {
            Pixels unmarked = decoder.decode(ByteBuffer.wrap(file, 0, file.length - 2));
            assertThat(unmarked.integrity()).isEqualTo(Integrity.END_MISSING);
        }
    }

    @Test
    void damagedExifOnWhichOpenCvGivesUpLeavesTheImageAsStored() throws Exception {
        // The directory claims an entry that lies beyond the segment.
        byte[] tiff = tiff(6, ByteOrder.LITTLE_ENDIAN);
        byte[] cut = Arrays.copyOf(tiff, 32);
        byte[] file = withSegments(JPEG, ImageFiles.app1("Exif\0\0", cut));
        Cv.Bgr expected = Cv.decode(file);
        try (ImageDecoder decoder = decoder(DecodeMode.FAST)) {
            assertThat(decoder.decode(ByteBuffer.wrap(file)).size())
                    .isEqualTo(new PixelSize(expected.width(), expected.height()));
        }
    }

    @Test
    void anyBufferIsReadFromItsPositionToItsLimitAndLeftAsItWas() throws Exception {
        byte[] expected = Cv.decode(JPEG).bytes();
        ByteBuffer heap = ByteBuffer.allocate(JPEG.length + 20);
        ByteBuffer direct = ByteBuffer.allocateDirect(JPEG.length + 20).order(ByteOrder.LITTLE_ENDIAN);
        try (ImageDecoder decoder = decoder(DecodeMode.EXACT)) {
            for (ByteBuffer buffer : new ByteBuffer[] {heap, direct}) {
                buffer.position(7).put(JPEG).position(7).limit(7 + JPEG.length);
                for (ByteBuffer encoded : new ByteBuffer[] {buffer, buffer.asReadOnlyBuffer()}) {
                    assertThat(Cv.Bgr.of(decoder.decode(encoded).bgr()).bytes()).isEqualTo(expected);
                    assertThat(encoded.position()).isEqualTo(7);
                    assertThat(encoded.limit()).isEqualTo(7 + JPEG.length);
                }
            }
        }
    }

    @Test
    void pixelsAreTheDecodersAndLastUntilItsNextCall() throws Exception {
        ImageDecoder decoder = decoder(DecodeMode.EXACT);
        Pixels first = decoder.decode(ByteBuffer.wrap(Cv.plain(40, 30, 10).png()));
        assertThat(first.bgr().data().get(0)).isEqualTo((byte) 10);
        long address = first.bgr().data().address();

        Pixels second = decoder.decode(ByteBuffer.wrap(Cv.plain(40, 30, 77).png()));
        assertThat(second).isSameAs(first);
        assertThat(second.bgr().data().address()).as("memory used again").isEqualTo(address);
        assertThat(second.bgr().data().get(0)).isEqualTo((byte) 77);

        assertFault(decoder, bytes(), Fault.EMPTY);
        assertThatIllegalStateException().isThrownBy(first::width);

        decoder.decode(ByteBuffer.wrap(PNG));
        decoder.close();
        decoder.close();
        assertThatIllegalStateException().isThrownBy(first::size).withMessageContaining("decoder was closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> decoder.decode(ByteBuffer.wrap(PNG)))
                .withMessage("The decoder is closed.");
    }

    @Test
    void memoryForALargeFileIsGivenBackWhenASmallOneFollows() throws Exception {
        // 24 million pixels, 72 MB decoded; bytes behind its end make the file larger than what a decoder keeps.
        byte[] large = join(Cv.plain(6000, 4000, 5).png(), new byte[NativeBuffer.RETAINED_BYTES]);
        try (ImageDecoder decoder = decoder(DecodeMode.EXACT)) {
            decoder.decode(ByteBuffer.wrap(large));
            assertThat(decoder.nativeBytes())
                    .isGreaterThan(ImageDecoder.RETAINED_PIXEL_BYTES + NativeBuffer.RETAINED_BYTES);
            decoder.decode(ByteBuffer.wrap(PNG));
            assertThat(decoder.nativeBytes()).isLessThan(200_000);
        }
    }

    @Test
    void manyImagesLeaveNothingBehind() throws Exception {
        byte[] damaged = png(30, 40, noise(20 * 91));
        byte[] turned = reference("drawn-480x320-exif-orientation-6.jpg");
        try (ImageDecoder decoder = decoder(DecodeMode.FAST);
                Preprocessor preprocessor = new Preprocessor(DecodeMode.FAST, GEOMETRY)) {
            assertThat(NativeHandles.open()).containsKeys("decoded image", "preprocessed image");
            long pointers = 0;
            for (int i = 0; i < 300; i++) {
                for (byte[] file : new byte[][] {JPEG, PNG, turned}) {
                    preprocessor.rgb(decoder.decode(ByteBuffer.wrap(file)));
                }
                assertThat(isBad(decoder, damaged)).isTrue();
                if (i == 0) {
                    pointers = Pointer.totalCount();
                }
            }
            // Counted by JavaCPP: every pointer that has memory to free, whether or not anybody still refers to it.
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
        }
    }

    private static ImageDecoder decoder(DecodeMode mode) {
        return new ImageDecoder(LIMITS, mode, GEOMETRY);
    }

    private static boolean isBad(ImageDecoder decoder, byte[] file) {
        try {
            decoder.decode(ByteBuffer.wrap(file));
            return false;
        } catch (BadImageException e) {
            assertThat(e).hasMessageMatching("(?s)The (image|bytes|JPEG|PNG).*\\.");
            return true;
        }
    }

    private static void assertFault(ImageDecoder decoder, byte[] file, Fault fault) {
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> decoder.decode(ByteBuffer.wrap(file)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    /** Rows of a PNG, 30 or 3 pixels wide: noise behind a filter byte of 0. */
    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        for (int row = 0; row < length; row += length % 91 == 0 ? 91 : 10) {
            noise[row] = 0;
        }
        return noise;
    }
}
