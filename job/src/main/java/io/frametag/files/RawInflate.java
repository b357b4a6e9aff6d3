package io.frametag.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Deflate without zlib's header. Frees the inflater's native memory, which the JDK's stream does only with one of its own making. */
final class RawInflate extends InflaterInputStream {
    RawInflate(InputStream compressed) {
        super(compressed, new Inflater(true), 8192);
    }

    @Override
    public void close() throws IOException {
        inf.end();
        super.close();
    }
}
