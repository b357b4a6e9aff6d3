package io.frametag.pipeline;

import io.frametag.model.ModelId;
import io.frametag.schema.Model;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.StretchState;
import io.frametag.schema.TrackState;
import io.frametag.schema.WireFormatException;
import io.frametag.segment.FrameReference;
import io.frametag.segment.LabelTrack;
import io.frametag.segment.StreamTracks;
import io.frametag.segment.Stretch;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream's state as bytes, in the wire format of the topics: each state names its schema, and every schema that a release
 * has written is still understood (schemas/released/segment-state). To Flink it is bytes, so that its own serializer never has
 * to change. One thread only.
 */
final class StreamStateCodec {
    private final SingleObjectCodec<io.frametag.schema.StreamState> codec = SingleObjectCodec.streamStates();

    byte[] encode(StreamState state) {
        List<TrackState> tracks = new ArrayList<>(state.tracks().tracks().size());
        for (LabelTrack track : state.tracks().tracks()) {
            tracks.add(new TrackState(track.index(), track.name(), track.smoothed(), avro(track.stretch())));
        }
        return codec.encode(new io.frametag.schema.StreamState(
                state.tracks().lastMicros(),
                state.silentAt(),
                state.silenceTimer(),
                state.idleAt(),
                state.idleTimer(),
                tracks));
    }

    /** @throws IllegalStateException if a newer build wrote it: no fault of any record */
    StreamState decode(byte[] bytes) {
        io.frametag.schema.StreamState state;
        try {
            state = codec.decode(bytes, null);
        } catch (WireFormatException e) {
            throw new IllegalStateException("The job's state of a stream cannot be read. " + e.getMessage(), e);
        }
        List<LabelTrack> tracks = new ArrayList<>(state.getTracks().size());
        for (TrackState track : state.getTracks()) {
            tracks.add(new LabelTrack(
                    track.getIndex(), track.getName(), track.getSmoothed(), stretch(track.getStretch())));
        }
        return new StreamState(
                new StreamTracks(state.getLastAt(), tracks),
                state.getSilentAt(),
                state.getSilenceTimer(),
                state.getIdleAt(),
                state.getIdleTimer());
    }

    private static StretchState avro(Stretch stretch) {
        return stretch == null
                ? null
                : new StretchState(
                        stretch.open(),
                        stretch.startMicros(),
                        stretch.endMicros(),
                        stretch.frames(),
                        stretch.scoreSum(),
                        stretch.peak(),
                        stretch.best().topic(),
                        stretch.best().partition(),
                        stretch.best().offset(),
                        stretch.best().sequence(),
                        stretch.saidAtMicros(),
                        avro(stretch.best().model()));
    }

    private static Model avro(ModelId model) {
        return model == null ? null : new Model(model.name(), model.version(), model.sha256());
    }

    private static ModelId model(Model model) {
        return model == null ? null : new ModelId(model.getName(), model.getVersion(), model.getSha256());
    }

    private static Stretch stretch(StretchState stretch) {
        return stretch == null
                ? null
                : new Stretch(
                        stretch.getOpen(),
                        stretch.getStartAt(),
                        stretch.getEndAt(),
                        stretch.getFrames(),
                        stretch.getScoreSum(),
                        stretch.getPeak(),
                        new FrameReference(
                                stretch.getBestTopic(),
                                stretch.getBestPartition(),
                                stretch.getBestOffset(),
                                stretch.getBestSequence(),
                                model(stretch.getBestModel())),
                        stretch.getSaidAt());
    }
}
