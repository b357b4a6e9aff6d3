package io.frametag.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads an image to its end, and never more than is allowed of it. */
final class BoundedBody {
    private BoundedBody() {}

    /**
     * @param claimed bytes, or negative if nobody says how many
     * @return as many as are claimed, if that is said
     * @throws FetchFailure if there are more than {@code most}, by the claim or by counting
     */
    static byte[] read(InputStream in, long claimed, int most) throws IOException, FetchFailure {
        if (claimed > most) {
            throw FetchFailure.tooLarge(most);
        }
        if (claimed < 0) {
            byte[] all = in.readNBytes(most + 1);
            if (all.length > most) {
                throw FetchFailure.tooLarge(most);
            }
            return all;
        }
        byte[] all = new byte[(int) claimed];
        // The read behind the last byte tells an HTTP connection that it is free again.
        if (in.readNBytes(all, 0, all.length) < all.length || in.read() >= 0) {
            throw new EOFException();
        }
        return all;
    }
}
