package io.frametag.tools.page;

import io.frametag.schema.EpochMicros;
import io.frametag.schema.ImageLabels;
import io.frametag.tools.page.Answer.Score;
import io.frametag.tools.page.Snapshot.ReasonCount;
import io.frametag.tools.page.Snapshot.Span;
import io.frametag.tools.page.Snapshot.StreamNow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** All that a page knows: so many streams, so many bytes of frames, so many reasons, and no more. Thread-safe. */
final class PageState {
    static final int STREAMS = 24;
    static final int FRAME_BYTES = 8 << 20;
    static final long ALL_FRAMES_BYTES = 96L << 20;
    static final int WINDOW_SECONDS = 30;
    private static final int REASONS = 32;
    private static final int LONGEST_TEXT = 200;
    private static final String OTHER = "(other)";
    /** A stream that says nothing for so long makes room for another. */
    private static final long SILENT_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private static final double MICROS = 1e6;

    private final Clock clock;
    private final Map<String, WatchedStream> streams = new LinkedHashMap<>();
    private final RateWindow rate = new RateWindow(WINDOW_SECONDS + 1);
    private final LatencyWindow latency = new LatencyWindow(WINDOW_SECONDS);
    private final Map<String, Long> rejects = new TreeMap<>();
    private final Troubles troubles = new Troubles();
    private int nextIndex;
    private long labelled;
    private long rejected;
    private long shed;
    private long missed;
    private long crowdedUntil = Long.MIN_VALUE;
    private boolean hasSegments;

    PageState(Clock clock) {
        this.clock = clock;
    }

    /** @return whether a frame of this stream would be kept, so that no other has to be decoded */
    synchronized boolean wantsFrame(String stream) {
        long now = clock.millis();
        WatchedStream watched = streams.get(shortened(stream));
        return watched == null ? hasRoom(now) : watched.wantsFrame(now);
    }

    /** Takes a frame if it is not too large; the oldest frames go when there are too many bytes of them. */
    synchronized void frame(String stream, SampledFrame frame) {
        long now = clock.millis();
        WatchedStream watched = watched(stream, now);
        if (watched == null || frame.bytes() > FRAME_BYTES) {
            return;
        }
        watched.frame(frame, now);
        while (streams.values().stream().mapToLong(WatchedStream::bytes).sum() > ALL_FRAMES_BYTES) {
            streams.values().stream()
                    .filter(other -> other != watched && other.bytes() > 0)
                    .min(Comparator.comparingLong(WatchedStream::lastSeen))
                    .ifPresent(WatchedStream::dropFrames);
        }
    }

    synchronized void labelled(ImageLabels labels) {
        long now = clock.millis();
        long second = TimeUnit.MILLISECONDS.toSeconds(now);
        labelled++;
        rate.add(second);
        latency.add(second, labels);
        WatchedStream watched = watched(labels.getStreamId(), now);
        if (watched != null) {
            watched.rate().add(second);
            watched.captured(EpochMicros.of(labels.getCapturedAt()));
            watched.answered(
                    new FrameId(
                            labels.getInput().getTopic(),
                            labels.getInput().getPartition(),
                            labels.getInput().getOffset()),
                    Answer.labelled(labels.getLabels().stream()
                            .limit(Answer.TOP)
                            .map(label -> new Score(shortened(label.getName()), label.getScore()))
                            .toList()));
        }
    }

    /**
     * @param stream null if it cannot be told
     * @param id null if it cannot be told
     */
    synchronized void rejected(String stream, FrameId id, String reason) {
        rejected++;
        String known = shortened(reason);
        rejects.merge(rejects.containsKey(known) || rejects.size() < REASONS ? known : OTHER, 1L, Long::sum);
        // The frame itself may be read after this.
        WatchedStream watched = stream == null || id == null ? null : watched(stream, clock.millis());
        if (watched != null) {
            watched.answered(id, Answer.rejected(known));
        }
    }

    /** @param stream null if its frames have no key */
    synchronized void shed(String stream, FrameId id) {
        shed++;
        WatchedStream watched = stream == null ? null : watched(stream, clock.millis());
        if (watched != null) {
            watched.answered(id, Answer.SHED);
        }
    }

