package io.frametag.bench.frames;

import io.frametag.image.PixelSize;

/** The sizes of the frames that are measured. */
public enum FrameSize {
    /** A thumbnail, for runs of very many frames. */
    P72(96, 72),
    P480(640, 480),
    P720(1280, 720),
    P1080(1920, 1080);

    private final int width;
    private final int height;

    FrameSize(int width, int height) {
        this.width = width;
        this.height = height;
    }

    public PixelSize pixels() {
        return new PixelSize(width, height);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** @return {@code 640×480} */
    public String text() {
        return pixels().toString();
    }
}
