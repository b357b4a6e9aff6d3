package io.frametag.pipeline;

import io.frametag.config.Overload;
import io.frametag.config.RecordCoordinates;
import io.frametag.image.BadImageException;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.Pixels;
import io.frametag.metrics.Histograms;
import io.frametag.metrics.MetricNames;
import io.frametag.pipeline.InFlight.Decoded;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.Outcome.Shed;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageUri;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * Kafka record → pixels: Avro, checksum, image header, limits, decoding. Bad input becomes a {@link Rejected}; whatever is no fault
 * of the input (no memory, broken native code) is thrown and fails the task. A frame that waited too long becomes a {@link Shed}
 * before anything is decoded, which costs next to nothing: a task that is behind catches up as fast as records are fetched.
 */
final class RecordDecoder {
    /** Ids are copied into the label record, which must fit into its topic. */
    private static final int LONGEST_ID = 1024;

    private final Set<RecordCoordinates> rejected;
    private final Overload overload;
    private final Clock clock;

    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
    private final Histogram queueWait;
    private final Histogram decodeTime;
    private ImageEvent reused;

    /**
     * @param operator gets the histograms
     * @param rejected records not to look at
     * @param overload how old a frame may be
     */
    RecordDecoder(MetricGroup operator, Set<RecordCoordinates> rejected, Overload overload, Clock clock) {
        this.rejected = rejected;
        this.overload = overload;
        this.clock = clock;
        this.queueWait = Histograms.register(operator, MetricNames.QUEUE_WAIT);
        this.decodeTime = Histograms.register(operator, MetricNames.DECODE);
    }

    /**
     * Decodes one record.
     *
     * @param decoder of the model that is to label it
     * @param model what the decoder is a part of; null for the job's own
     */
    InFlight decode(RawRecord record, ImageDecoder decoder, OpenModel model) {
        try {
            return decoded(record, decoder, model);
        } catch (RuntimeException | Error e) {
            throw FailedRecordException.of(Stage.DECODE, record.origin(), e);
        }
    }

    private InFlight decoded(RawRecord record, ImageDecoder decoder, OpenModel model) {
        long takenUp = clock.nanos();
        long takenUpMicros = clock.wallMicros();
        if (!rejected.isEmpty() && rejected.contains(record.origin().coordinates())) {
            return reject(record, RejectReason.REJECTED_BY_OPERATOR, "The record is named by --reject-offset.");
        }
        Attachment attachment = record.attachment();
        if (attachment != null && attachment.refusal() != null) {
            return reject(record, attachment.refusal(), attachment.message());
        }
        if (record.value() == null) {
            return reject(record, RejectReason.TOMBSTONE, "The record's value is null: there is no image event in it.");
        }
        if (record.origin().ageMicros(takenUpMicros) > overload.deadlineMicros()) {
            return new Shed(record.origin(), takenUpMicros, overload.deadlineMillis());
        }
        try {
            reused = codec.decode(record.value(), reused);
            if (reused.getEventId().length() > LONGEST_ID
                    || reused.getStreamId().length() > LONGEST_ID) {
                return reject(
                        record,
                        RejectReason.ID_TOO_LONG,
                        "event_id has " + reused.getEventId().length() + " characters and stream_id "
                                + reused.getStreamId().length() + ": each may have " + LONGEST_ID + ".");
            }
            if (attachment == null && reused.getPayload() instanceof ImageUri uri) {
                return reject(
                        record,
                        RejectReason.URI_NOT_SUPPORTED,
                        "The payload is the URI " + ShownUri.of(uri.getUri())
                                + ": send the image's bytes instead, or name its host by --fetch-hosts.");
            }
            ByteBuffer payload =
                    attachment == null ? (ByteBuffer) reused.getPayload() : ByteBuffer.wrap(attachment.payload());
            String mismatch = PayloadChecksum.mismatch(record.origin().headers(), payload);
            if (mismatch != null) {
                return reject(record, RejectReason.CHECKSUM_MISMATCH, mismatch);
            }
            Pixels pixels = pixels(decoder, reused, payload);
            FrameInfo frame = frame(reused, pixels, takenUpMicros);
            long micros = clock.microsSince(takenUp);
            queueWait.update(frame.queueWaitMicros());
            decodeTime.update(micros);
            return new Decoded(record, frame, pixels, micros, model);
        } catch (WireFormatException e) {
            // The half-filled record must not show through in the next one.
            reused = null;
            return new Rejected(
                    record,
                    RejectReason.of(e.fault()),
                    Stage.DECODE,
                    e.getClass().getName(),
                    e.getMessage());
        } catch (BadImageException e) {
            return new Rejected(
                    record,
                    RejectReason.of(e.fault()),
                    Stage.DECODE,
                    e.getClass().getName(),
                    e.getMessage());
        }
    }

    private static Pixels pixels(ImageDecoder decoder, ImageEvent event, ByteBuffer payload) throws BadImageException {
        Optional<ImageFormat> raw = ImageFormat.raw(event.getContentType());
        return raw.isEmpty()
                ? decoder.decode(payload)
                : decoder.decode(payload, raw.get(), event.getWidth(), event.getHeight(), event.getStride());
    }

    private static FrameInfo frame(ImageEvent event, Pixels pixels, long takenUpMicros) {
        long wait = Clock.wallMicrosBetween(EpochMicros.of(event.getSentAt()), takenUpMicros);
        return new FrameInfo(
                event.getEventId(),
                event.getStreamId(),
                event.getSequence(),
                EpochMicros.of(event.getCapturedAt()),
                pixels.width(),
                pixels.height(),
                pixels.integrity(),
                Math.max(0, wait),
                wait < 0);
    }

    private static Rejected reject(RawRecord record, RejectReason reason, String message) {
        return new Rejected(record, reason, Stage.DECODE, Decode.RejectedRecordException.class.getName(), message);
    }
}
