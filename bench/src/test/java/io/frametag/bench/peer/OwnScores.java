package io.frametag.bench.peer;

import io.frametag.image.DecodeMode;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageGeometry;
import io.frametag.image.ImageLimits;
import io.frametag.image.Preprocessor;
import io.frametag.model.Classifier;
import io.frametag.model.ModelBundle;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the job's own classes say of frames, by stream. */
record OwnScores(Map<String, float[]> byStream) {
    private static final int LARGEST = 1 << 20;

    static OwnScores of(ModelBundle bundle, Map<String, byte[]> jpegs) throws Exception {
        ImageGeometry geometry = bundle.spec().geometry();
        ImageLimits limits = new ImageLimits(Set.of(ImageFormat.JPEG), LARGEST, LARGEST);
        Map<String, float[]> scores = new HashMap<>();
        try (ImageDecoder decoder = new ImageDecoder(limits, DecodeMode.FAST, geometry);
                Preprocessor preprocessor = new Preprocessor(DecodeMode.FAST, geometry);
                Classifier classifier = Classifier.open(bundle)) {
            for (Map.Entry<String, byte[]> jpeg : jpegs.entrySet()) {
                byte[] rgb = preprocessor.rgb(decoder.decode(ByteBuffer.wrap(jpeg.getValue())));
                scores.put(jpeg.getKey(), classifier.probabilities(rgb));
            }
        }
        return new OwnScores(scores);
    }

    boolean agreesOnBest(PeerLabel label) {
        float[] own = byStream.get(label.streamId());
        int best = 0;
        for (int index = 1; index < own.length; index++) {
            best = own[index] > own[best] ? index : best;
        }
        return label.labels().get(0).index() == best;
    }

    /** @return by what part of itself a score of the label differs from ours, on average */
    double relativeDifference(PeerLabel label) {
        float[] own = byStream.get(label.streamId());
        return label.labels().stream()
                .mapToDouble(score -> Math.abs(score.score() - own[score.index()]) / own[score.index()])
                .average()
                .orElseThrow();
    }
}
