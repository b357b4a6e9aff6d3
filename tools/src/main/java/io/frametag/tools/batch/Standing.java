package io.frametag.tools.batch;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far a run has come.
 *
 * @param labelled images, over all the run's attempts
 * @param rejected by reason, reasons that there were only
 * @param total images that are known of so far; they are still being listed unless {@code totalKnown}
 */
record Standing(long labelled, Map<String, Long> rejected, long total, boolean totalKnown) {
    Standing {
        rejected = new TreeMap<>(rejected);
    }

    long done() {
        return labelled + rejections();
    }

    long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return in words, empty if there are none */
    String rejectedText() {
        if (rejected.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("rejected " + String.format("%,d", rejections()) + " (");
        rejected.forEach((reason, count) -> text.append(reason).append(' ').append(count).append(", "));
        text.setLength(text.length() - 2);
        return text.append(')').toString();
    }
}
