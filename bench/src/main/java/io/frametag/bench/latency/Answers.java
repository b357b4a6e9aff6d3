package io.frametag.bench.latency;

import io.frametag.bench.BenchFailure;

/**
 * What became of the frames of a run, each answered once.
 *
 * @param labelled latencies of those that were labelled, in the order of the arrivals
 */
record Answers(int sent, Latencies labelled, int shed, int rejected) {
    /** @throws BenchFailure if the answers are not as many as the frames */
    Answers {
        int answered = labelled.nanos().length + shed + rejected;
        if (answered != sent) {
            throw new BenchFailure(sent + " frames were sent, and " + answered + " answered: " + labelled.nanos().length
                    + " labelled, " + shed + " shed, " + rejected + " rejected.");
        }
    }
}
