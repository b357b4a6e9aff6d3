package io.frametag.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * A model as PaddleX and PaddleOCR 3 export it and paddle2onnx completes it: a graph, {@value #ONNX}, and its
 * description, {@value #YML}. All of it is in memory; nothing is native yet.
 */
public final class ModelBundle {
    public static final String ONNX = "inference.onnx";
    public static final String YML = "inference.yml";
    /** The folder on the class path of the model that comes with the project. */
    public static final String BUNDLED = "models/pp-lcnet-x0_5-cifar10";
    /** Protobuf's limit is 2 GiB; PP-LCNet's largest has 60 MB. */
    static final int MOST_ONNX_BYTES = 1 << 30;
    /** Room for forty thousand labels. The YAML parser takes time by the square of a long value: 11 s for 4 MiB. */
    static final int MOST_YML_BYTES = 1 << 20;

    private final ModelId id;
    private final ModelSpec spec;
    private final byte[] onnx;

    private ModelBundle(ModelId id, ModelSpec spec, byte[] onnx) {
        this.id = id;
        this.spec = spec;
        this.onnx = onnx;
    }

    /**
     * Takes ownership of {@code onnx}. Weights outside of it are refused by the session, not here.
     *
     * @param expectedSha256 the hash that {@link ModelId#sha256()} has to be, in either case
     * @param version the name its owner gives this release
     * @throws BadModelException if the hash is another or the description cannot be used
     */
    public static ModelBundle of(byte[] onnx, byte[] yml, Optional<String> expectedSha256, Optional<String> version)
            throws BadModelException {
        String sha256 = ModelId.sha256(onnx, yml);
        if (expectedSha256.isPresent() && !expectedSha256.get().equalsIgnoreCase(sha256)) {
            throw new BadModelException("the sha256 of " + ONNX + " followed by " + YML + " is " + sha256
                    + ", not the expected " + expectedSha256.get() + ".");
        }
        ModelSpec spec = ModelSpec.parse(text(yml));
        return new ModelBundle(ModelId.of(spec.name(), version, sha256), spec, onnx);
    }

    /**
     * Reads the two files and nothing else.
     *
     * @throws BadModelException as {@link #of}, or if one of the files is not there, leads elsewhere or keeps weights elsewhere;
     *     its message begins with the location
     * @throws IOException if a file is there, but cannot be read now
     */
    public static ModelBundle load(BundleFiles files, Optional<String> expectedSha256, Optional<String> version)
            throws BadModelException, IOException {
        try {
            byte[] onnx = read(files, ONNX);
            ExternalData.refuse(onnx);
            return of(onnx, read(files, YML), expectedSha256, version);
        } catch (BadModelException e) {
            throw e.about("Model bundle " + files.location());
        }
    }

    /** The model that comes with the project. */
    public static ModelBundle bundled() throws BadModelException, IOException {
        BundleFiles files = BundleFiles.classPath(ModelBundle.class.getClassLoader(), BUNDLED);
        return load(files, Optional.empty(), Optional.empty());
    }

    public ModelId id() {
        return id;
    }

    public ModelSpec spec() {
        return spec;
    }

    /** The graph itself, not a copy: only the session reads it. */
    byte[] onnx() {
        return onnx;
    }

    private static byte[] read(BundleFiles files, String name) throws BadModelException, IOException {
        try {
            return files.read(name);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new BadModelException(
                    "there is no " + name + ": a bundle is a folder with " + ONNX + " beside " + YML + ".", e);
        }
    }

    private static String text(byte[] yml) throws BadModelException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yml))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadModelException(YML + " is not UTF-8 text.", e);
        }
    }
}
