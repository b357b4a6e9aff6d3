package io.frametag.pipeline;

import java.util.Arrays;
import java.util.Objects;

/**
 * What was found out about a record's payload before decode, which leaves the record itself as it came: an image that was fetched
 * for it, or why there is none. One of the two.
 *
 * @param payload the encoded image, in place of the event's own; null if the record is refused
 * @param refusal why the record becomes a dead letter; null if there is a payload
 * @param message a sentence for people; null if there is a payload
 */
public record Attachment(byte[] payload, RejectReason refusal, String message) {
    public Attachment {
        if ((payload == null) != (refusal != null && message != null)) {
            throw new IllegalArgumentException("Give either a payload, or a refusal with its message.");
        }
    }

    public static Attachment of(byte[] payload) {
        return new Attachment(payload, null, null);
    }

    public static Attachment refusal(RejectReason reason, String message) {
        return new Attachment(null, reason, message);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment that
                && Arrays.equals(payload, that.payload)
                && refusal == that.refusal
                && Objects.equals(message, that.message);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(payload) + Objects.hashCode(refusal);
    }
}
