package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The records of a pax extended header: {@code LENGTH KEY=VALUE\n}, one behind the other, the length that of the whole record. */
final class PaxRecords {
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    private PaxRecords() {}

    /** @param position of what follows the records, for messages */
    static Map<String, String> parse(byte[] bytes, long position) throws DamagedFileException {
        Map<String, String> records = new HashMap<>();
        int at = 0;
        while (at < bytes.length && bytes[at] != 0) {
            int space = indexOf(bytes, ' ', at);
            int length = length(bytes, at, space);
            int equals = indexOf(bytes, '=', space);
            int end = at + length;
            if (length <= 0 || end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] != '\n') {
                throw new DamagedFileException(position, "a pax header is damaged");
            }
            records.put(
                    new String(bytes, space + 1, equals - space - 1, UTF_8),
                    new String(bytes, equals + 1, end - equals - 2, UTF_8));
            at = end;
        }
        return records;
    }

    static long number(Map<String, String> records, String key, long otherwise, long position)
            throws DamagedFileException {
        String value = records.get(key);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new DamagedFileException(position, "a pax header's " + key + " is no number");
        }
    }

    /** @return milliseconds of what is written as seconds with a fraction; a time that is none is no reason to refuse a file */
    static long seconds(Map<String, String> records, String key, long otherwise) {
        String value = records.get(key);
        return value == null || !SECONDS.matcher(value).matches()
                ? otherwise
                : new BigDecimal(value).movePointRight(3).longValue();
    }

    private static int length(byte[] bytes, int from, int to) {
        if (to <= from || to - from > 7) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int i = Math.max(from, 0); i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
