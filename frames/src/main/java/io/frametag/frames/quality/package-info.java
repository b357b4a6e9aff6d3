/**
 * How well a stream's segments agree with a known truth: values and arithmetic alone, in numbers of frames. What is measured is
 * defined in docs/quality.md.
 */
package io.frametag.frames.quality;
