package io.frametag.config;

/** What the job writes of labelled frames; rejected and shed ones go to topics of their own whatever it is. */
public enum Emit {
    FRAMES,
    SEGMENTS,
    BOTH;

    public boolean frames() {
        return this != SEGMENTS;
    }

    public boolean segments() {
        return this != FRAMES;
    }
}
