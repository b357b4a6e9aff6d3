package io.frametag.frames;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pixels of a frame. */
record FrameSize(int width, int height) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})x(\\d{1,4})");
    private static final int SMALLEST = 16;

    /** @throws IllegalArgumentException if it is no size, in a sentence */
    static FrameSize of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            FrameSize size = new FrameSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (size.width >= SMALLEST && size.height >= SMALLEST) {
                return size;
            }
        }
        throw new IllegalArgumentException("--size must be WIDTHxHEIGHT of " + SMALLEST
                + " to 9999 pixels, such as 640x480, but is " + text + ".");
    }

    /** @return the width of the largest part of such an image that has this shape */
    double largestWidth(int imageWidth, int imageHeight) {
        return Math.min(imageWidth, imageHeight * (double) width / height);
    }
}
