package io.frametag.tools.verify;

/**
 * What one run of the job made of one input record.
 *
 * @param input the partition that holds the input
 * @param offset the input's offset there, as the outcome claims it: nothing is known yet of whether it exists
 */
record Outcome(Kind kind, InputPartition input, long offset, String runId) {
    enum Kind {
        LABEL,
        DEAD_LETTER,
        SHED
    }
}
