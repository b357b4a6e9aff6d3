package io.frametag.tools;

import io.frametag.config.SecretProperties;
import io.frametag.kafka.AccessProblem;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageEventHeaders;
import io.frametag.schema.SingleObjectCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends images as image events, each stream in the order of the calls. Not thread-safe.
 *
 * <p>An event counts as captured when it is sent, so that the latency of its label is the pipeline's and not the photo's
 * age.
 */
public final class FrameProducer implements AutoCloseable {
    /** What an event may take beside its image: names, times, the batch around it. */
    private static final int ENVELOPE_BYTES = 64 << 10;
    /** Kafka's own default for {@code buffer.memory}. */
    private static final long DEFAULT_BUFFER_BYTES = 32L << 20;

    private final Map<String, Object> client;
    private final String topic;
    private final int maxFrameBytes;
    private final Clock clock;
    private final boolean checksums;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
    private final AtomicReference<Refusal> refusal = new AtomicReference<>();

    /** With nothing but an address, and without checksums. */
    public FrameProducer(String bootstrapServers, String topic, int maxFrameBytes, Clock clock) {
        this(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), topic, maxFrameBytes, false, clock);
    }

    /**
     * @param client how to reach Kafka, by Kafka's names
     * @param maxFrameBytes the largest image; the topic must take {@link #maxMessageBytes} of it
     * @param checksums whether to send each image's CRC-32C in the header {@link ImageEventHeaders#PAYLOAD_CRC32C}
     * @throws CommandFailure if Kafka's client cannot be made of these
     */
    public FrameProducer(Map<String, Object> client, String topic, int maxFrameBytes, boolean checksums, Clock clock) {
        this.client = Map.copyOf(client);
        this.topic = topic;
        this.maxFrameBytes = maxFrameBytes;
        this.checksums = checksums;
        this.clock = clock;
        try {
            this.producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw failed("Kafka's client cannot be started", e);
        }
    }

    private Map<String, Object> settings() {
        int request = maxMessageBytes(maxFrameBytes);
        Map<String, Object> settings = new HashMap<>();
        // Encoded images do not get smaller.
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        // Where no broker is, somebody waits for the sentence that says so.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(DEFAULT_BUFFER_BYTES, 2L * request));
        settings.putAll(client);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, request);
        return settings;
    }

    /** @return the {@code max.message.bytes} that a topic needs for images of that size */
    public static int maxMessageBytes(int maxFrameBytes) {
        return Math.addExact(maxFrameBytes, ENVELOPE_BYTES);
    }

    /**
     * Sends every image of the folder as one stream of the folder's name, and waits until the broker has them all. An
     * event's id is the file's name within the folder.
     *
     * @throws CommandFailure if an image cannot be read, is too large, or is refused, with its name
     */
    public void send(FrameFolder folder) {
        // All before the first is sent, so that a folder is sent whole or not at all.
        folder.frames().forEach(this::requireSize);
        long sequence = 0;
        for (Frame frame : folder.frames()) {
            send(frame, frame.name(), folder.name(), sequence++);
        }
        awaitBroker();
    }

    /**
     * Hands one event to Kafka's client, which sends it soon; blocks while the client's buffer is full.
     *
     * @throws CommandFailure if this image cannot be read or is too large, or an earlier one was refused, with its name
     */
    public void send(Frame frame, String eventId, String stream, long sequence) {
        requireNoRefusal();
        requireSize(frame);
        byte[] image = read(frame);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ImageEvent event = ImageEvent.newBuilder()
                .setEventId(eventId)
                .setStreamId(stream)
                .setSequence(sequence)
                .setCapturedAt(now)
                .setSentAt(now)
                .setContentType(frame.contentType())
                .setPayload(ByteBuffer.wrap(image))
                .build();
        send(event, frame.name(), taken -> {});
    }

    /**
     * Hands an event that carries its image to Kafka's client, which sends it soon, with the capture time as the record's
     * timestamp; blocks while the client's buffer is full.
     *
     * @param name what to call the image in a sentence
     * @param answered told once, maybe in Kafka's thread, whether the broker has taken the event; not if this throws
     * @throws CommandFailure if this image is too large, or an earlier one was refused, with its name
     */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback gets the same answer.
    public void send(ImageEvent event, String name, Consumer<Boolean> answered) {
        requireNoRefusal();
        ByteBuffer image = (ByteBuffer) event.getPayload();
        requireSize(name, image.remaining());
        byte[] key = event.getStreamId().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, event.getCapturedAt().toEpochMilli(), key, codec.encode(event));
        if (checksums) {
            byte[] bytes = new byte[image.remaining()];
            image.duplicate().get(bytes);
            record.headers()
                    .add(
                            ImageEventHeaders.PAYLOAD_CRC32C,
                            ImageEventHeaders.crc32c(bytes).getBytes(StandardCharsets.UTF_8));
        }
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure != null) {
                    refusal.compareAndSet(null, new Refusal(name, failure));
                }
                answered.accept(failure == null);
            });
        } catch (KafkaException e) {
            refusal.compareAndSet(null, new Refusal(name, e));
            requireNoRefusal();
        }
    }

    /**
     * Waits until the broker has every event that was sent.
     *
     * @throws CommandFailure if it refused one, with its name
     */
    public void awaitBroker() {
        producer.flush();
        requireNoRefusal();
    }

    private void requireNoRefusal() {
        Refusal first = refusal.get();
        if (first != null) {
            throw failed("Kafka did not take " + first.name() + " into topic " + topic, first.failure());
        }
    }

    /** A refusal of this client is said as such: the frame has nothing to do with it. */
    private CommandFailure failed(String what, Exception failure) {
        String sentence = AccessProblem.of(client, failure)
                .orElseGet(() -> what + ": " + SecretProperties.hide(String.valueOf(failure.getMessage()), client)
                        + (failure instanceof TimeoutException
                                ? " Check that Kafka runs at the address given, and that it has this topic."
                                : ""));
        return CommandFailure.failed(sentence, failure);
    }

    private void requireSize(Frame frame) {
        try {
            requireSize(frame.name(), Files.size(frame.file()));
        } catch (IOException e) {
            throw unreadable(frame, e);
        }
    }

    private void requireSize(String name, long bytes) {
        if (bytes > maxFrameBytes) {
            throw CommandFailure.wrongUse(name + " has " + bytes + " bytes; an image may have " + maxFrameBytes
                    + " here. Make it smaller or leave it out.");
        }
    }

    private static byte[] read(Frame frame) {
        try {
            return Files.readAllBytes(frame.file());
        } catch (IOException e) {
            throw unreadable(frame, e);
        }
    }

    private static CommandFailure unreadable(Frame frame, IOException e) {
        return CommandFailure.failed(
                "Cannot read " + frame.file() + " (" + e.getClass().getSimpleName() + ").", e);
    }

    @Override
    public void close() {
        producer.close();
    }

    private record Refusal(String name, Exception failure) {}
}
