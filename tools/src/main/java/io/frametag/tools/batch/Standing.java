package io.frametag.tools.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a run has come.
 *
 * @param labelled images, over all the run's attempts
 * @param rejected by reason, reasons that there were only
 * @param answeredBefore images that were passed over, since an earlier output has them; over all attempts, too
 * @param input how much there is to read
 */
record Standing(long labelled, Map<String, Long> rejected, long answeredBefore, InputSize input) {
    Standing {
        rejected = new TreeMap<>(rejected);
    }

    /** @return images that this run has tagged */
    long done() {
        return labelled + rejections();
    }

    /** @return images that are behind the run, those among them that it has passed over */
    long read() {
        return done() + answeredBefore;
    }

    /** @return how many there will be, or 0 if that is not known; of archives an estimate */
    long total() {
        return input.images(read());
    }

    long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return what became of images beside being labelled, in words; empty if that is all */
    String asideText() {
        List<String> asides = new ArrayList<>();
        if (!rejected.isEmpty()) {
            asides.add(rejectedText());
        }
        if (answeredBefore > 0) {
            asides.add(String.format(Locale.ROOT, "%,d had an outcome before", answeredBefore));
        }
        return String.join("; ", asides);
    }

    private String rejectedText() {
        StringBuilder text = new StringBuilder("rejected " + String.format(Locale.ROOT, "%,d", rejections()) + " (");
        rejected.forEach(
                (reason, count) -> text.append(reason).append(' ').append(count).append(", "));
        text.setLength(text.length() - 2);
        return text.append(')').toString();
    }
}
