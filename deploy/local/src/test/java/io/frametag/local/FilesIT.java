package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.ConfigException;
import io.frametag.natives.NativeHandles;
import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole graph over files, beside the same graph over a topic. */
class FilesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
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

    /** The sample photos, and files that each are wrong in another way. */
    private static Map<String, byte[]> goodAndBad() throws Exception {
        Map<String, byte[]> images = new TreeMap<>();
        for (Path photo : JobFixture.frames()) {
            images.put(photo.getFileName().toString(), Files.readAllBytes(photo));
        }
        byte[] cat = images.get("cat-chelsea.jpg");
        images.put("bad-cut.jpg", Arrays.copyOf(cat, cat.length / 2));
        images.put("bad-without-end.jpg", Arrays.copyOf(cat, cat.length - 2));
        byte[] filled = cat.clone();
        Arrays.fill(filled, cat.length / 2, cat.length - 2, (byte) 0xFF);
        images.put("bad-filled.jpg", filled);
        images.put("bad-text.png", "no image".getBytes(UTF_8));
        images.put("bad-empty.jpg", new byte[0]);
        images.put("bad-large.jpg", Arrays.copyOf(cat, (4 << 20) + 1));
        return images;
    }

    private static ImageEvent event(String name, long sequence, byte[] image) {
        ImageEvent event = JobFixture.event("photos", sequence, image);
        event.setEventId(name);
        return event;
    }

    /** What became of each image, by its own name, to the bit of its scores. */
    private static Map<String, String> outcomes(JobFixture topics) throws Exception {
        Map<String, String> outcomes = new TreeMap<>();
        for (ImageLabels labels : topics.readLabels()) {
            String scores = labels.getLabels().stream()
                    .map(label ->
                            label.getName() + "=" + Integer.toHexString(Float.floatToRawIntBits(label.getScore())))
                    .collect(Collectors.joining(" "));
            String id = labels.getEventId();
            assertThat(outcomes.put(
                            id.substring(id.lastIndexOf('/') + 1),
                            labels.getImageWidth() + "x" + labels.getImageHeight() + " " + labels.getFlags() + " "
                                    + scores))
                    .as(id)
                    .isNull();
        }
        return outcomes;
    }

    /**
     * Why each image was refused, by its own name.
     *
     * @param names of all images as they are sorted: of what was not read, the coordinates say which it is
     */
    private static Map<String, String> reasons(JobFixture topics, List<String> names) throws Exception {
        Map<String, String> reasons = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : topics.readDeadLetters()) {
            String id = letter.value() == null
                    ? header(letter, DeadLetterHeaders.TOPIC)
                    : SingleObjectCodec.imageEvents()
                            .decode(letter.value(), null)
                            .getEventId();
            String name = id.substring(id.lastIndexOf('/') + 1);
            int offset = Integer.parseInt(header(letter, DeadLetterHeaders.OFFSET));
            assertThat(reasons.put(
                            names.contains(name) ? name : names.get(offset), header(letter, DeadLetterHeaders.REASON)))
                    .as(id)
                    .isNull();
        }
        return reasons;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private JobFixture topics(String name) throws Exception {
        return new JobFixture(kafka, name, 2, Map.of("max.message.bytes", "6000000"));
    }

    private JobFixture tagged(String name, String... options) throws Exception {
        JobFixture topics = topics(name);
        flink.submit(topics.job(options)).awaitFinished(PATIENCE);
        return topics;
    }

    @Test
    void theSameImagesHaveTheSameOutcomesWhereverTheyComeFrom() throws Exception {
        Map<String, byte[]> images = goodAndBad();
        List<ImageEvent> events = new ArrayList<>();
        images.forEach((name, image) -> events.add(event(name, events.size(), image)));

        JobFixture stream = topics("parity-stream");
        List<ProducerRecord<byte[], byte[]>> records =
                events.stream().map(stream::record).toList();
        stream.send(records);
        LocalJob endless = flink.submit(stream.job());
        stream.awaitLabels(15, PATIENCE);
        Records.await(kafka.bootstrapServers(), stream.deadLetters, 5, PATIENCE);
        endless.cancel();
        Map<String, String> expected = outcomes(stream);
        List<String> names = List.copyOf(images.keySet());
        Map<String, String> reasons = reasons(stream, names);
        assertThat(expected).hasSize(15).containsKey("bad-without-end.jpg");
        assertThat(reasons)
                .isEqualTo(Map.of(
                        "bad-cut.jpg", "TRUNCATED_IMAGE",
                        "bad-filled.jpg", "DAMAGED_IMAGE",
                        "bad-text.png", "UNKNOWN_FORMAT",
                        "bad-empty.jpg", "EMPTY_IMAGE",
                        "bad-large.jpg", "TOO_MANY_BYTES"));

        JobFixture bounded = topics("parity-bounded");
        bounded.send(events.stream().map(bounded::record).toList());
        flink.submit(bounded.job("--bounded")).awaitFinished(PATIENCE);
        assertThat(outcomes(bounded)).isEqualTo(expected);
        assertThat(reasons(bounded, names)).isEqualTo(reasons);

        Path single = Files.createDirectories(folder.resolve("single"));
        for (Map.Entry<String, byte[]> image : images.entrySet()) {
            Files.write(single.resolve(image.getKey()), image.getValue());
        }
        Shards.tar(folder.resolve("photos.tar"), images);
        Shards.gzipTar(folder.resolve("photos.tgz"), images);
        Shards.zip(folder.resolve("photos.zip"), images);
        Shards.avro(folder.resolve("photos.avro"), events);
        Shards.parquet(folder.resolve("snappy.parquet"), single, "snappy");
        Shards.parquet(folder.resolve("zstd.parquet"), single, "zstd");
        for (String files : List.of(
                "single", "photos.tar", "photos.tgz", "photos.zip", "photos.avro", "snappy.parquet", "zstd.parquet")) {
            JobFixture topics = tagged(
                    "parity-" + files, "--input-files", folder.resolve(files).toString(), "--id-column", "name");
            assertThat(outcomes(topics)).as(files).isEqualTo(expected);
            assertThat(reasons(topics, names)).as(files).isEqualTo(reasons);
        }
    }

    @Test
    void outcomesSayWhichFileTheyAreOf() throws Exception {
        Path photos = Files.createDirectories(folder.resolve("photos/cats"));
        Path cat = Files.copy(JobFixture.FRAMES.resolve("cat-chelsea.jpg"), photos.resolve("1.jpg"));
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("a.jpg", Files.readAllBytes(cat));
        members.put("b.jpg", "no image".getBytes(UTF_8));
        Path tar = folder.resolve("photos/00001.tar");
        Shards.tar(tar, members);
        Files.write(folder.resolve("photos/broken.zip"), new byte[100]);

        JobFixture topics =
                tagged("coordinates", "--input-files", folder.resolve("photos").toString());

        assertThat(topics.readLabels()).hasSize(2).allSatisfy(labels -> {
            boolean single = labels.getEventId().equals("cats/1.jpg");
            assertThat(labels.getInput().getTopic()).isEqualTo("file:" + (single ? cat : tar));
            assertThat(labels.getInput().getOffset()).isZero();
            assertThat(labels.getStreamId()).isEqualTo(single ? "cats" : "00001.tar");
            assertThat(labels.getRunId()).isEqualTo("run-1");
            assertThat(labels.getLatency().getQueueWait())
                    .as("since it was read, not since the file is there")
                    .isLessThan(600_000_000L);
        });
        assertThat(topics.readLabels())
                .extracting(ImageLabels::getEventId)
                .containsExactlyInAnyOrder("cats/1.jpg", "00001.tar/a.jpg");
        List<ConsumerRecord<byte[], byte[]>> letters = topics.readDeadLetters();
        assertThat(letters).hasSize(2);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            if (header(letter, DeadLetterHeaders.REASON).equals("UNREADABLE_FILE")) {
                assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("file:" + folder + "/photos/broken.zip");
                assertThat(letter.value()).isNull();
                assertThat(header(letter, DeadLetterHeaders.EXCEPTION_MESSAGE)).contains("at byte offset 100: ");
            } else {
                // As any other it can be sent to a topic again.
                assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("file:" + tar);
                assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("1");
                ImageEvent event = SingleObjectCodec.imageEvents().decode(letter.value(), null);
                assertThat(event.getEventId()).isEqualTo("00001.tar/b.jpg");
                assertThat(event.getPayload()).isEqualTo(ByteBuffer.wrap(members.get("b.jpg")));
            }
        }
    }

    /** Stopped with half of it read, and resumed with another number of tasks. */
    @ParameterizedTest
    @CsvSource({"2, 1", "1, 2"})
    void aResumedRunReadsExactlyTheRest(int tasksBefore, int tasksAfter) throws Exception {
        List<byte[]> photos = new ArrayList<>();
        for (Path photo : JobFixture.frames()) {
            photos.add(Files.readAllBytes(photo));
        }
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 0; i < 700; i++) {
            members.put("%04d.jpg".formatted(i), photos.get(i % photos.size()));
        }
        Path input = Files.createDirectories(folder.resolve("input"));
        Shards.tar(input.resolve("a.tar"), members);
        Shards.zip(input.resolve("c.zip"), members);
        for (int i = 0; i < 600; i++) {
            Files.write(input.resolve("b%04d.jpg".formatted(i)), photos.get(i % photos.size()));
        }
        JobFixture topics = topics("resumed-" + tasksBefore);

        LocalJob first = flink.submit(resumable(topics, input, tasksBefore));
        topics.awaitLabels(300, PATIENCE);
        String savepoint = first.stopWithSavepoint(folder);
        int before = topics.readLabels().size();
        assertThat(before).isBetween(300, 1_900);
        flink.restore(resumable(topics, input, tasksAfter), savepoint).awaitFinished(PATIENCE);

        List<String> inputs = topics.readLabels().stream()
                .map(labels ->
                        labels.getInput().getTopic() + " " + labels.getInput().getOffset())
                .toList();
        assertThat(inputs).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(topics.readDeadLetters()).isEmpty();
    }

    private static StreamGraph resumable(JobFixture topics, Path input, int parallelism) {
        return topics.job(
                "--input-files",
                input.toString(),
                "--delivery",
                "exactly-once",
                "--checkpoint-interval",
                "200 ms",
                "--parallelism",
                Integer.toString(parallelism));
    }

    @Test
    void whatIsWrittenIsNotReadAgain() throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        Files.copy(JobFixture.FRAMES.resolve("cat-chelsea.jpg"), input.resolve("1.jpg"));
        JobFixture topics = topics("within");
        assertThatThrownBy(() -> topics.job("--input-files", input.toString(), "--output-files", input + "/out"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--output-files: file:" + input + "/out is within the input file:" + input
                        + ": what is written would be read again. Name a folder beside it.");
        assertThat(topics.job("--input-files", input + "/*.jpg", "--output-files", input + "/out"))
                .isNotNull();
    }

    @Test
    void aSavepointOfOtherFilesIsRefusedWithASentence() throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        for (int i = 0; i < 400; i++) {
            Files.copy(JobFixture.FRAMES.resolve("cat-chelsea.jpg"), input.resolve(i + ".jpg"));
        }
        JobFixture topics = topics("others");
        LocalJob first = flink.submit(resumable(topics, input, 1));
        topics.awaitLabels(5, PATIENCE);
        String savepoint = first.stopWithSavepoint(folder);

        Path other = Files.createDirectories(folder.resolve("other"));
        LocalJob second = flink.restore(resumable(topics, other, 1), savepoint);

        assertThatThrownBy(() -> second.awaitFinished(PATIENCE))
                .hasStackTraceContaining("The checkpoint is of a job that read file:" + input
                        + ", and this one reads file:" + other + ": give the same --input-files, or start without it.");
    }
}
