package io.frametag.frames;

/**
 * What a frame of a slideshow is known to show.
 *
 * @param number position in the whole slideshow, from 0 on, over all its rounds: two shots of one photo are two
 * @param label what the photo is of
 * @param photo the photo's name within its folder
 */
public record Shot(long number, String label, String photo) {}
