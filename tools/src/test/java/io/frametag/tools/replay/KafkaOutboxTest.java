package io.frametag.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.schema.DeadLetterHeaders;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.TopicsException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KafkaOutboxTest {
    @Test
    void aReplayThatNoBrokerTakesIsASentenceAndCountsAsNothing() throws Exception {
        String nobody = "127.0.0.1:" + closedPort();
        ReplayTally tally = new ReplayTally(5);
        try (Outbox outbox =
                new KafkaOutbox(new KafkaAccess(Map.of("bootstrap.servers", nobody), Duration.ofSeconds(1)), tally)) {
            assertThatThrownBy(() -> {
                        outbox.send(letter(), new Restored(null, new byte[] {1}, 0, List.of(), false));
                        outbox.finish();
                    })
                    .isInstanceOf(TopicsException.class)
                    .hasMessageStartingWith("Kafka at " + nobody
                            + " did not take the replay of dead:0:9 in time: check that its brokers");
        }
        assertThat(tally.total()).isEqualTo(ReplayReport.Counts.NONE);
    }

    private static DeadLetter letter() throws UnreadableDeadLetterException {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("dead", 0, 9, null, new byte[] {1});
        record.headers()
                .add(DeadLetterHeaders.TOPIC, "in".getBytes(UTF_8))
                .add(DeadLetterHeaders.PARTITION, "0".getBytes(UTF_8))
                .add(DeadLetterHeaders.OFFSET, "1".getBytes(UTF_8))
                .add(DeadLetterHeaders.REASON, "NOT_AVRO".getBytes(UTF_8));
        return DeadLetter.of(record);
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
