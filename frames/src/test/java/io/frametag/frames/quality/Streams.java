package io.frametag.frames.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Short ways to write a stream's labels down. */
final class Streams {
    private Streams() {}

    /** @param text such as {@code cat*3 dog*2}: three frames of one, then two of another */
    static List<String> frames(String text) {
        List<String> frames = new ArrayList<>();
        for (String run : text.split(" ", -1)) {
            String[] parts = run.split("\\*", -1);
            frames.addAll(Collections.nCopies(Integer.parseInt(parts[1]), parts[0]));
        }
        return frames;
    }

    static LabelSpan span(String label, int first, int last) {
        return new LabelSpan(label, first, last);
    }

    static FoundSegment found(String label, int first, int last) {
        return found(label, first, last, 0.9);
    }

    static FoundSegment found(String label, int first, int last, double mean) {
        return new FoundSegment(span(label, first, last), mean);
    }

    /** Of frames that all have the right label. */
    static StreamOutcome stream(String truth, FoundSegment... segments) {
        return new StreamOutcome(frames(truth), frames(truth), List.of(segments));
    }
}
