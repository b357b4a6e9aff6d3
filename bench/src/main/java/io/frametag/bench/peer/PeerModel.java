package io.frametag.bench.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The plain Java peer's model: the JDK's own drawing, ONNX Runtime with its default options, Java arrays. */
final class PeerModel implements AutoCloseable {
    private static final int SHORT_SIDE = 256;
    private static final int SIDE = 224;
    private static final int TOP = 5;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;

    private PeerModel(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
        this.input = session.getInputNames().iterator().next();
    }

    static PeerModel load(Path onnx) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        return new PeerModel(environment, environment.createSession(onnx.toString(), new OrtSession.SessionOptions()));
    }

    /** @return the best five, best first */
    List<PeerLabel.Score> classify(BufferedImage image) throws OrtException {
        float[][][][] pixels = {normalised(crop(image))};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            return best(((float[][]) result.get(0).getValue())[0]);
        }
    }

    /** Resized to the short side, and the middle of it. */
    private static BufferedImage crop(BufferedImage image) {
        double scale = (double) SHORT_SIDE / Math.min(image.getWidth(), image.getHeight());
        int width = (int) Math.round(image.getWidth() * scale);
        int height = (int) Math.round(image.getHeight() * scale);
        BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = resized.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return resized.getSubimage((width - SIDE) / 2, (height - SIDE) / 2, SIDE, SIDE);
    }

    private static float[][][] normalised(BufferedImage crop) {
        int[] rgb = crop.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
        float[][][] planes = new float[3][SIDE][SIDE];
        for (int channel = 0; channel < planes.length; channel++) {
            int shift = 16 - 8 * channel;
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    float value = (rgb[y * SIDE + x] >> shift & 0xFF) / 255f;
                    planes[channel][y][x] = (value - MEAN[channel]) / DEVIATION[channel];
                }
            }
        }
        return planes;
    }

    /** The graph ends in a softmax: its scores are probabilities. */
    private static List<PeerLabel.Score> best(float[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> -scores[index]))
                .limit(TOP)
                .map(index -> new PeerLabel.Score(index, scores[index]))
                .toList();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
