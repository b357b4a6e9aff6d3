package io.frametag.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Bundles in folders that tell themselves apart by every label that they give. */
public final class ReleasedBundles {
    private ReleasedBundles() {}

    /**
     * The model that comes with the project, under another name and with other labels.
     *
     * @param name of the model; its labels are {@code name-cat} and so on
     * @return the folder
     */
    public static Path renamed(Path folder, String name) throws Exception {
        BundleFiles files = BundleFiles.classPath(ReleasedBundles.class.getClassLoader(), ModelBundle.BUNDLED);
        String yml = new String(files.read(ModelBundle.YML), StandardCharsets.UTF_8);
        int labels = yml.indexOf("label_list: [") + "label_list: [".length();
        String renamed = yml.substring(0, labels).replaceFirst("model_name: .*", "model_name: " + name) + name + "-"
                + yml.substring(labels).replace(", ", ", " + name + "-");
        return write(folder, files.read(ModelBundle.ONNX), renamed);
    }

    /** Another graph for images of another size, with other labels: {@code name-red}, {@code name-green}, {@code name-blue}. */
    public static Path channels(Path folder, String name, int width, int height) throws Exception {
        return write(folder, TinyOnnx.channelMeans(width, height).bytes(), """
                Global: {model_name: %1$s}
                PreProcess:
                  transform_ops:
                  - ResizeImage: {size: [%2$d, %3$d]}
                  - NormalizeImage: {scale: 1.0/255.0, mean: [0, 0, 0], std: [1, 1, 1], order: ''}
                  - ToCHWImage:
                PostProcess:
                  Topk: {topk: 2, label_list: [%1$s-red, %1$s-green, %1$s-blue]}
                """.formatted(name, width, height));
    }

    /** As {@code cat inference.onnx inference.yml | sha256sum} prints it. */
    public static String sha256(Path folder) throws Exception {
        return ModelId.sha256(List.of(
                new BundleFile(ModelBundle.ONNX, Files.readAllBytes(folder.resolve(ModelBundle.ONNX))),
                new BundleFile(ModelBundle.YML, Files.readAllBytes(folder.resolve(ModelBundle.YML)))));
    }

    private static Path write(Path folder, byte[] onnx, String yml) throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve(ModelBundle.ONNX), onnx);
        Files.writeString(folder.resolve(ModelBundle.YML), yml);
        return folder;
    }
}
