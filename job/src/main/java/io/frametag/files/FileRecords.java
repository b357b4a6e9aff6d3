package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.image.ImageFileNames;
import io.frametag.pipeline.Attachment;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.RejectReason;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/**
 * Makes records of one file's inputs. Their topic is the file's URI, their partition 0, their offset the input's ordinal. One thread
 * only.
 */
final class FileRecords {
    private static final Origin.Header[] NO_HEADERS = {};
    /** The year 9999: a header may claim any time, and not all of them fit into microseconds. */
    private static final long LATEST_MILLIS = 253_402_300_799_000L;

    private final Piece piece;
    private final String topic;
    private final String stream;
    private final SingleObjectCodec<ImageEvent> codec;
    private final Clock clock;

    /** @param codec is used again by the next file */
    FileRecords(Piece piece, SingleObjectCodec<ImageEvent> codec, Clock clock) {
        this.piece = piece;
        this.topic = piece.uri();
        this.stream = stream(piece);
        this.codec = codec;
        this.clock = clock;
    }

    /** The file's own name, for messages. */
    String uri() {
        return topic;
    }

    /** The file itself is an image. */
    RawRecord image(byte[] image) {
        return image(0, piece.name(), ImageFileNames.contentType(piece.name()).orElse(""), piece.modified(), image);
    }

    /** @param member the image's name within the file */
    RawRecord member(long ordinal, String member, long modified, byte[] image) {
        return image(
                ordinal,
                piece.name() + "/" + member,
                ImageFileNames.contentType(member).orElse(""),
                modified,
                image);
    }

    /** @param id names the image; null to name it by its place */
    RawRecord row(long ordinal, String id, long modified, byte[] image) {
        return image(ordinal, id == null ? piece.name() + "/" + ordinal : id, "", modified, image);
    }

    private RawRecord image(long ordinal, String id, String contentType, long modified, byte[] image) {
        long millis = sane(modified);
        ImageEvent event = new ImageEvent(
                id,
                stream,
                ordinal,
                Instant.ofEpochMilli(millis),
                // When the record was made, so that its wait is that from here to the decoder and not the file's age.
                EpochMicros.toInstant(clock.wallMicros()),
                contentType,
                null,
                null,
                null,
                ByteBuffer.wrap(image),
                Map.of());
        return new RawRecord(origin(ordinal, millis, stream), codec.encode(event));
    }

    /**
     * An event that stands in the file.
     *
     * @param event what {@code value} says
     * @param value in single-object encoding
     */
    RawRecord event(long ordinal, ImageEvent event, byte[] value) {
        long millis = sane(event.getCapturedAt().toEpochMilli());
        return new RawRecord(origin(ordinal, millis, event.getStreamId()), value);
    }

    /** An input that there is, and of which there is no image. */
    RawRecord refused(long ordinal, RejectReason reason, String message) {
        return new RawRecord(
                origin(ordinal, sane(piece.modified()), stream), null, Attachment.refusal(reason, message));
    }

    /**
     * An image that the decoder would refuse for its size, and that is not read for that.
     *
     * @param position where it begins in the file
     */
    RawRecord tooLarge(long ordinal, long position, long bytes, int maxImageBytes) {
        return refused(
                ordinal,
                RejectReason.TOO_MANY_BYTES,
                topic + " at byte offset " + position + ": the image has " + bytes + " bytes, and the limit is "
                        + maxImageBytes + ".");
    }

    /**
     * An input that cannot be read.
     *
     * @param position in bytes, of the input or of what is wrong
     * @param problem a part of a sentence
     */
    RawRecord unreadable(long ordinal, long position, String problem) {
        return refused(
                ordinal, RejectReason.UNREADABLE_FILE, topic + " at byte offset " + position + ": " + problem + ".");
    }

    /** The shard, or the folder that an image is in. */
    private static String stream(Piece piece) {
        if (piece.type() != null && piece.type() != FileType.IMAGE) {
            return piece.name();
        }
        int slash = piece.name().lastIndexOf('/');
        return slash >= 0
                ? piece.name().substring(0, slash)
                : piece.base().substring(piece.base().lastIndexOf('/') + 1);
    }

    private Origin origin(long ordinal, long millis, String stream) {
        return new Origin(topic, 0, ordinal, millis, stream.getBytes(UTF_8), NO_HEADERS);
    }

    private static long sane(long millis) {
        return Math.max(0, Math.min(millis, LATEST_MILLIS));
    }
}
