package io.frametag.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.natives.NativeHandles;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as others leave them, by their paths alone, in the whole graph: the bundled model's graph under other descriptions. */
class ModelFoldersIT {
    private static final Path BUNDLED = Path.of("../../job/models/pp-lcnet-x0_5-cifar10");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(2, new Configuration());
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
        kafka.close();
    }

    @AfterEach
    void nothingNativeIsLeftOpen() {
        assertThat(NativeHandles.open()).isEmpty();
    }

    @Test
    void timmsFolder() throws Exception {
        Files.copy(BUNDLED.resolve("inference.onnx"), folder.resolve("model.onnx"));
        Files.writeString(folder.resolve("config.json"), """
                {"architecture": "lcnet_050", "pretrained_cfg": {"tag": "cifar10", "input_size": [3, 32, 32],
                 "interpolation": "bicubic", "crop_pct": 1.0, "crop_mode": "center",
                 "mean": [0.4914, 0.4822, 0.4465], "std": [0.2470, 0.2435, 0.2616]}}
                """);
        Files.writeString(
                folder.resolve("labels.txt"), "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n");

        List<ImageLabels> labels = labels("timm");

        assertThat(labels).allSatisfy(label -> {
            assertThat(label.getModel().getName()).isEqualTo("lcnet_050.cifar10");
            assertThat(label.getLabels()).hasSize(5);
        });
        // Another resize than the one that the model was trained with.
        assertThat(labels.stream()
                        .filter(label -> label.getEventId()
                                .startsWith(label.getLabels().get(0).getName())))
                .hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void aFolderOfPaddleXWithThresholds() throws Exception {
        Files.copy(BUNDLED.resolve("inference.onnx"), folder.resolve("inference.onnx"));
        String yml = Files.readString(BUNDLED.resolve("inference.yml"));
        Files.writeString(
                folder.resolve("inference.yml"),
                yml.replace("Topk:", "MultiLabelThreshOutput:").replace("topk: 5", "threshold: 0.7"));

        List<ImageLabels> labels = labels("thresholds");

        assertThat(labels)
                .allSatisfy(label -> assertThat(label.getLabels())
                        .hasSizeLessThanOrEqualTo(1)
                        .allSatisfy(one -> {
                            assertThat(one.getScore()).isGreaterThan(0.7f);
                            assertThat(label.getEventId()).startsWith(one.getName());
                        }));
        assertThat(labels.stream().filter(label -> label.getLabels().isEmpty()))
                .extracting(ImageLabels::getEventId)
                .containsExactly("dog-shepherd.jpg");
    }

    /** As the official multi-label exports have it. */
    @Test
    void aMultiLabelFolderOfPaddleXThatResizesWithPillow() throws Exception {
        Files.copy(BUNDLED.resolve("inference.onnx"), folder.resolve("inference.onnx"));
        String yml = Files.readString(BUNDLED.resolve("inference.yml"));
        String resize = "resize_short: 32\n      interpolation: area\n  - CropImage:\n      size: 32\n";
        assertThat(yml).contains(resize);
        Files.writeString(
                folder.resolve("inference.yml"),
                yml.replace(resize, "size: 32\n      interpolation: bilinear\n      backend: pil\n")
                        .replace("Topk:", "MultiLabelThreshOutput:")
                        .replace("topk: 5", "threshold: {default: 0.5, 3: 0.2}"));

        List<ImageLabels> labels = labels("pillow");

        assertThat(labels)
                .allSatisfy(label -> assertThat(label.getLabels())
                        .allSatisfy(one -> assertThat(one.getScore())
                                .isGreaterThan(one.getName().equals("cat") ? 0.2f : 0.5f)));
        assertThat(labels.stream()
                        .filter(label -> label.getLabels().stream()
                                .anyMatch(one -> label.getEventId().startsWith(one.getName()))))
                .hasSizeGreaterThanOrEqualTo(10);
    }

    private List<ImageLabels> labels(String name) throws Exception {
        JobFixture topics = new JobFixture(kafka, "models-" + name, 2, Map.of());
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Path frame : JobFixture.frames()) {
            ImageEvent event = JobFixture.event("camera", records.size(), Files.readAllBytes(frame));
            event.setEventId(frame.getFileName().toString());
            records.add(topics.record(event));
        }
        topics.send(records);
        flink.submit(topics.job("--bounded", "--model", folder.toString())).awaitFinished(PATIENCE);
        List<ImageLabels> labels = topics.readLabels();
        assertThat(labels).hasSameSizeAs(records);
        return labels;
    }
}
