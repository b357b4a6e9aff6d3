package io.frametag.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Parquet's Thrift, read with the bytes that there are as its bound. Parquet's own reader lets a text, or a list, be as long as
 * 100 million whatever the file holds, and makes room for it before it reads it.
 */
final class ParquetThrift {
    private static final int MOST_DEPTH = 64;
    /** Thrift's number for a struct. Its own constant is left out of the jar that has its classes. */
    private static final byte STRUCT = 12;

    private ParquetThrift() {}

    /**
     * Walks a struct to its end and keeps nothing: afterwards each list in it is known to have the elements that it claims.
     *
     * @param length of the struct in bytes, at most
     * @return false if it is damaged
     * @throws IOException if the stream cannot be read
     */
    static boolean isWhole(InputStream in, int length) throws IOException {
        try {
            TProtocolUtil.skip(protocol(new BufferedInputStream(in), length), STRUCT, MOST_DEPTH);
            return true;
        } catch (TException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            return false;
        }
    }

    /** @param length of the header in bytes, at most; it has no lists, so that nothing in it can be longer */
    static PageHeader pageHeader(InputStream in, int length) throws IOException {
        PageHeader header = new PageHeader();
        try {
            header.read(protocol(in, length));
        } catch (TException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IOException("a page's header is damaged: " + e.getMessage(), e);
        }
        return header;
    }

    private static TProtocol protocol(InputStream in, int length) throws TException {
        TConfiguration bounds = TConfiguration.custom()
                .setMaxMessageSize(length)
                .setRecursionLimit(MOST_DEPTH)
                .build();
        return new TCompactProtocol(new TIOStreamTransport(bounds, in), length, length);
    }
}
