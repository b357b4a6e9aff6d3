package io.frametag.bench;

import io.frametag.bench.report.Section;
import java.io.IOException;

/** One question that the benchmark answers, by a section of the report. */
public interface Experiment {
    /** @return what {@code --only} calls it; also the name of its files */
    String name();

    /** @return what it finds out, in a line of the command's help */
    String question();

    /** @return whether a quick run asks this too */
    default boolean quick() {
        return false;
    }

    /**
     * Measures. Whatever it starts is stopped when this returns.
     *
     * @throws BenchFailure if there is no result, with what went wrong and where to look
     */
    Section run(Bed bed) throws IOException, InterruptedException;
}
