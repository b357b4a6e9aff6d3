package io.frametag.tools.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Inputs of one partition, by offset.
 *
 * @param last inclusive
 */
public record InputOffsets(int partition, long first, long last) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?::(\\d{1,18})(-(\\d{1,18})?)?)?");

    /**
     * Reads {@code PARTITION}, {@code PARTITION:OFFSET}, {@code PARTITION:FIRST-LAST} or {@code PARTITION:FIRST-}.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is expected
     */
    static InputOffsets parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is neither a partition, such as 3, nor offsets of one,"
                    + " such as 3:1500, 3:1500-1999 or 3:1500-");
        }
        int partition = Integer.parseInt(parts.group(1));
        long first = parts.group(2) == null ? 0 : Long.parseLong(parts.group(2));
        boolean single = parts.group(2) != null && parts.group(3) == null;
        long last = single ? first : parts.group(4) == null ? Long.MAX_VALUE : Long.parseLong(parts.group(4));
        if (last < first) {
            throw new IllegalArgumentException("'" + text + "' ends before it begins");
        }
        return new InputOffsets(partition, first, last);
    }

    boolean contain(RecordAt input) {
        return input.partition() == partition && first <= input.offset() && input.offset() <= last;
    }
}
