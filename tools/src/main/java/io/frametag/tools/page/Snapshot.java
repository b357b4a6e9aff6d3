package io.frametag.tools.page;

import io.frametag.tools.page.Answer.Score;
import io.frametag.tools.page.LatencyWindow.Percentiles;
import java.util.List;

/**
 * What the page shows at one moment, as it is sent to browsers.
 *
 * @param window how many seconds rates and percentiles are of
 * @param labelled since the page was started, as the next
 * @param shed older than the job's deadline, since the page was started
 * @param missed records that were passed over, since the page was behind
 * @param crowded whether there are more streams than are shown
 * @param hasSegments whether there were any: a job may have none
 * @param troubles sentences for people
 */
record Snapshot(
        int window,
        double framesPerSecond,
        long labelled,
        long rejected,
        long shed,
        long missed,
        boolean crowded,
        boolean hasSegments,
        List<Percentiles> latency,
        List<ReasonCount> rejects,
        List<StreamNow> streams,
        List<String> troubles) {

    record ReasonCount(String reason, long count) {}

    /**
     * One stream.
     *
     * @param picture changes with the picture; 0 if there is none
     * @param silentSeconds since there was anything of it
     * @param rejected why the frame that is shown was rejected, or null
     * @param shed whether it was older than the job's deadline
     * @param answered whether the job has said anything of that frame
     */
    record StreamNow(
            int index,
            String name,
            long picture,
            long sequence,
            double framesPerSecond,
            long silentSeconds,
            boolean answered,
            String rejected,
            boolean shed,
            List<Score> labels,
            List<Span> timeline) {}

    /**
     * A tag's place on the timeline, in seconds before the stream's present.
     *
     * @param from at most the timeline's length
     * @param to 0 for one that is open
     * @param seconds how long it has been in all
     */
    record Span(String label, double from, double to, double seconds, boolean open, float peak) {}
}
