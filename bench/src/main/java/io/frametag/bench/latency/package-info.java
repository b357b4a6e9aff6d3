/**
 * Latency under an open loop: frames are sent when the schedule says, whatever the job does, and waited for from then on. So
 * a job that stands still makes every frame late that was due meanwhile, not only the first.
 */
package io.frametag.bench.latency;
