package io.frametag.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Bundles for tests, described as PaddleX describes its own. */
final class Bundles {
    private Bundles() {}

    /** As PaddleX 3 exports an ImageNet classifier, but for the labels' names. */
    static String imageNetYml(int classes) {
        return yml(
                256,
                224,
                IntStream.range(0, classes).mapToObj(i -> "class " + i).toList());
    }

    static String yml(int resizeShort, int crop, List<String> labels) {
        return """
                Hpi:
                  backend_configs:
                    paddle_infer:
                      trt_dynamic_shapes: &id001
                        x:
                        - - 1
                          - 3
                          - 224
                          - 224
                Global:
                  model_name: PP-LCNet_x1_0
                PreProcess:
                  transform_ops:
                  - ResizeImage:
                      resize_short: %d
                  - CropImage:
                      size: %d
                  - NormalizeImage:
                      channel_num: 3
                      mean:
                      - 0.485
                      - 0.456
                      - 0.406
                      order: ''
                      scale: 0.00392156862745098
                      std:
                      - 0.229
                      - 0.224
                      - 0.225
                  - ToCHWImage: null
                PostProcess:
                  Topk:
                    topk: 5
                    label_list:
                    - %s
                """.formatted(resizeShort, crop, String.join("\n    - ", labels));
    }

    /** A description under which a byte becomes byte / 255, for an image of 4×2 pixels and three classes. */
    static String plainYml() {
        return """
                Global: {model_name: tiny}
                PreProcess:
                  transform_ops:
                  - ResizeImage: {size: [4, 2]}
                  - NormalizeImage: {scale: 1.0/255.0, mean: [0, 0, 0], std: [1, 1, 1], order: ''}
                  - ToCHWImage:
                PostProcess:
                  Topk: {topk: 2, label_list: [red, green, blue]}
                """;
    }

    static ModelBundle of(byte[] onnx, String yml) throws BadModelException {
        return ModelBundle.of(onnx, yml.getBytes(StandardCharsets.UTF_8), Optional.empty(), Optional.empty());
    }
}
