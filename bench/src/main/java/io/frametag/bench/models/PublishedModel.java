package io.frametag.bench.models;

import java.nio.file.Path;
import java.util.List;

/**
 * A model of the PP-LCNet paper's tables (arXiv 2109.15099, and the same in PaddleClas's documentation of PP-LCNet).
 *
 * @param name with the scale
 * @param graph relative to the project
 * @param top1 on ImageNet, percent
 * @param paperMillis the paper's time: an Intel Xeon Gold 6148 with MKL-DNN, by its arithmetic on several cores
 */
record PublishedModel(String name, String graph, double top1, double paperMillis) {
    /** One scale, and the models that the paper holds it against. */
    record Rivalry(PublishedModel own, List<PublishedModel> peers) {
        Rivalry {
            peers = List.copyOf(peers);
        }
    }

    private static final PublishedModel X0_25 = own("x0_25", 51.86, 1.74);
    private static final PublishedModel X0_5 = own("x0_5", 63.14, 2.05);
    private static final PublishedModel X1_0 = own("x1_0", 71.32, 2.46);

    /** PP-LCNet, smallest first. */
    static List<PublishedModel> scales() {
        return List.of(
                X0_25,
                own("x0_35", 58.09, 1.92),
                X0_5,
                own("x0_75", 68.18, 2.29),
                X1_0,
                own("x1_5", 73.71, 3.19),
                own("x2_0", 75.18, 4.27),
                own("x2_5", 76.60, 5.39));
    }

    static List<Rivalry> rivalries() {
        return List.of(
                new Rivalry(
                        X0_25,
                        List.of(
                                peer("MobileNetV2 x0_25", "mobilenet-v2-x0_25", 53.21, 2.47),
                                peer("MobileNetV3-small x0_35", "mobilenet-v3-small-x0_35", 53.03, 3.02),
                                peer("ShuffleNetV2 x0_33", "shufflenet-v2-x0_33", 53.73, 4.30))),
                new Rivalry(
                        X0_5,
                        List.of(
                                peer("MobileNetV2 x0_5", "mobilenet-v2-x0_5", 65.03, 2.85),
                                peer("MobileNetV3-large x0_35", "mobilenet-v3-large-x0_35", 64.32, 3.68),
                                peer("ShuffleNetV2 x0_5", "shufflenet-v2-x0_5", 60.32, 4.65))),
                new Rivalry(
                        X1_0,
                        List.of(
                                peer("MobileNetV1 x1_0", "mobilenet-v1-x1_0", 70.99, 3.38),
                                peer("MobileNetV2 x1_0", "mobilenet-v2-x1_0", 72.15, 4.26),
                                peer("MobileNetV3-small x1_25", "mobilenet-v3-small-x1_25", 70.67, 3.95))));
    }

    String file() {
        return Path.of(graph).getFileName().toString();
    }

    private static PublishedModel own(String scale, double top1, double paperMillis) {
        return new PublishedModel(
                "PP-LCNet " + scale, "job/models/untrained/pp-lcnet-" + scale + "-untrained.onnx", top1, paperMillis);
    }

    private static PublishedModel peer(String name, String file, double top1, double paperMillis) {
        return new PublishedModel(name, "job/models/untrained/peers/" + file + "-untrained.onnx", top1, paperMillis);
    }
}