    synchronized void tag(TimelineTag tag) {
        hasSegments = true;
        WatchedStream watched = watched(tag.stream(), clock.millis());
        if (watched != null) {
            watched.capturedAtLeast(tag.endMicros());
            watched.timeline().put(tag);
        }
    }

    synchronized void missed(long records) {
        missed += records;
    }

    /**
     * @param who it is that speaks: a later sentence of the same replaces it
     * @param sentence null if all is well again
     */
    synchronized void trouble(String who, String sentence) {
        troubles.lasting(who, sentence);
    }

    /** @param sentence which record of the topic is not what that is for, and why */
    synchronized void unreadable(String topic, String sentence) {
        troubles.unreadable(topic, sentence, clock.millis());
    }

    /** @param index a stream's */
    synchronized Optional<SampledFrame> shown(int index) {
        return streams.values().stream()
                .filter(stream -> stream.index() == index)
                .findFirst()
                .flatMap(WatchedStream::shown);
    }

    synchronized Snapshot snapshot() {
        long now = clock.millis();
        long second = TimeUnit.MILLISECONDS.toSeconds(now);
        return new Snapshot(
                WINDOW_SECONDS,
                rate.at(second),
                labelled,
                rejected,
                shed,
                missed,
                now < crowdedUntil,
                hasSegments,
                latency.at(second),
                rejects.entrySet().stream()
                        .map(reason -> new ReasonCount(reason.getKey(), reason.getValue()))
                        .sorted(Comparator.comparingLong(ReasonCount::count).reversed())
                        .toList(),
                streams.values().stream()
                        .sorted(Comparator.comparingInt(WatchedStream::index))
                        .map(stream -> now(stream, now))
                        .toList(),
                troubles.at(now));
    }

    private static StreamNow now(WatchedStream stream, long now) {
        Optional<SampledFrame> shown = stream.shown();
        Optional<Answer> answer = stream.answer();
        return new StreamNow(
                stream.index(),
                stream.name(),
                shown.isPresent() ? stream.version() : 0,
                shown.map(SampledFrame::sequence).orElse(0L),
                stream.rate().at(TimeUnit.MILLISECONDS.toSeconds(now)),
                TimeUnit.MILLISECONDS.toSeconds(now - stream.lastSeen()),
                answer.isPresent(),
                answer.map(Answer::rejected).orElse(null),
                answer.map(Answer::shed).orElse(false),
                answer.map(Answer::labels).orElse(List.of()),
                spans(stream));
    }

    private static List<Span> spans(WatchedStream stream) {
        long until = stream.lastCaptured();
        List<Span> spans = new ArrayList<>();
        for (TimelineTag tag : stream.timeline().until(until)) {
            double to = tag.open() ? 0 : Math.max(0, (until - tag.endMicros()) / MICROS);
            double from = (until - tag.startMicros()) / MICROS;
            spans.add(new Span(
                    shortened(tag.label()),
                    Math.max(to, Math.min(from, (double) Timeline.SHOWN.toSeconds())),
                    to,
                    Math.max(0, tag.open() ? from : from - to),
                    tag.open(),
                    tag.peakScore()));
        }
        return spans;
    }

    private WatchedStream watched(String stream, long now) {
        String name = shortened(stream);
        WatchedStream watched = streams.get(name);
        if (watched == null) {
            if (!hasRoom(now)) {
                crowdedUntil = now + SILENT_MILLIS;
                return null;
            }
            if (streams.size() == STREAMS) {
                streams.remove(mostSilent().name());
            }
            watched = new WatchedStream(nextIndex++, name, WINDOW_SECONDS + 1);
            streams.put(name, watched);
        }
        watched.seen(now);
        return watched;
    }

    private boolean hasRoom(long now) {
        return streams.size() < STREAMS || now - mostSilent().lastSeen() > SILENT_MILLIS;
    }

    private WatchedStream mostSilent() {
        return streams.values().stream()
                .min(Comparator.comparingLong(WatchedStream::lastSeen))
                .orElseThrow();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
