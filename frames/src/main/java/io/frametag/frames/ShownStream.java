package io.frametag.frames;

import java.util.Collections;
import java.util.List;

/**
 * The beginning of a slideshow as one stream, every frame of it.
 *
 * @param name the stream's id
 * @param shots with how many shots it ends
 */
record ShownStream(String name, SlideshowPlan plan, int shots) {
    /** @return what is right, one label a frame */
    List<String> truth() {
        return plan.first(shots).stream()
                .flatMap(shot -> Collections.nCopies(shot.frames(), shot.shot().label()).stream())
                .toList();
    }

    int frames() {
        return plan.first(shots).stream().mapToInt(PlannedShot::frames).sum();
    }
}
