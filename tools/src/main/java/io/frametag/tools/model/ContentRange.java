package io.frametag.tools.model;

import java.net.http.HttpHeaders;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which bytes of a file a 206 brings: RFC 9110, 14.4. */
final class ContentRange {
    private static final Pattern BYTES = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(?:\\d{1,18}|\\*)");

    private ContentRange() {}

    /** @return the first byte's offset, or empty if the server does not say, or sends several ranges */
    static OptionalLong start(HttpHeaders headers) {
        Matcher range = BYTES.matcher(headers.firstValue("Content-Range").orElse(""));
        return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
    }
}
