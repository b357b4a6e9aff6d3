package io.frametag.image;

import static io.frametag.image.ImageFiles.bytes;
import static io.frametag.image.ImageFiles.exif;
import static io.frametag.image.ImageFiles.join;
import static io.frametag.image.ImageFiles.reference;
import static io.frametag.image.ImageFiles.withSegments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.frametag.image.BadImageException.Fault;
import io.frametag.natives.NoLeaks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class JpegDamageTest {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 64 << 20, 50_000_000);
    private static final ImageGeometry GEOMETRY =
            ImageGeometry.shortSide(256, Interpolation.LINEAR, new PixelSize(224, 224));
    private static final byte[] EOI = bytes(0xFF, 0xD9);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drawn-640x480-baseline.jpg",
                "drawn-641x479-444.jpg",
                "drawn-333x777-grey.jpg",
                "drawn-512x384-cmyk.jpg",
                "drawn-480x320-exif-orientation-6.jpg",
                "deer-moose.jpg",
            })
    void aScanThatIsCutShortIsDamageWhateverIsPutBehindIt(String name) {
        byte[] file = reference(name);
        for (int percent : new int[] {10, 50, 90}) {
            byte[] cut = Arrays.copyOf(file, file.length * percent / 100);
            assertFault(Fault.TRUNCATED, cut);
            assertFault(Fault.DAMAGED, join(cut, EOI));
            byte[] filled = new byte[file.length - cut.length - 2];
            Arrays.fill(filled, (byte) 0xFF);
            assertFault(Fault.DAMAGED, join(cut, filled, EOI));
            assertFault(Fault.DAMAGED, join(cut, new byte[60_000], EOI));
        }
    }

    @Test
    void aTurnedImageIsGreyInAnotherCorner() {
        byte[] file = reference("drawn-640x480-baseline.jpg");
        byte[] cut = join(Arrays.copyOf(file, file.length / 2), EOI);
        for (int orientation = 1; orientation <= 8; orientation++) {
            assertFault(Fault.DAMAGED, withSegments(cut, exif(orientation, ByteOrder.BIG_ENDIAN)));
        }
    }

    @Test
    void aScaledDecodingShowsItToo() {
        byte[] file = reference("drawn-1280x720-progressive.jpg");
        byte[] large = Cv.decode(file).jpeg(90);
        assertFault(Fault.DAMAGED, join(Arrays.copyOf(large, large.length * 9 / 10), EOI));
    }

    @Test
    void aProgressiveJpegWithoutItsLastScansIsTruncatedWhereverItIsCut() {
        byte[] file = reference("drawn-1280x720-progressive.jpg");
        List<Integer> scans = scans(file);
        assertThat(scans).hasSizeGreaterThan(5);
        for (int i = 1; i < scans.size(); i++) {
            for (int end : new int[] {(scans.get(i - 1) + scans.get(i)) / 2, scans.get(i)}) {
                byte[] cut = Arrays.copyOf(file, end);
                assertFault(Fault.TRUNCATED, cut);
                assertFault(Fault.TRUNCATED, join(cut, EOI));
            }
        }
        assertFault(Fault.TRUNCATED, Arrays.copyOf(file, file.length - 60));
    }

    /** Where each scan's marker begins. */
    private static List<Integer> scans(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        List<Integer> scans = new ArrayList<>();
        for (int at = JpegMarkers.find(bytes, 2); at != JpegMarkers.NONE; at = JpegMarkers.next(bytes, at)) {
            if (Byte.toUnsignedInt(bytes.get(at)) == JpegBitstream.SOS) {
                scans.add(at - 1);
            }
        }
        return scans;
    }

    @ParameterizedTest
    @ValueSource(strings = {"drawn-640x480-baseline.jpg", "drawn-1280x720-progressive.jpg", "drawn-512x384-cmyk.jpg"})
    void whereOnlyTheEndMarkerIsMissingThePixelsAreAllThere(String name) throws Exception {
        byte[] file = reference(name);
        byte[] unmarked = Arrays.copyOf(file, file.length - 2);
        for (DamagedImages policy : new DamagedImages[] {DamagedImages.REJECT, DamagedImages.LABEL}) {
            try (ImageDecoder decoder = decoder(policy)) {
                Pixels pixels = decoder.decode(ByteBuffer.wrap(unmarked));
                assertThat(pixels.integrity()).isEqualTo(Integrity.END_MISSING);
                assertThat(Cv.Bgr.of(pixels.bgr()).bytes())
                        .isEqualTo(Cv.decode(file).bytes());
                assertThat(decoder.decode(ByteBuffer.wrap(file)).integrity()).isEqualTo(Integrity.WHOLE);
            }
        }
        try (ImageDecoder strict = decoder(DamagedImages.STRICT)) {
            assertThatExceptionOfType(BadImageException.class)
                    .isThrownBy(() -> strict.decode(ByteBuffer.wrap(unmarked)))
                    .withMessage("The JPEG is cut short: its end marker is missing.");
        }
    }

    @Test
    void damageIsLabelledOnRequestAndMarked() throws Exception {
        byte[] baseline = reference("drawn-640x480-baseline.jpg");
        byte[] progressive = reference("drawn-1280x720-progressive.jpg");
        try (ImageDecoder decoder = decoder(DamagedImages.LABEL)) {
            for (byte[] file : new byte[][] {baseline, progressive}) {
                byte[] half = Arrays.copyOf(file, file.length / 2);
                for (byte[] cut : new byte[][] {half, join(half, EOI)}) {
                    Pixels pixels = decoder.decode(ByteBuffer.wrap(cut));
                    assertThat(pixels.integrity()).isEqualTo(Integrity.DAMAGED);
                    // The upper left was decoded before the cut.
                    assertThat(Arrays.copyOf(Cv.Bgr.of(pixels.bgr()).bytes(), 3))
                            .isNotEqualTo(bytes(128, 128, 128));
                }
            }
        }
    }

    @Test
    void aGreyPictureIsNotADamagedOne() throws Exception {
        try (ImageDecoder decoder = decoder(DamagedImages.REJECT)) {
            for (int grey : new int[] {63, 64, 65, 127, 128, 129}) {
                byte[] file = Cv.plain(640, 480, grey).jpeg(90);
                assertThat(decoder.decode(ByteBuffer.wrap(file)).integrity()).isEqualTo(Integrity.WHOLE);
            }
        }
    }

    /** So that somebody who needs these found sends a checksum. */
    @Test
    void whatGoesUndetectedIsKnown() throws Exception {
        byte[] baseline = reference("drawn-640x480-baseline.jpg");
        byte[] overwritten = baseline.clone();
        Arrays.fill(overwritten, baseline.length / 2, baseline.length / 2 + 40, (byte) 0x55);
        byte[] progressive = reference("drawn-1280x720-progressive.jpg");
        byte[] lost = withoutARestartInterval(Cv.decode(baseline).jpegWithRestarts());
        byte[] lastScanCut = join(Arrays.copyOf(progressive, progressive.length - 60), EOI);
        try (ImageDecoder decoder = decoder(DamagedImages.REJECT)) {
            for (byte[] file : new byte[][] {overwritten, lost, lastScanCut}) {
                assertThat(decoder.decode(ByteBuffer.wrap(file)).integrity()).isEqualTo(Integrity.WHOLE);
            }
        }
    }

    @Test
    void strictFindsDamageInTheMiddleToo() throws Exception {
        byte[] whole = Cv.decode(reference("drawn-640x480-baseline.jpg")).jpegWithRestarts();
        byte[] lost = withoutARestartInterval(whole);
        try (ImageDecoder strict = decoder(DamagedImages.STRICT)) {
            assertThat(strict.decode(ByteBuffer.wrap(whole)).integrity()).isEqualTo(Integrity.WHOLE);
            assertThatExceptionOfType(BadImageException.class)
                    .isThrownBy(() -> strict.decode(ByteBuffer.wrap(lost)))
                    .withMessageStartingWith("The JPEG is damaged: Corrupt JPEG data")
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED));
        }
    }

    @Test
    void anEarlierWarningHidesNoDamage() {
        byte[] file = reference("drawn-640x480-baseline.jpg");
        byte[] version = file.clone();
        // The JFIF segment's major version, of which libjpeg warns first and then of nothing more.
        assertThat(version[6]).isEqualTo((byte) 'J');
        version[11] = 3;
        assertFault(Fault.DAMAGED, join(Arrays.copyOf(version, file.length / 2), EOI));
    }

    @Test
    void aCamerasFillingIsNoDamageWhereThePictureIsWhole() throws Exception {
        byte[] file = reference("drawn-640x480-baseline.jpg");
        byte[] filled = join(Arrays.copyOf(file, file.length - 2), new byte[5_000], EOI);
        try (ImageDecoder decoder = decoder(DamagedImages.REJECT)) {
            assertThat(decoder.decode(ByteBuffer.wrap(filled)).integrity()).isEqualTo(Integrity.WHOLE);
        }
    }

    /** The bytes between two restart markers in the middle, and the second of them. */
    private static byte[] withoutARestartInterval(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        List<Integer> restarts = new ArrayList<>();
        for (int at = JpegMarkers.find(bytes, 2); at != JpegMarkers.NONE; at = JpegMarkers.next(bytes, at)) {
            if ((bytes.get(at) & 0xF8) == 0xD0) {
                restarts.add(at);
            }
        }
        int middle = restarts.size() / 2;
        return join(
                Arrays.copyOf(file, restarts.get(middle) + 1),
                Arrays.copyOfRange(file, restarts.get(middle + 1) + 1, file.length));
    }

    private static ImageDecoder decoder(DamagedImages policy) {
        return new ImageDecoder(LIMITS, new Decoding(DecodeMode.EXACT, policy, null), GEOMETRY);
    }

    private static void assertFault(Fault fault, byte[] file) {
        for (DecodeMode mode : DecodeMode.values()) {
            try (ImageDecoder decoder = new ImageDecoder(LIMITS, mode, GEOMETRY)) {
                assertThatExceptionOfType(BadImageException.class)
                        .isThrownBy(() -> decoder.decode(ByteBuffer.wrap(file)))
                        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
            }
        }
    }
}
