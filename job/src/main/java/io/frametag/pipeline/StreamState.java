package io.frametag.pipeline;

import io.frametag.segment.StreamTracks;

/**
 * What {@link TrackSegments} keeps of a stream. Times are milliseconds; of each kind of timer exactly one is set as long as
 * there is a state, perhaps for an earlier time than the one that counts: a timer moved at each frame would cost more.
 *
 * @param silentAt event time at which the stream has ended, unless another frame comes
 * @param silenceTimer the event-time timer
 * @param idleAt processing time at which the stream has ended, unless another frame comes
 * @param idleTimer the processing-time timer
 */
record StreamState(StreamTracks tracks, long silentAt, long silenceTimer, long idleAt, long idleTimer) {
    StreamState withFrame(StreamTracks newTracks, long newSilentAt, long newIdleAt) {
        return new StreamState(newTracks, newSilentAt, silenceTimer, newIdleAt, idleTimer);
    }

    StreamState withSilenceTimer(long timer) {
        return new StreamState(tracks, silentAt, timer, idleAt, idleTimer);
    }

    StreamState withIdleTimer(long timer) {
        return new StreamState(tracks, silentAt, silenceTimer, idleAt, timer);
    }
}
