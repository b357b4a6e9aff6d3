package io.frametag.release;

import io.frametag.schema.HeldRelease;
import io.frametag.schema.ModelReleaseState;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;

/** State as bytes in the wire format of the topics, as the state of segments is: every released schema is read. */
final class ReleaseStateCodec {
    private final SingleObjectCodec<ModelReleaseState> codec = SingleObjectCodec.modelReleaseStates();

    byte[] encode(ReleaseState state) {
        return codec.encode(new ModelReleaseState(state.heardOffset(), avro(state.active()), avro(state.pending())));
    }

    /** @throws IllegalStateException if a newer build wrote it */
    ReleaseState decode(byte[] bytes) {
        try {
            ModelReleaseState state = codec.decode(bytes, null);
            return new ReleaseState(state.getHeardOffset(), release(state.getActive()), release(state.getPending()));
        } catch (WireFormatException e) {
            throw new IllegalStateException(
                    "The job's state of its model releases cannot be read. " + e.getMessage(), e);
        }
    }

    private static HeldRelease avro(Release release) {
        return release == null
                ? null
                : new HeldRelease(release.offset(), release.bundle(), release.sha256(), release.version());
    }

    private static Release release(HeldRelease held) {
        return held == null
                ? null
                : new Release(held.getOffset(), held.getBundle(), held.getSha256(), held.getVersion());
    }
}
