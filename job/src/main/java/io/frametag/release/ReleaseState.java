package io.frametag.release;

/**
 * What one task keeps of releases in checkpoints.
 *
 * @param heardOffset of the newest release that it knows; -1 for none
 * @param deliveredOffset of the last one that came from the source, which may still be behind what was asked for at the start; -1
 *     for none
 * @param active null for the model that the job was started with
 * @param pending what is being loaded; null for nothing
 */
record ReleaseState(long heardOffset, long deliveredOffset, Release active, Release pending) {}
