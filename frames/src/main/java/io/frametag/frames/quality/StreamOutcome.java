package io.frametag.frames.quality;

import java.util.List;

/**
 * What one stream has shown, and what the job made of it.
 *
 * @param truth the label that is right, one a frame
 * @param labels the job's best label, one a frame
 * @param segments the job's, in any order
 */
public record StreamOutcome(List<String> truth, List<String> labels, List<FoundSegment> segments) {
    public StreamOutcome {
        if (truth.size() != labels.size()) {
            throw new IllegalArgumentException(truth.size() + " frames, and labels for " + labels.size());
        }
        truth = List.copyOf(truth);
        labels = List.copyOf(labels);
        segments = List.copyOf(segments);
    }
}
