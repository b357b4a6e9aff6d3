package io.frametag.image;

import java.nio.ByteBuffer;

/**
 * What must be known of a format before its pixels are decoded. Stateless. Every method takes the whole file as a
 * big-endian buffer, reads by absolute index from 0 to the limit, and allocates nothing that grows with the image.
 */
interface Bitstream {
    /** Whether the file begins with the format's signature. */
    boolean begins(ByteBuffer bytes);

    /**
     * Reads the header of a file that {@link #begins} with the signature, and looks whether the rest is there. Bytes after
     * the image do no harm.
     *
     * @throws BadImageException TRUNCATED if the file ends within its header, UNDECODABLE if it is not one
     */
    ImageHeader header(ByteBuffer bytes) throws BadImageException;
}
