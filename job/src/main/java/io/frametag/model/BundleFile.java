package io.frametag.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One of a bundle's files, in memory. The bytes are shared, not copied. */
final class BundleFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final byte[] bytes;

    BundleFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** @return the path within the bundle */
    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    String text() throws BadModelException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadModelException(name + " is not UTF-8 text.", e);
        }
    }
}
