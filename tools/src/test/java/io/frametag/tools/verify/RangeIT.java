package io.frametag.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.TaggingJob;
import io.frametag.config.JobConfig;
import io.frametag.local.EmbeddedKafka;
import io.frametag.local.FlinkCluster;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real job reads of its topics, by their range, is what verify is asked about in the same words. */
@Timeout(180)
class RangeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FRAMES = 6;
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;
    private static int runs;

    /** Two topics, of one and of two partitions: frames with the timestamps 0 to 5, then an aborted one. */
    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(1, new Configuration());
        for (String topic : List.of("labels", "dead-letters", "cam-north")) {
            kafka.createTopic(topic, 1, Map.of());
        }
        kafka.createTopic("cam-south", 2, Map.of());
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < FRAMES; i++) {
                producer.send(frame("cam-north", 0, i)).get();
                producer.send(frame("cam-south", 1, i)).get();
            }
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(frame("cam-north", 0, FRAMES)).get();
            producer.abortTransaction();
        }
    }

    @AfterAll
    static void stop() {
        flink.close();
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "earliest                      | latest                        | 12",
                "1970-01-01T00:00:00.002Z      | 1970-01-01T00:00:00.004Z      | 4",
                "cam-north:0:3                 | cam-south:1:2                 | 5",
                "latest;cam-south:1:4          | latest                        | 2",
                "1970-01-01T00:00:00.005Z      | latest;cam-north:0:7          | 2",
            })
    void verifyProvesTheJobsRange(String from, String until, int frames) throws Exception {
        String run = "run-" + runs++;
        run(run, "--input-topic-pattern", "cam-.*", "--from", from, "--until", until);

        String out = verify(run, 0, "--input-topic-pattern", "cam-.*", "--from", from, "--until", until);

        assertThat(out).endsWith("Each of the " + frames + " inputs has exactly one outcome of run " + run + ".\n");
        if (frames < 2 * FRAMES) {
            assertThat(verify(run, 1, "--input-topic-pattern", "cam-.*"))
                    .contains("Not proven: " + (2 * FRAMES - frames) + " of 12 inputs have no outcome");
        }
    }

    @Test
    void severalTopicsAreNamedOneByOne() throws Exception {
        run("named", "--input-topic", "cam-north;cam-south", "--until", "latest");

        assertThat(verify("named", 0, "--input-topic", "cam-north", "--input-topic", "cam-south"))
                .endsWith("Each of the 12 inputs has exactly one outcome of run named.\n");
    }

    private static void run(String run, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-servers", kafka.bootstrapServers(),
                "--labels-topic", "labels",
                "--dead-letters-topic", "dead-letters",
                "--group-id", run,
                "--run-id", run,
                "--checkpoint-interval", "1 s",
                "--parallelism", "1"));
        arguments.addAll(List.of(options));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        TaggingJob.build(env, JobConfig.parse(arguments.toArray(String[]::new), Map.of()));
        flink.submit(env.getStreamGraph()).awaitFinished(PATIENCE);
    }

    private static String verify(String run, int status, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--labels-topic",
                "labels",
                "--dead-letters-topic",
                "dead-letters",
                "--run-id",
                run));
        arguments.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(Frametag.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments.toArray(String[]::new)))
                .as(out + "\n" + err)
                .isEqualTo(status);
        return out.toString();
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "cameras");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> frame(String topic, int partition, long number) throws Exception {
        ImageEvent event = ImageEvent.newBuilder()
                .setEventId(topic + "/" + number)
                .setStreamId(topic)
                .setSequence(number)
                .setCapturedAt(Instant.now())
                .setSentAt(Instant.now())
                .setContentType("image/jpeg")
                .setPayload(ByteBuffer.wrap(Files.readAllBytes(Path.of("../deploy/local/frames/cat-chelsea.jpg"))))
                .build();
        return new ProducerRecord<>(
                topic, partition, number, null, SingleObjectCodec.imageEvents().encode(event));
    }
}
