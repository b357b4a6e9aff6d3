package io.frametag.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps through the fields of one message in protobuf's wire format, without a schema. Not thread-safe.
 *
 * <p>After {@link #next}, {@link #field} is the field's number; a length-delimited one lies from {@link #from} up to
 * {@link #to}, a number is {@link #number}.
 */
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int DELIMITED = 2;
    private static final int START_GROUP = 3;
    private static final int END_GROUP = 4;
    private static final int FIXED_32 = 5;
    private static final int TAG_BITS = 3;
    private static final int LONGEST_VARINT_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private int position;
    private boolean malformed;

    private int field;
    private boolean delimited;
    private int from;
    private int to;
    private long number;

    /** Over {@code bytes} from {@code start} up to {@code end}. */
    ProtobufReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /** @return false at the end, and where there is no field although there is no end */
    boolean next() {
        if (position >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> TAG_BITS);
        delimited = false;
        number = 0;
        switch ((int) (tag & ((1 << TAG_BITS) - 1))) {
            case VARINT -> number = varint();
            case FIXED_64 -> skip(Long.BYTES);
            case FIXED_32 -> skip(Integer.BYTES);
            case DELIMITED -> {
                delimited = true;
                long length = varint();
                from = position;
                skip(length);
                to = position;
            }
            // Its fields follow as if they were this message's: no group is part of ONNX.
            case START_GROUP, END_GROUP -> {}
            default -> malformed = true;
        }
        return !malformed;
    }

    int field() {
        return field;
    }

    /** @return whether the field is text, bytes or a message, and not a number */
    boolean isDelimited() {
        return delimited;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    long number() {
        return number;
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The numbers that the field is: one, or several that are packed. */
    List<Long> numbers() {
        if (!delimited) {
            return List.of(number);
        }
        List<Long> numbers = new ArrayList<>();
        ProtobufReader packed = message();
        while (packed.position < packed.end && !packed.malformed) {
            numbers.add(packed.varint());
        }
        return numbers;
    }

    /** The message that the field is. */
    ProtobufReader message() {
        return new ProtobufReader(bytes, from, to);
    }

    private void skip(long length) {
        if (length < 0 || length > end - position) {
            malformed = true;
            position = end;
        } else {
            position += (int) length;
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift <= LONGEST_VARINT_SHIFT; shift += 7) {
            if (position >= end) {
                break;
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        malformed = true;
        return 0;
    }
}
