package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.TaggingJob;
import io.frametag.config.JobConfig;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;

/** Three topics of a test's own on a broker, frames for them, and the job between them. */
final class JobFixture {
    static final Path FRAMES = Path.of("frames");

    final String bootstrapServers;
    final String input;
    final String labels;
    final String deadLetters;
    final String shed;

    /** @param name unique among the tests that share a broker */
    JobFixture(EmbeddedKafka kafka, String name, int partitions, Map<String, String> deadLetterConfig)
            throws Exception {
        this.bootstrapServers = kafka.bootstrapServers();
        this.input = name + "-events";
        this.labels = name + "-labels";
        this.deadLetters = name + "-dead-letters";
        this.shed = name + "-shed";
        kafka.createTopic(input, partitions, Map.of("max.message.bytes", "6000000"));
        kafka.createTopic(labels, partitions, Map.of());
        kafka.createTopic(shed, partitions, Map.of());
        kafka.createTopic(deadLetters, partitions, deadLetterConfig);
    }

    void configure(String topic, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        }
    }

    /** @param options beside brokers, topics and group */
    StreamGraph job(String... options) {
        return job(new Configuration(), options);
    }

    /** @param flink for this job alone */
    StreamGraph job(Configuration flink, String... options) {
        List<String> args = new ArrayList<>(List.of("--input-topic", input));
        args.addAll(List.of(options));
        return jobOf(flink, args.toArray(String[]::new));
    }

    /** @param options the input topics, and what there is beside brokers, output topics and group */
    StreamGraph jobOf(String... options) {
        return jobOf(new Configuration(), options);
    }

    private StreamGraph jobOf(Configuration flink, String... options) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(2);
        TaggingJob.build(env, JobConfig.parse(arguments(options), Map.of()));
        return env.getStreamGraph();
    }

    /** @param options the input topics, and what there is beside brokers, output topics and group */
    String[] arguments(String... options) {
        List<String> args = new ArrayList<>(List.of(
                "--bootstrap-servers", bootstrapServers,
                "--labels-topic", labels,
                "--dead-letters-topic", deadLetters,
                "--shed-topic", shed,
                "--run-id", "run-1"));
        if (!List.of(options).contains("--group-id")) {
            args.addAll(List.of("--group-id", input));
        }
        args.addAll(List.of(options));
        return args.toArray(String[]::new);
    }

    static List<Path> frames() throws Exception {
        try (Stream<Path> files = Files.list(FRAMES)) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
    }

    static ImageEvent event(String stream, long sequence, byte[] image) {
        return ImageEvent.newBuilder()
                .setEventId(stream + "/" + sequence)
                .setStreamId(stream)
                .setSequence(sequence)
                .setCapturedAt(Instant.now())
                .setSentAt(Instant.now())
                .setContentType("image/jpeg")
                .setPayload(ByteBuffer.wrap(image))
                .build();
    }

    ProducerRecord<byte[], byte[]> record(ImageEvent event) {
        return new ProducerRecord<>(
                input,
                null,
                event.getCapturedAt().toEpochMilli(),
                event.getStreamId().getBytes(UTF_8),
                SingleObjectCodec.imageEvents().encode(event));
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                Records.producer(bootstrapServers, Map.of("max.request.size", 6_000_000))) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    /** The frames of {@code streams} in turn, {@code perStream} each, from sequence number {@code first}. */
    List<ProducerRecord<byte[], byte[]>> streams(int streams, int first, int perStream) throws Exception {
        List<Path> frames = frames();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int sequence = first; sequence < first + perStream; sequence++) {
            for (int stream = 0; stream < streams; stream++) {
                byte[] image = Files.readAllBytes(frames.get((stream + sequence) % frames.size()));
                records.add(record(event("camera-" + stream, sequence, image)));
            }
        }
        return records;
    }

    List<ImageLabels> readLabels() throws Exception {
        SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
        List<ImageLabels> all = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : readLabelRecords()) {
            all.add(codec.decode(record.value(), null));
        }
        return all;
    }

    /** Waits until so many committed labels are there. */
    void awaitLabels(int count, Duration timeout) {
        Records.await(bootstrapServers, labels, count, timeout);
    }

    List<ConsumerRecord<byte[], byte[]>> readLabelRecords() {
        return Records.readRecords(bootstrapServers, labels);
    }

    List<ConsumerRecord<byte[], byte[]>> readDeadLetters() {
        return Records.readRecords(bootstrapServers, deadLetters);
    }
}
