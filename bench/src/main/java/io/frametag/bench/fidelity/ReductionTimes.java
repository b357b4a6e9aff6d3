package io.frametag.bench.fidelity;

import io.frametag.bench.report.Spread;
import io.frametag.image.ImageGeometry;
import io.frametag.image.PixelSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules of reduction cost, in milliseconds a photo.
 *
 * @param decode OpenCV's decoding alone
 * @param picture decoding, resize and crop
 */
record ReductionTimes(Spread decode, Spread picture) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** @param rounds over all photos by each rule in turn, after one that does not count */
    static Map<Reduction, ReductionTimes> measure(
            List<byte[]> photos, PixelSize size, ImageGeometry geometry, int rounds) {
        List<Reduction> reductions = List.of(Reduction.FAST, Reduction.TWICE, Reduction.NONE);
        Map<Reduction, List<Double>> decode = new LinkedHashMap<>();
        Map<Reduction, List<Double>> picture = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (Reduction reduction : reductions) {
                try (OpenCvPicture pictures = new OpenCvPicture(geometry, reduction)) {
                    pictures.rgb(photos.get(0), size);
                    long started = System.nanoTime();
                    photos.forEach(photo -> pictures.decode(photo, size));
                    long decoded = System.nanoTime();
                    photos.forEach(photo -> pictures.rgb(photo, size));
                    long made = System.nanoTime();
                    if (round >= 0) {
                        add(decode, reduction, decoded - started, photos.size());
                        add(picture, reduction, made - decoded, photos.size());
                    }
                }
            }
        }
        Map<Reduction, ReductionTimes> times = new LinkedHashMap<>();
        for (Reduction reduction : reductions) {
            times.put(
                    reduction, new ReductionTimes(Spread.of(decode.get(reduction)), Spread.of(picture.get(reduction))));
        }
        return times;
    }

    private static void add(Map<Reduction, List<Double>> times, Reduction reduction, long nanos, int photos) {
        times.computeIfAbsent(reduction, any -> new ArrayList<>()).add(nanos / NANOS_PER_MILLI / photos);
    }
}
