package io.frametag.tools.model;

import io.frametag.image.BadImageException;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageLimits;
import io.frametag.image.Pixels;
import io.frametag.image.Preprocessor;
import io.frametag.model.BadModelException;
import io.frametag.model.Classifier;
import io.frametag.model.Label;
import io.frametag.model.ModelBundle;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;

/** The job's own way from a file to labels, stage by stage, without Kafka and Flink. For one thread. */
public final class Examiner implements AutoCloseable {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 64 << 20, 100_000_000);

    private final ImageDecoder decoder;
    private final Preprocessor preprocessor;
    private final Classifier classifier;

    /** @throws CommandFailure if the model does not run; nothing stays open */
    public Examiner(ModelBundle bundle, DecodeMode mode) {
        try {
            classifier = Classifier.open(bundle);
        } catch (BadModelException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        }
        decoder = new ImageDecoder(LIMITS, mode, bundle.spec().geometry());
        preprocessor = new Preprocessor(mode, bundle.spec().geometry());
    }

    /** @throws CommandFailure if it cannot be read */
    public static byte[] bytes(Frame frame) {
        try {
            return Files.readAllBytes(frame.file());
        } catch (IOException e) {
            throw CommandFailure.failed("Cannot read " + frame.file() + ": is it yours to read?", e);
        }
    }

    /** Nanoseconds each. */
    public record Examined(List<Label> labels, long decode, long preprocess, long inference) {}

    /** @param topK how many labels at most */
    public Examined examine(byte[] file, int topK) throws BadImageException {
        long started = System.nanoTime();
        Pixels pixels = decoder.decode(ByteBuffer.wrap(file));
        long decoded = System.nanoTime();
        byte[] rgb = preprocessor.rgb(pixels);
        long prepared = System.nanoTime();
        List<Label> labels = classifier.classify(rgb, topK);
        return new Examined(labels, decoded - started, prepared - decoded, System.nanoTime() - prepared);
    }

    /** @return the model's picture of a file, the caller's own */
    public byte[] picture(byte[] file) throws BadImageException {
        return preprocessor.rgb(decoder.decode(ByteBuffer.wrap(file))).clone();
    }

    Classifier classifier() {
        return classifier;
    }

    @Override
    public void close() {
        preprocessor.close();
        decoder.close();
        classifier.close();
    }
}
