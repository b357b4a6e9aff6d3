package io.frametag.frames;

import io.frametag.tools.Frame;

/**
 * One photo's stay on the screen.
 *
 * @param frames how many, at least one
 */
record PlannedShot(Shot shot, Frame photo, int frames, View from, View to) {}
