package io.frametag.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures and the answers that a bundle gave to them where it was packed: whoever opens it elsewhere can see whether it is the
 * same model there. In a bundle's folder they are {@value #JSON} and {@value #RGB}, the pictures one behind the other. They do
 * not belong to the bundle's hash, since no label hangs on them.
 *
 * @param sha256 of the bundle that gave the answers
 * @param version that it was given
 * @param images at least one
 */
public record GoldenAnswers(String sha256, String version, List<Image> images) {
    public static final String JSON = "golden.json";
    public static final String RGB = "golden.rgb";
    /** Wide enough for another processor's arithmetic, too narrow for another model's or picture's. */
    private static final float TOLERANCE = 0.01f;

    private static final int TOP = 5;

    /**
     * @param name where the picture comes from
     * @param rgb [height, width, 3] of the model's size; not copied
     * @param labels the classes with the highest probabilities, at least one, whatever the bundle's thresholds leave of them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    public record Image(String name, byte[] rgb, List<Label> labels) {}

    public GoldenAnswers {
        images = List.copyOf(images);
    }

    /** @return a picture with the answer that a classifier gives to it now */
    public static Image image(String name, byte[] rgb, Classifier classifier) {
        float[] scores = classifier.probabilities(rgb);
        int[] best = new int[Math.min(TOP, scores.length)];
        TopK.select(scores, best);
        List<Label> labels = Arrays.stream(best)
                .mapToObj(index -> new Label(index, classifier.spec().labels().get(index), scores[index]))
                .toList();
        return new Image(name, rgb, labels);
    }

    /**
     * Reads those of a bundle.
     *
     * @return empty if it has none
     * @throws BadModelException if they are damaged or another bundle's
     * @throws IOException if they are there, but cannot be read now
     */
    public static Optional<GoldenAnswers> read(BundleFiles files, ModelBundle bundle)
            throws BadModelException, IOException {
        BundleReader reader = new BundleReader(files);
        Optional<BundleFile> json = reader.find(JSON);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        DescriptionNode root = JsonDocument.parse(JSON, json.get().text());
        String sha256 = root.required("sha256").text();
        if (!sha256.equals(bundle.id().sha256())) {
            throw new BadModelException(JSON + " has the answers of another bundle, whose sha256 is "
                    + OneLine.of(sha256) + ": pack this one again.");
        }
        List<DescriptionNode> items = root.required("images").items();
        BundleFile rgb = reader.required(RGB);
        int size = Normaliser.CHANNELS * bundle.spec().width() * bundle.spec().height();
        if (items.isEmpty() || (long) items.size() * size != rgb.bytes().length) {
            throw new BadModelException(RGB + " has " + rgb.bytes().length + " bytes, and not the " + items.size()
                    + " pictures of " + size + " that " + JSON + " lists.");
        }
        List<Image> images = new ArrayList<>();
        for (DescriptionNode item : items) {
            int from = images.size() * size;
            images.add(new Image(
                    item.required("name").text(),
                    Arrays.copyOfRange(rgb.bytes(), from, from + size),
                    labels(item.required("labels"), bundle.spec().labels().size())));
        }
        return Optional.of(new GoldenAnswers(sha256, root.required("version").text(), images));
    }

    private static List<Label> labels(DescriptionNode list, int classes) throws BadModelException {
        List<Label> labels = new ArrayList<>();
        for (DescriptionNode item : list.items()) {
            labels.add(new Label(
                    item.required("index").index(classes),
                    item.child("name").text(),
                    item.required("score").number()));
        }
        if (labels.isEmpty()) {
            // Any model at all would agree with it.
            throw list.wrong("a list of at least one label: pack the bundle again");
        }
        return labels;
    }

    /**
     * Holds a classifier against them.
     *
     * @throws BadModelException naming the first picture that it gives another score to
     */
    public void check(Classifier classifier) throws BadModelException {
        for (Image image : images) {
            float[] probabilities = classifier.probabilities(image.rgb());
            for (Label label : image.labels()) {
                float score = probabilities[label.index()];
                if (Math.abs(score - label.score()) > TOLERANCE) {
                    throw new BadModelException("the golden picture " + OneLine.of(image.name()) + " is "
                            + OneLine.of(label.name()) + " with " + score + " here, and was with " + label.score()
                            + " where the bundle was packed: it is not the same model on this machine.");
                }
            }
        }
    }

    /** @return the content of {@value #JSON} */
    public byte[] json() throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("sha256", sha256);
        root.put("version", version);
        root.put("images", images.stream().map(GoldenAnswers::plain).toList());
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(root);
    }

    private static Map<String, Object> plain(Image image) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("name", image.name());
        plain.put("labels", image.labels());
        return plain;
    }

    /** @return the content of {@value #RGB} */
    public byte[] rgb() {
        int size = images.get(0).rgb().length;
        byte[] all = new byte[Math.multiplyExact(size, images.size())];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i).rgb(), 0, all, i * size, size);
        }
        return all;
    }
}
