package io.frametag.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.opencv.global.opencv_imgproc;

/** OpenCV's ways to resize, by the names that PaddleClas gives them. None but {@link #AREA} guards against aliasing. */
public enum Interpolation {
    NEAREST("nearest", opencv_imgproc.INTER_NEAREST),
    /** What applies where a model's preprocessing names none. */
    LINEAR("bilinear", opencv_imgproc.INTER_LINEAR),
    CUBIC("bicubic", opencv_imgproc.INTER_CUBIC),
    AREA("area", opencv_imgproc.INTER_AREA),
    LANCZOS("lanczos", opencv_imgproc.INTER_LANCZOS4);

    private final String paddleName;
    private final int openCvCode;

    Interpolation(String paddleName, int openCvCode) {
        this.paddleName = paddleName;
        this.openCvCode = openCvCode;
    }

    /** @param name as in {@code ResizeImage.interpolation}, in any case */
    public static Interpolation named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(interpolation -> interpolation.paddleName.equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no interpolation \"" + name + "\": it is one of "
                                + Arrays.stream(values())
                                        .map(interpolation -> interpolation.paddleName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    int openCvCode() {
        return openCvCode;
    }
}
