package io.frametag.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The embedded broker in a JVM of its own, for tests that kill it: {@code BrokerMain PORT FOLDER [MAX_MESSAGE_BYTES]}.
 * Prints {@code ready HOST:PORT} on standard output once clients can come, and runs until it is killed; SIGTERM stops
 * it in good order.
 */
public final class BrokerMain {
    private static final int DEFAULT_MAX_MESSAGE_BYTES = 16 << 20;
    private static final int WRONG_USE = 2;
    private static final int FAILED = 3;

    private BrokerMain() {}

    public static void main(String[] args) throws InterruptedException {
        int port;
        Path folder;
        int maxMessageBytes;
        try {
            port = Integer.parseInt(args[0]);
            maxMessageBytes = args.length > 2 ? Integer.parseInt(args[2]) : DEFAULT_MAX_MESSAGE_BYTES;
            folder = Path.of(args[1]);
        } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
            System.err.println("Give a port, a folder and, if need be, the largest message in bytes: PORT FOLDER"
                    + " [MAX_MESSAGE_BYTES], not '" + String.join(" ", args) + "'.");
            System.exit(WRONG_USE);
            return;
        }
        try {
            EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, maxMessageBytes, Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop, "broker-stop"));
            System.out.println("ready " + kafka.bootstrapServers());
        } catch (IOException | RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
        Thread.currentThread().join();
    }
}
