package io.frametag.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class BrokerMainIT {
    @Test
    void recordsThatWereAcknowledgedOutliveAKill(@TempDir Path folder) throws Exception {
        int port = LoopbackPorts.free();
        String address = "127.0.0.1:" + port;
        Process broker = start(Integer.toString(port), folder.toString());
        try {
            assertThat(firstLine(broker)).isEqualTo("ready " + address);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address));
                    KafkaProducer<byte[], byte[]> producer = Records.producer(address, Map.of())) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
                producer.send(Records.text("kept", "before")).get();
                kill(broker);
                broker = start(Integer.toString(port), folder.toString());
                assertThat(firstLine(broker)).isEqualTo("ready " + address);
                producer.send(Records.text("kept", "after")).get();
            }
            assertThat(Records.readText(address, "kept", "read_committed")).containsExactly("before", "after");
            broker.destroy();
            assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            kill(broker);
        }
    }

    @Test
    void wrongArgumentsAreASentenceAndStatusTwo() throws Exception {
        Process broker = start("port", "folder");
        assertThat(broker.waitFor()).isEqualTo(2);
        assertThat(new String(broker.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("PORT FOLDER [MAX_MESSAGE_BYTES], not 'port folder'")
                .doesNotContain("\tat ");
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static String firstLine(Process broker) throws IOException {
        // Not closed: the broker's pipe stays open as long as the broker.
        BufferedReader lines = broker.inputReader(StandardCharsets.UTF_8);
        return lines.readLine();
    }

    private static void kill(Process broker) throws InterruptedException {
        broker.destroyForcibly().waitFor();
    }
}
