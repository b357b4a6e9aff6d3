package io.frametag.model;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model as the tools of its kind leave it, a graph and its description: {@value #ONNX} beside {@value #YML} from PaddleX,
 * PaddleOCR 3 and paddle2onnx; {@code model.onnx} beside {@value #CONFIG} from timm and transformers. All of it is in memory;
 * nothing is native yet.
 */
public final class ModelBundle {
    public static final String ONNX = "inference.onnx";
    public static final String YML = "inference.yml";
    static final String CONFIG = "config.json";
    static final String PREPROCESSOR = "preprocessor_config.json";
    /** A graph decides whose bundle it is. */
    private static final List<String> GRAPHS = List.of(ONNX, "model.onnx", "onnx/model.onnx");

    static final String IS =
            "a bundle is a folder with " + ONNX + " beside " + YML + ", or with model.onnx beside " + CONFIG + ".";
    /** The folder on the class path of the model that comes with the project. */
    public static final String BUNDLED = "models/pp-lcnet-x0_5-cifar10";
    /** Protobuf's limit is 2 GiB; PP-LCNet's largest has 60 MB. */
    static final int MOST_ONNX_BYTES = 1 << 30;
    /** Room for forty thousand labels. The YAML parser takes time by the square of a long value: 11 s for 4 MiB. */
    static final int MOST_YML_BYTES = 1 << 20;
    /** Read in time by their length. The labels of ImageNet-22k with their descriptions have 2 MiB. */
    static final int MOST_TEXT_BYTES = 8 << 20;
    /** A hundred pictures of 448×448. */
    private static final int MOST_GOLDEN_BYTES = 64 << 20;

    private final ModelId id;
    private final ModelSpec spec;
    private final BundleFile graph;
    private final List<String> fileNames;

    private ModelBundle(ModelId id, ModelSpec spec, List<BundleFile> files) {
        this.id = id;
        this.spec = spec;
        this.graph = files.get(0);
        this.fileNames = files.stream().map(BundleFile::name).toList();
    }

    /** @return the most bytes that a bundle's file of this name has */
    static int mostBytes(String name) {
        if (name.endsWith(".onnx")) {
            return MOST_ONNX_BYTES;
        }
        if (name.equals(GoldenAnswers.RGB)) {
            return MOST_GOLDEN_BYTES;
        }
        return name.equals(YML) ? MOST_YML_BYTES : MOST_TEXT_BYTES;
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
        BundleFile description = new BundleFile(YML, yml);
        return of(
                List.of(new BundleFile(ONNX, onnx), description),
                ModelSpec.parse(description.text()),
                expectedSha256,
                version);
    }

    private static ModelBundle of(
            List<BundleFile> files, ModelSpec spec, Optional<String> expectedSha256, Optional<String> version)
            throws BadModelException {
        String sha256 = ModelId.sha256(files);
        if (expectedSha256.isPresent() && !expectedSha256.get().equalsIgnoreCase(sha256)) {
            throw new BadModelException("the sha256 of "
                    + files.stream().map(BundleFile::name).collect(Collectors.joining(" followed by ")) + " is "
                    + sha256
                    + ", not the expected " + expectedSha256.get() + ".");
        }
        return new ModelBundle(ModelId.of(spec.name(), version, sha256), spec, files);
    }

    /**
     * Reads the files that decide what the labels are, and nothing else.
     *
     * @throws BadModelException as {@link #of}, or if one of the files is not there, leads elsewhere or keeps weights elsewhere;
     *     its message begins with the location
     * @throws IOException if a file is there, but cannot be read now
     */
    public static ModelBundle load(BundleFiles files, Optional<String> expectedSha256, Optional<String> version)
            throws BadModelException, IOException {
        try {
            BundleReader reader = new BundleReader(files);
            BundleFile graph = graph(reader);
            ExternalData.refuse(graph);
            ModelSpec spec = graph.name().equals(ONNX)
                    ? InferenceYml.parse(reader.required(YML).text(), reader)
                    : HubConfig.parse(reader);
            return of(reader.read(), spec, expectedSha256, version);
        } catch (BadModelException e) {
            throw e.about("Model bundle " + files.location());
        }
    }

    private static BundleFile graph(BundleReader reader) throws BadModelException, IOException {
        for (String name : GRAPHS) {
            Optional<BundleFile> found = reader.find(name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new BadModelException("there is no " + ONNX + " and no model.onnx: " + IS);
    }

    /** The model that comes with the project. */
    public static ModelBundle bundled() throws BadModelException, IOException {
        BundleFiles files = BundleFiles.classPath(ModelBundle.class.getClassLoader(), BUNDLED);
        return load(files, Optional.empty(), Optional.empty());
    }

    /** @return the names of the files that its hash is made of, in their order */
    public List<String> fileNames() {
        return fileNames;
    }

    public ModelId id() {
        return id;
    }

    public ModelSpec spec() {
        return spec;
    }

    /** The graph itself, not a copy: only the session reads it. */
    BundleFile graph() {
        return graph;
    }
}
