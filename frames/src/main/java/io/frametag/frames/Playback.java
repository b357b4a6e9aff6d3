package io.frametag.frames;

import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.StandardErrorProgress;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;

/**
 * Plays a source as its options say: thinned out, in its tempo, encoded once, to each of the streams. Shows how far it is, and
 * says at the end what became of the frames.
 *
 * @param tally also counts what the source itself tells of
 */
record Playback(SourceOptions options, List<String> streams, Stop stop, Tally tally, Clock clock, PrintWriter err) {
    /**
     * Returns when the source has ended, enough is sent, or the user wants to stop, and what was sent has arrived.
     *
     * @throws SourceException if the source ends before its time
     */
    void play(OpenedSource opened, Outbox outbox) throws SourceException {
        FrameOptions frames = options.frames();
        try (SceneChange change = new SceneChange(frames.sceneChange());
                PictureEncoder encoder = frames.encoder();
                Truth truth = options.slideshow().truth(streams);
                ScanProgress.Scan progress = progress(opened)) {
            Feed feed = new Feed(
                    streams,
                    opened.live(),
                    frames.maxFrames(),
                    new Sampling(frames.fps(), frames.everyNth()),
                    change,
                    // A live source has its own, which no clock that is set may hold up.
                    new Tempo(opened.live() ? 0 : options.play().speed(), stop, System::nanoTime),
                    encoder,
                    new CaptureBound(options.live().bound(), opened.live(), tally, this::say),
                    outbox,
                    truth,
                    stop,
                    clock);
            feed.run(opened.source(), tally, progress);
        } finally {
            say(tally.toString());
        }
    }

    private static ScanProgress.Scan progress(OpenedSource opened) {
        long length = opened.source().length();
        return (length == 0 ? ScanProgress.NONE : StandardErrorProgress.barOrNothing()).begin("frames", length);
    }

    /** @return the streams for a sentence */
    String streamsInWords() {
        return streams.size() == 1
                ? "stream " + streams.get(0)
                : "streams " + streams.get(0) + " to " + streams.get(streams.size() - 1);
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
