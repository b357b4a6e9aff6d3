package io.frametag.tools.page;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One stream's newest frame that has its answer, and the one that waits for it: two frames at most. A frame is shown
 * beside its own labels, never beside another's. Not thread-safe.
 */
final class WatchedStream {
    /** Longer than a checkpoint under exactly-once, which is when labels become visible. */
    static final long PATIENCE_MILLIS = Duration.ofSeconds(15).toMillis();

    /** More than a partition's frames may be behind before they are passed over. */
    private static final int REMEMBERED_ANSWERS = 256;

    private final int index;
    private final String name;
    private final Timeline timeline = new Timeline();
    private final RateWindow rate;
    /** An answer may be read before its frame: these are two consumers. */
    private final Map<FrameId, Answer> answers = new LinkedHashMap<>();

    private SampledFrame waiting;
    private long waitingSince;
    private SampledFrame shown;
    private Answer answer;
    private long version;
    private long lastSeen;
    private long lastCaptured;

    WatchedStream(int index, String name, int rateSeconds) {
        this.index = index;
        this.name = name;
        this.rate = new RateWindow(rateSeconds);
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    /** @return when there was anything of it, in milliseconds */
    long lastSeen() {
        return lastSeen;
    }

    void seen(long millis) {
        lastSeen = millis;
    }

    /** @return the stream's present: the newest capture time, in microseconds. A clock that was put back is believed. */
    long lastCaptured() {
        return lastCaptured;
    }

    void captured(long micros) {
        lastCaptured = micros;
    }

    /** Of a tag, which may come later than newer frames. */
    void capturedAtLeast(long micros) {
        lastCaptured = Math.max(lastCaptured, micros);
    }

    /** @return whether the next frame would be kept */
    boolean wantsFrame(long millis) {
        return waiting == null || millis - waitingSince > PATIENCE_MILLIS;
    }

    void frame(SampledFrame frame, long millis) {
        if (shown == null || waiting != null) {
            // The first is shown at once, and so is one after an answer that did not come.
            show(frame, null);
        }
        waiting = frame;
        waitingSince = millis;
        Answer known = answers.get(frame.id());
        if (known != null) {
            answered(frame.id(), known);
        }
    }

    void answered(FrameId id, Answer given) {
        if (waiting != null && waiting.id().equals(id)) {
            show(waiting, given);
            waiting = null;
            // Those behind it may be of the next frame, where frames are read later than answers.
            answers.keySet().removeIf(other -> !other.isBehind(id));
            return;
        }
        answers.put(id, given);
        if (answers.size() > REMEMBERED_ANSWERS) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    private void show(SampledFrame frame, Answer given) {
        shown = frame;
        answer = given;
        version++;
    }

    /** @return the frame to show, if there is one and it was not dropped */
    Optional<SampledFrame> shown() {
        return Optional.ofNullable(shown);
    }

    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /** @return another number for each picture */
    long version() {
        return version;
    }

    long bytes() {
        long bytes = shown == null ? 0 : shown.bytes();
        boolean apart = waiting != null && (shown == null || !waiting.id().equals(shown.id()));
        return apart ? bytes + waiting.bytes() : bytes;
    }

    Timeline timeline() {
        return timeline;
    }

    RateWindow rate() {
        return rate;
    }

    void dropFrames() {
        shown = null;
        waiting = null;
        answer = null;
    }
}
