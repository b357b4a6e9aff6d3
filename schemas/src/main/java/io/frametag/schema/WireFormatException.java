package io.frametag.schema;

/** Bytes that are not a record of the expected type in the wire format; the message is a sentence for people. */
public final class WireFormatException extends Exception {
    /** What is wrong with the bytes. */
    public enum Fault {
        /** No Avro single-object marker in front. */
        NOT_AVRO,
        /** A marker, but the fingerprint is of no schema that this build knows. */
        UNKNOWN_SCHEMA,
        /** A known schema, but the body is cut short or nonsense. */
        MALFORMED
    }

    private final Fault fault;

    WireFormatException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
