package io.frametag.frames.quality;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What somebody sees who shows one label at a time, and goes by segments. */
public final class ShownLabels {
    /** Where no segment is. */
    public static final String NOTHING = "";

    private ShownLabels() {}

    /**
     * @param frames how many the stream has
     * @return for each frame the label of the segment that it is in; of several that with the highest mean score
     */
    public static List<String> of(List<FoundSegment> segments, int frames) {
        List<String> shown = Arrays.asList(new String[frames]);
        Collections.fill(shown, NOTHING);
        segments.stream()
                .sorted(Comparator.comparingDouble(FoundSegment::mean))
                .map(FoundSegment::span)
                .forEach(span -> Collections.fill(shown.subList(span.first(), span.last() + 1), span.label()));
        return shown;
    }
}
