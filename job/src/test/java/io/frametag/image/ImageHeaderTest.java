package io.frametag.image;

import static io.frametag.image.ImageFiles.app1;
import static io.frametag.image.ImageFiles.bytes;
import static io.frametag.image.ImageFiles.chunk;
import static io.frametag.image.ImageFiles.exif;
import static io.frametag.image.ImageFiles.join;
import static io.frametag.image.ImageFiles.png;
import static io.frametag.image.ImageFiles.reference;
import static io.frametag.image.ImageFiles.segment;
import static io.frametag.image.ImageFiles.tiff;
import static io.frametag.image.ImageFiles.withSegments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {
    private static final byte[] JPEG = reference("drawn-31x57-small.jpg");
    private static final byte[] PNG = reference("drawn-32x32.png");

    @ParameterizedTest
    @CsvSource({
        "cat-chelsea.jpg,                      JPEG,  451, 300, false",
        "deer-moose.jpg,                       JPEG, 1024, 683, false",
        "drawn-1280x720-progressive.jpg,       JPEG, 1280, 720, false",
        "drawn-31x57-small.jpg,                JPEG,   31,  57, false",
        "drawn-333x777-grey.jpg,               JPEG,  333, 777, false",
        "drawn-480x320-exif-orientation-6.jpg, JPEG,  480, 320, true",
        "drawn-512x384-cmyk.jpg,               JPEG,  512, 384, false",
        "drawn-200x150-16bit.png,              PNG,   200, 150, false",
        "drawn-256x256-palette.png,            PNG,   256, 256, false",
        "drawn-300x200-alpha.png,              PNG,   300, 200, false",
        "drawn-400x300.webp,                   WEBP,  400, 300, false",
        "drawn-321x123.bmp,                    BMP,   321, 123, false",
    })
    void theReferencePicturesHeadersAreRead(String name, ImageFormat format, int width, int height, boolean transposed)
            throws Exception {
        int orientation = transposed ? 6 : 1;
        boolean alpha = name.contains("alpha");
        assertThat(read(reference(name)))
                .isEqualTo(new ImageHeader(format, width, height, orientation, alpha, Ending.WHOLE));
    }

    @Test
    void aTransposedImageStandsUprightWithItsSidesSwapped() throws Exception {
        ImageHeader header = read(reference("drawn-480x320-exif-orientation-6.jpg"));
        assertThat(header.uprightWidth()).isEqualTo(320);
        assertThat(header.uprightHeight()).isEqualTo(480);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void orientationsFiveToEightTransposeInEitherByteOrderAndFormat(int orientation) throws Exception {
        boolean transposed = orientation >= 5 && orientation <= 8;
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            assertThat(read(withSegments(JPEG, exif(orientation, order))).transposed())
                    .isEqualTo(transposed);
            byte[] chunk = chunk("eXIf", tiff(orientation, order));
            assertThat(read(png(1, 2, new byte[8], chunk)).transposed()).isEqualTo(transposed);
        }
    }

    @Test
    void theFirstExifSegmentCountsWhateverOtherAppOneSegmentsComeBefore() throws Exception {
        byte[] xmp = app1("http://ns.adobe.com/xap/1.0/\0", bytes('<', 'x', '/', '>'));
        byte[] upright = exif(1, ByteOrder.BIG_ENDIAN);
        byte[] turned = exif(6, ByteOrder.BIG_ENDIAN);
        assertThat(read(withSegments(JPEG, xmp, turned)).transposed()).isTrue();
        assertThat(read(withSegments(JPEG, upright, turned)).transposed()).isFalse();
    }

    @Test
    void aThumbnailInExifIsNotTakenForTheImage() throws Exception {
        byte[] thumbnail = app1("Exif\0\0", join(tiff(1, ByteOrder.BIG_ENDIAN), reference("drawn-31x57-small.jpg")));
        byte[] file = withSegments(reference("drawn-641x479-444.jpg"), thumbnail);
        assertThat(read(file)).isEqualTo(new ImageHeader(ImageFormat.JPEG, 641, 479));
    }

    @Test
    void damagedExifTurnsNothingAndHarmsNothing() throws Exception {
        byte[] whole = tiff(6, ByteOrder.LITTLE_ENDIAN);
        // Without its last four bytes the orientation's entry is still whole.
        for (int length = 0; length < whole.length - 4; length++) {
            byte[] cut = app1("Exif\0\0", Arrays.copyOf(whole, length));
            assertThat(read(withSegments(JPEG, cut)).transposed()).isFalse();
        }
        byte[] elsewhere = whole.clone();
        Arrays.fill(elsewhere, 4, 8, (byte) 0xFF);
        assertThat(read(withSegments(JPEG, app1("Exif\0\0", elsewhere))).transposed())
                .isFalse();
    }

    @Test
    void theFormatIsTheFirstBytesWhateverTheBufferIsLike() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(PNG.length + 7).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(3).put(PNG).position(3).limit(3 + PNG.length);
        assertThat(ImageHeader.read(buffer.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN)))
                .isEqualTo(new ImageHeader(ImageFormat.PNG, 32, 32));
        assertThat(ImageHeader.read(buffer)).isEqualTo(new ImageHeader(ImageFormat.PNG, 32, 32));
        assertThat(buffer.position()).isEqualTo(3);
        assertThat(buffer.limit()).isEqualTo(3 + PNG.length);
    }

    @Test
    void whatIsNoImageIsNamedByItsFirstBytes() {
        assertFault(Fault.EMPTY, "no bytes", bytes());
        assertFault(Fault.UNKNOWN_FORMAT, "begin with FF.", bytes(0xFF));
        assertFault(
                Fault.UNKNOWN_FORMAT,
                "begin with 52 49 46 46",
                bytes('R', 'I', 'F', 'F', 4, 0, 0, 0, 'A', 'V', 'I', ' '));
        byte[] text = "BMW, a maker of cars and motorcycles".getBytes(StandardCharsets.US_ASCII);
        assertFault(Fault.UNKNOWN_FORMAT, "begin with 42 4D 57", text);
    }

    @Test
    void aJpegHeaderThatIsNoneIsUndecodable() {
        byte[] soi = bytes(0xFF, 0xD8);
        byte[] frame = segment(0xC0, bytes(8, 0, 5, 0, 5, 1, 1, 0x11, 0));
        byte[] noHeight = segment(0xC0, bytes(8, 0, 0, 0, 5, 1, 1, 0x11, 0));
        byte[] scan = segment(0xDA, bytes(1, 1, 0, 0, 63, 0));
        assertFault(Fault.UNDECODABLE, "no width and height", join(soi, scan));
        assertFault(Fault.UNDECODABLE, "no width and height", join(soi, noHeight, scan));
        assertFault(Fault.UNDECODABLE, "more than one frame header", join(soi, frame, frame, scan));
        assertFault(Fault.UNDECODABLE, "frame header cut short", join(soi, segment(0xC0, bytes(8, 0)), scan));
        assertFault(Fault.UNDECODABLE, "start or end marker", join(soi, frame, bytes(0xFF, 0xD9)));
        assertFault(Fault.UNDECODABLE, "impossible length", join(soi, bytes(0xFF, 0xE0, 0, 1), frame, scan));
    }

    @Test
    void aPngHeaderThatIsNoneIsUndecodable() {
        byte[] unnamed = PNG.clone();
        unnamed[12] = 'X';
        assertFault(Fault.UNDECODABLE, "does not begin with its header", unnamed);
        assertFault(Fault.UNDECODABLE, "no width and height", png(0, 4, new byte[4]));
        assertFault(Fault.UNDECODABLE, "no width and height", png(4, -1, new byte[4]));
    }

    private static ImageHeader read(byte[] file) throws BadImageException {
        return ImageHeader.read(ByteBuffer.wrap(file));
    }

    private static void assertFault(Fault fault, String sentence, byte[] file) {
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }
}
