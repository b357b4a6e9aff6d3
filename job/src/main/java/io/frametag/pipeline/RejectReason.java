package io.frametag.pipeline;

import io.frametag.image.BadImageException;
import io.frametag.schema.WireFormatException;

/** Why a record became a dead letter. Written into the dead letter and the metrics: names are never changed. */
public enum RejectReason {
    /** The record has no value. */
    TOMBSTONE("the record's value is null"),
    /** The operator asked for it by {@code --reject-offset}. */
    REJECTED_BY_OPERATOR("named by --reject-offset"),
    NOT_AVRO("the value is not Avro in single-object encoding"),
    UNKNOWN_SCHEMA("Avro, but written with a schema that is no released ImageEvent"),
    MALFORMED_EVENT("an ImageEvent that is cut short or damaged"),
    ID_TOO_LONG("event_id or stream_id has more than 1,024 characters"),
    URI_NOT_SUPPORTED("the payload is a URI, and neither --fetch-hosts nor --fetch-roots is given"),
    FETCH_REFUSED(
            "the payload is a URI that may not be fetched: its scheme, host, port, address or folder is not allowed"),
    FETCH_FAILED("the payload is a URI whose image could not be had, in all attempts"),
    EMPTY_IMAGE("the payload has no bytes"),
    TOO_MANY_BYTES("the encoded image is larger than --max-image-bytes"),
    UNKNOWN_FORMAT("the first bytes are of no image format known here"),
    FORMAT_NOT_ALLOWED("an image format that --formats leaves out"),
    TOO_MANY_PIXELS("the image's header names more pixels than --max-pixels"),
    TOO_MANY_PIXELS_A_BYTE("the image has far more pixels than bytes: more than --max-pixels-a-byte"),
    TRUNCATED_IMAGE("the image ends too early"),
    DAMAGED_IMAGE("the image is whole, but some of its pixels are damaged"),
    CHECKSUM_MISMATCH("the payload does not have the checksum that its producer sent with it"),
    UNDECODABLE_IMAGE("the decoder cannot make pixels of it"),
    UNREADABLE_FILE("a file or a part of one that cannot be read: it is gone, damaged, cut short or encrypted");

    private final String meaning;

    RejectReason(String meaning) {
        this.meaning = meaning;
    }

    /** In a few words, for the docs. */
    public String meaning() {
        return meaning;
    }

    static RejectReason of(WireFormatException.Fault fault) {
        return switch (fault) {
            case NOT_AVRO -> NOT_AVRO;
            case UNKNOWN_SCHEMA -> UNKNOWN_SCHEMA;
            case MALFORMED -> MALFORMED_EVENT;
        };
    }

    static RejectReason of(BadImageException.Fault fault) {
        return switch (fault) {
            case EMPTY -> EMPTY_IMAGE;
            case TOO_MANY_BYTES -> TOO_MANY_BYTES;
            case UNKNOWN_FORMAT -> UNKNOWN_FORMAT;
            case FORMAT_NOT_ALLOWED -> FORMAT_NOT_ALLOWED;
            case TOO_MANY_PIXELS -> TOO_MANY_PIXELS;
            case TOO_MANY_PIXELS_A_BYTE -> TOO_MANY_PIXELS_A_BYTE;
            case TRUNCATED -> TRUNCATED_IMAGE;
            case DAMAGED -> DAMAGED_IMAGE;
            case UNDECODABLE -> UNDECODABLE_IMAGE;
        };
    }
}
