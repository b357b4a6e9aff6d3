package io.frametag.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Encoded image events, good and bad. One thread only. */
final class SampleFrames {
    /** So that the load is many records rather than many bytes. */
    private static final long LARGEST = 40 << 10;

    private final List<byte[]> images = new ArrayList<>();
    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();

    SampleFrames(Path project) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("deploy/local/frames"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jpg"))
                    .sorted()
                    .toList()) {
                if (Files.size(file) <= LARGEST) {
                    images.add(Files.readAllBytes(file));
                }
            }
        }
    }

    byte[] frame(String stream, long sequence) {
        return event(stream, sequence, images.get((int) (sequence % images.size())));
    }

    /** @return a value that must become a dead letter, each time for another reason; null is one of them */
    byte[] poison(long count) {
        byte[] image = images.get(0);
        return switch ((int) (count % 4)) {
            case 0 -> null;
            case 1 -> "no image event".getBytes(UTF_8);
            case 2 -> Arrays.copyOf(frame("cut", 0), 2_000);
            default -> event("cut", 0, Arrays.copyOf(image, 300));
        };
    }

    private byte[] event(String stream, long sequence, byte[] image) {
        Instant now = Instant.now();
        return codec.encode(ImageEvent.newBuilder()
                .setEventId(stream + "/" + sequence)
                .setStreamId(stream)
                .setSequence(sequence)
                .setCapturedAt(now)
                .setSentAt(now)
                .setContentType("image/jpeg")
                .setPayload(ByteBuffer.wrap(image))
                .build());
    }
}
