package io.frametag.bench.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.OpenCv;
import io.frametag.image.PixelSize;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AntialiasedLinearTest {
    @BeforeAll
    static void loadOpenCv() {
        OpenCv.load();
    }

    @Test
    void aPlainColourStaysAndBecomesRgb() {
        byte[] bgr = new byte[31 * 17 * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (200 + i % 3);
        }
        byte[] rgb = rgb(31, 17, bgr, ImageGeometry.exact(new PixelSize(5, 4), Interpolation.LINEAR));
        for (int i = 0; i < rgb.length; i++) {
            assertThat(rgb[i] & 0xFF).isEqualTo(202 - i % 3);
        }
    }

    /** At half the size the triangle spans four pixels: 1/8, 3/8, 3/8, 1/8, and at the edge 3/7, 3/7, 1/7. */
    @Test
    void everyPixelCounts() {
        byte[] bgr = new byte[8 * 3];
        bgr[2 * 3] = (byte) 168;
        byte[] rgb = rgb(8, 1, bgr, ImageGeometry.exact(new PixelSize(4, 1), Interpolation.LINEAR));
        assertThat(blue(rgb)).containsExactly(168 / 7, 168 * 3 / 8, 168 / 8, 0);
    }

    @Test
    void theCropIsFromTheMiddle() {
        byte[] bgr = new byte[7 * 3 * 3];
        for (int x = 0; x < 7; x++) {
            for (int y = 0; y < 3; y++) {
                bgr[(y * 7 + x) * 3] = (byte) x;
            }
        }
        ImageGeometry geometry = ImageGeometry.shortSide(3, Interpolation.LINEAR, new PixelSize(2, 1));
        assertThat(blue(rgb(7, 3, bgr, geometry))).containsExactly(2, 3);
    }

    private static int[] blue(byte[] rgb) {
        int[] blue = new int[rgb.length / 3];
        for (int i = 0; i < blue.length; i++) {
            blue[i] = rgb[i * 3 + 2] & 0xFF;
        }
        return blue;
    }

    private static byte[] rgb(int width, int height, byte[] bgr, ImageGeometry geometry) {
        try (Mat mat = new Mat(height, width, opencv_core.CV_8UC3)) {
            mat.data().put(bgr);
            return AntialiasedLinear.rgb(mat, geometry);
        }
    }
}
