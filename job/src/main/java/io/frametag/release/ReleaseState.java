package io.frametag.release;

/**
 * What one task keeps of releases in checkpoints.
 *
 * @param heardOffset of the last record of the topic that it knows; -1 for none
 * @param active null for the model that the job was started with
 * @param pending what is being loaded; null for nothing
 */
record ReleaseState(long heardOffset, Release active, Release pending) {}
