package io.frametag.frames.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring frames of one stream that have one label.
 *
 * @param first the first frame's position within the stream, from 0 on
 * @param last the last frame's, which belongs to it
 */
public record LabelSpan(String label, int first, int last) {
    public LabelSpan {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("No frames: " + first + " to " + last);
        }
    }

    /**
     * @param labels a stream's frames, one label each
     * @return the longest spans that cover them all, in order: neighbours differ
     */
    public static List<LabelSpan> of(List<String> labels) {
        List<LabelSpan> spans = new ArrayList<>();
        int first = 0;
        for (int next = 1; next <= labels.size(); next++) {
            if (next == labels.size() || !labels.get(next).equals(labels.get(first))) {
                spans.add(new LabelSpan(labels.get(first), first, next - 1));
                first = next;
            }
        }
        return spans;
    }

    public int length() {
        return last - first + 1;
    }

    /** @return how many frames both have, whatever the labels */
    int shared(LabelSpan other) {
        return Math.max(0, Math.min(last, other.last) - Math.max(first, other.first) + 1);
    }

    /** @return the frames that both have, over those that at least one has: from 0 to 1, whatever the labels */
    public double iou(LabelSpan other) {
        int shared = shared(other);
        return shared / (double) (length() + other.length() - shared);
    }
}
