package io.frametag.tools;

import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.Label;
import io.frametag.schema.Latency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.text.WordUtils;

/**
 * Outcomes as a table for people: plain text, one line for each frame, at most 110 columns; then throughput and
 * percentiles. Times are in milliseconds.
 */
public final class LabelTable {
    /** Below it the model's best guess is not called a label. */
    static final float SURE = 0.5f;

    static final int WIDTH = 110;
    private static final String NONE = "-";
    private static final String[] HEADINGS = {
        "frame", "label", "score", "second best", "decode", "preprocess", "inference", "queue", "end to end"
    };
    /** The frame's name gets what the others leave of {@link #WIDTH}. */
    private static final int FRAME = 0;

    private static final int LABEL = 1;
    private static final int SECOND_BEST = 3;
    private static final int LABEL_WIDTH = 18;
    private static final int SECOND_BEST_WIDTH = 16;
    private static final String INDENT = "    ";
    private static final String GAP = " ";
    private static final Set<Integer> LEFT_ALIGNED = Set.of(FRAME, LABEL, SECOND_BEST);

    private LabelTable() {}

    /**
     * @param lastRows how many outcomes, from the end, get a line; all of them count below
     * @param elapsed from the first frame's sending to the last outcome's arrival
     * @return the whole table, with line ends
     */
    public static String render(List<FrameOutcome> outcomes, int lastRows, Duration elapsed) {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEADINGS);
        LatencySummary latencies = new LatencySummary();
        int rejected = 0;
        List<FrameOutcome> shown = outcomes.subList(Math.max(0, outcomes.size() - lastRows), outcomes.size());
        for (FrameOutcome outcome : outcomes) {
            if (outcome instanceof FrameOutcome.Labelled labelled) {
                latencies.add(labelled.labels());
            } else {
                rejected++;
            }
        }
        for (FrameOutcome outcome : shown) {
            rows.add(
                    outcome instanceof FrameOutcome.Labelled labelled
                            ? cells(labelled.labels())
                            : new String[] {outcome.frame(), "rejected"});
        }
        StringBuilder text = new StringBuilder(
                String.format("Times in milliseconds. Below a score of 50%% the model is unsure.%n%n"));
        int[] widths = widths(rows);
        rows.forEach(row -> line(text, row, widths));
        shown.forEach(outcome -> explain(text, outcome));
        text.append(String.format("%n%s%n", throughput(outcomes.size(), rejected, elapsed)));
        String percentiles = latencies.render();
        if (!percentiles.isEmpty()) {
            text.append(System.lineSeparator()).append(percentiles);
        }
        return text.toString();
    }

    private static String[] cells(ImageLabels record) {
        List<Label> labels = record.getLabels();
        Latency latency = record.getLatency();
        return new String[] {
            record.getEventId(),
            labels.isEmpty() ? NONE : called(labels.get(0)),
            labels.isEmpty() ? NONE : percent(labels.get(0)),
            labels.size() < 2 ? NONE : labels.get(1).getName() + " " + percent(labels.get(1)),
            millis(latency.getDecode()),
            millis(latency.getPreprocess()),
            millis(latency.getInference()),
            record.getFlags().contains(Flag.SENT_IN_FUTURE) ? NONE : millis(latency.getQueueWait()),
            record.getFlags().contains(Flag.CAPTURED_IN_FUTURE) ? NONE : millis(latency.getCaptureToLabel())
        };
    }

    private static String called(Label best) {
        return best.getScore() < SURE ? "unsure: " + best.getName() : best.getName();
    }

    private static String percent(Label label) {
        return String.format(Locale.ROOT, "%.1f%%", label.getScore() * 100);
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.2f", micros / 1000.0);
    }

    private static int[] widths(List<String[]> rows) {
        int[] widths = new int[HEADINGS.length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        widths[LABEL] = Math.min(widths[LABEL], LABEL_WIDTH);
        widths[SECOND_BEST] = Math.min(widths[SECOND_BEST], SECOND_BEST_WIDTH);
        int others = Arrays.stream(widths).sum() - widths[FRAME] + GAP.length() * (widths.length - 1);
        widths[FRAME] = Math.min(widths[FRAME], WIDTH - others);
        return widths;
    }

    private static void line(StringBuilder text, String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.length; column++) {
            String format = (LEFT_ALIGNED.contains(column) ? "%-" : "%") + widths[column] + "s" + GAP;
            line.append(String.format(format, shortened(cells[column], widths[column], column == FRAME)));
        }
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }

    /** A path says most at its end, a label at its beginning. */
    private static String shortened(String cell, int width, boolean keepEnd) {
        if (cell.length() <= width || width < 2) {
            return cell;
        }
        return keepEnd ? "…" + cell.substring(cell.length() - width + 1) : cell.substring(0, width - 1) + "…";
    }

    private static void explain(StringBuilder text, FrameOutcome outcome) {
        if (outcome instanceof FrameOutcome.Rejected rejected) {
            String sentence = rejected.frame() + " rejected, " + rejected.reason() + ": " + rejected.message();
            text.append(System.lineSeparator())
                    .append(WordUtils.wrap(
                            sentence.strip(), WIDTH - INDENT.length(), System.lineSeparator() + INDENT, true))
                    .append(System.lineSeparator());
        }
    }

    private static String throughput(int frames, int rejected, Duration elapsed) {
        double seconds = Math.max(elapsed.toNanos(), 1) / 1e9;
        return String.format(
                Locale.ROOT,
                "%d %s in %.2f s: %.1f frames/s (%d labelled, %d rejected)",
                frames,
                frames == 1 ? "frame" : "frames",
                seconds,
                frames / seconds,
                frames - rejected,
                rejected);
    }
}
