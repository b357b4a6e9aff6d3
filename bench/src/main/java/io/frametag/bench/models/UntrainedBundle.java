package io.frametag.bench.models;

import io.frametag.bench.BenchFailure;
import io.frametag.model.BadModelException;
import io.frametag.model.ModelBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Model bundles of graphs with the right shape and cost, but no training: ImageNet's preprocessing (short side 256, linear,
 * 224×224 from the middle) and 1000 labels with numbers for names.
 */
public final class UntrainedBundle {
    /** The model that the job is measured with. */
    public static final String X1_0 = "job/models/untrained/pp-lcnet-x1_0-untrained.onnx";

    private static final int CLASSES = 1000;

    private UntrainedBundle() {}

    /**
     * Writes a bundle as the job reads it by {@code --model}.
     *
     * @param graph an ONNX file
     * @param folder made if it is not there; what is in it under a bundle's file names is overwritten
     * @return {@code folder}
     */
    public static Path write(Path graph, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(ModelBundle.ONNX), read(graph));
        Files.writeString(folder.resolve(ModelBundle.YML), yml(graph));
        return folder;
    }

    /** @return the same bundle, in memory */
    public static ModelBundle load(Path graph) throws IOException {
        try {
            byte[] yml = yml(graph).getBytes(StandardCharsets.UTF_8);
            return ModelBundle.of(read(graph), yml, Optional.empty(), Optional.empty());
        } catch (BadModelException e) {
            throw new BenchFailure("The description of an untrained model was refused: " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path graph) throws IOException {
        if (!Files.exists(graph)) {
            throw new BenchFailure("There is no graph " + graph + ": is that a whole checkout?");
        }
        return Files.readAllBytes(graph);
    }

    private static String yml(Path graph) {
        String labels = IntStream.range(0, CLASSES).mapToObj(i -> "class " + i).collect(Collectors.joining(", "));
        return """
                Global:
                  model_name: %s
                PreProcess:
                  transform_ops:
                  - ResizeImage: {resize_short: 256}
                  - CropImage: {size: 224}
                  - NormalizeImage:
                      channel_num: 3
                      mean: [0.485, 0.456, 0.406]
                      std: [0.229, 0.224, 0.225]
                      order: ''
                      scale: 0.00392156862745098
                  - ToCHWImage: null
                PostProcess:
                  Topk:
                    topk: 5
                    label_list: [%s]
                """.formatted(graph.getFileName().toString().replace(".onnx", ""), labels);
    }
}
