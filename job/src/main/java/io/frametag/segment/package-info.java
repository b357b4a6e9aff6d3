/**
 * From the scores of single frames to the stretches of time in which a stream shows a label: smoothing, hysteresis, the
 * end of a stream. Values and arithmetic alone, without a clock: the same frames give the same segments.
 */
package io.frametag.segment;
