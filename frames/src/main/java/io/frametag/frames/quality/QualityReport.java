package io.frametag.frames.quality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The scores of a measurement.
 *
 * @param streams by name, in the order in which they were played
 * @param fps frames a second
 */
public record QualityReport(Map<String, Score> streams, double fps) {
    /** Where at least this part of the frames has the right label, segments are held to a promise. */
    public static final double ACCURATE = 0.9;

    public QualityReport {
        streams = new LinkedHashMap<>(streams);
    }

    /** @return all streams together */
    public Score total() {
        return sum(score -> true);
    }

    /** @return those streams together in which at least {@link #ACCURATE} of the frames have the right label */
    public Score accurate() {
        return sum(score -> score.accuracy() >= ACCURATE);
    }

    /** @return how many streams those are */
    public long accurateStreams() {
        return streams.values().stream()
                .filter(score -> score.accuracy() >= ACCURATE)
                .count();
    }

    private Score sum(Predicate<Score> which) {
        return streams.values().stream().filter(which).reduce(Score.NOTHING, Score::plus);
    }

    /** @return so many changes within all frames of the score, in changes a minute; NaN without frames */
    public double perMinute(int changes, Score score) {
        return changes / (score.frames() / fps / 60);
    }
}
