package io.frametag.bench.fidelity;

import io.frametag.image.DecodeMode;
import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far pictures are from each other, a number for each photo: mean |Δ| in steps of 255.
 *
 * @param fromExact to the exact mode's picture
 * @param fromArea to the whole image resized by averaging areas
 * @param fromAntialiased to the whole image resized by {@link AntialiasedLinear}
 */
record Distances(List<Double> fromExact, List<Double> fromArea, List<Double> fromAntialiased) {
    private Distances() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** @param size of every photo */
    static Map<Reduction, Distances> measure(List<byte[]> photos, PixelSize size, ImageGeometry geometry) {
        ImageGeometry area = new ImageGeometry(geometry.resize(), Interpolation.AREA, geometry.output());
        Map<Reduction, Distances> distances = new LinkedHashMap<>();
        try (Pictures exact = new Pictures(DecodeMode.EXACT, geometry);
                Pictures fast = new Pictures(DecodeMode.FAST, geometry);
                Pictures averaged = new Pictures(DecodeMode.EXACT, area);
                OpenCvPicture whole = new OpenCvPicture(geometry, Reduction.NONE);
                OpenCvPicture twice = new OpenCvPicture(geometry, Reduction.TWICE)) {
            for (byte[] photo : photos) {
                byte[] ofExact = exact.rgb(photo);
                byte[] ofArea = averaged.rgb(photo);
                byte[] antialiased = AntialiasedLinear.rgb(whole.decode(photo, size), geometry);
                Map<Reduction, byte[]> pictures = new LinkedHashMap<>();
                pictures.put(Reduction.FAST, fast.rgb(photo));
                pictures.put(Reduction.TWICE, twice.rgb(photo, size));
                pictures.put(Reduction.NONE, ofExact);
                pictures.forEach((reduction, picture) -> {
                    Distances own = distances.computeIfAbsent(reduction, any -> new Distances());
                    own.fromExact.add(Pictures.distance(picture, ofExact));
                    own.fromArea.add(Pictures.distance(picture, ofArea));
                    own.fromAntialiased.add(Pictures.distance(picture, antialiased));
                });
            }
        }
        return distances;
    }
}
