package io.frametag.bench.subject;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageLimits;
import io.frametag.image.Pixels;
import io.frametag.image.Preprocessor;
import io.frametag.model.BundleFiles;
import io.frametag.model.Classifier;
import io.frametag.model.ModelBundle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * What the job could reach at best: its own decoder, preprocessor and classifier in one loop on one thread, over frames in
 * memory. No Kafka, no Flink, no Avro. A program of its own.
 */
public final class BareLoop implements AutoCloseable {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.of(ImageFormat.JPEG), 16 << 20, 25_000_000);

    private final ImageDecoder decoder;
    private final Preprocessor preprocessor;
    private final Classifier classifier;
    private final int topK;

    public BareLoop(Path model) throws Exception {
        ModelBundle bundle = ModelBundle.load(BundleFiles.folder(model), Optional.empty(), Optional.empty());
        var geometry = bundle.spec().geometry();
        decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, geometry);
        preprocessor = new Preprocessor(DecodeMode.FAST, geometry);
        classifier = Classifier.open(bundle);
        topK = bundle.spec().topK();
    }

    /** Labels one frame. */
    public void label(ByteBuffer jpeg) throws Exception {
        Pixels pixels = decoder.decode(jpeg);
        classifier.classify(preprocessor.rgb(pixels), topK);
    }

    /** Arguments: the project's folder, the model's folder, the frames' size, the file to count in. Runs until it is killed. */
    public static void main(String[] args) throws Exception {
        List<ByteBuffer> frames = SizedFrames.jpegs(Path.of(args[0]), FrameSize.valueOf(args[2])).stream()
                .map(ByteBuffer::wrap)
                .toList();
        SharedCount count = SharedCount.open(Path.of(args[3]));
        try (BareLoop loop = new BareLoop(Path.of(args[1]))) {
            System.out.println("ready");
            for (int i = 0; ; i = (i + 1) % frames.size()) {
                loop.label(frames.get(i));
                count.increment();
            }
        }
    }

    @Override
    public void close() {
        classifier.close();
        preprocessor.close();
        decoder.close();
    }
}
