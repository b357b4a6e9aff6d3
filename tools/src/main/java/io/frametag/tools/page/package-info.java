/**
 * A page that shows what a job does now: it reads the job's topics as an ordinary consumer, keeps a bounded sample, and
 * serves it on loopback. The job never waits for it.
 */
package io.frametag.tools.page;
