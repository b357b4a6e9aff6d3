/**
 * Frames from a video, a camera, a folder or a made-up slideshow as image events.
 *
 * <p>A {@link io.frametag.frames.FrameSource} gives pixels with their capture time, {@link io.frametag.frames.Feed} thins
 * them out, encodes them and hands them to an {@link io.frametag.frames.Outbox}. No other module depends on this one: it
 * alone brings FFmpeg.
 */
package io.frametag.frames;
