package io.frametag.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.schema.DeadLetterHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterReaderTest {
    private final ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("dead", 0, 0, null, null);

    @Test
    void theLastHeaderOfANameCounts() throws Exception {
        header(DeadLetterHeaders.TOPIC, "an input's own header of this name");
        header(DeadLetterHeaders.OFFSET, "1");
        header(DeadLetterHeaders.TOPIC, "in");
        header(DeadLetterHeaders.PARTITION, "2");
        header(DeadLetterHeaders.OFFSET, "34");
        header(DeadLetterHeaders.RUN_ID, "r");
        assertThat(new DeadLetterReader().read(record))
                .isEqualTo(new Outcome(Outcome.Kind.DEAD_LETTER, new InputPartition("in", 2), 34, "r"));
    }

    @Test
    void aHeaderThatIsMissingIsNamed() {
        header(DeadLetterHeaders.TOPIC, "in");
        header(DeadLetterHeaders.PARTITION, "2");
        assertThatThrownBy(() -> new DeadLetterReader().read(record))
                .isInstanceOf(UnreadableOutcomeException.class)
                .hasMessage("It has no header __connect.errors.offset.");
    }

    @Test
    void aHeaderThatIsNoNumberIsQuoted() {
        header(DeadLetterHeaders.TOPIC, "in");
        header(DeadLetterHeaders.PARTITION, "two");
        assertThatThrownBy(() -> new DeadLetterReader().read(record))
                .isInstanceOf(UnreadableOutcomeException.class)
                .hasMessage("Its header __connect.errors.partition is no whole number: 'two'.");
    }

    private void header(String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
