package io.frametag.tools.batch;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a run has come.
 *
 * @param labelled images, over all the run's attempts
 * @param rejected by reason, reasons that there were only
 * @param input how much there is to read
 */
record Standing(long labelled, Map<String, Long> rejected, InputSize input) {
    Standing {
        rejected = new TreeMap<>(rejected);
    }

    long done() {
        return labelled + rejections();
    }

    /** @return how many there will be, or 0 if that is not known; of archives an estimate */
    long total() {
        return input.images(done());
    }

    long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return in words, empty if there are none */
    String rejectedText() {
        if (rejected.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("rejected " + String.format(Locale.ROOT, "%,d", rejections()) + " (");
        rejected.forEach(
                (reason, count) -> text.append(reason).append(' ').append(count).append(", "));
        text.setLength(text.length() - 2);
        return text.append(')').toString();
    }
}
