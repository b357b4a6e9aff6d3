package io.frametag.output;

/**
 * Which input an outcome answers.
 *
 * @param topic or a file's URI
 * @param runId the run that answered it
 */
public record AnsweredInput(String topic, int partition, long offset, String runId) {}
