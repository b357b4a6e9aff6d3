package io.frametag.frames;

import io.frametag.tools.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Which photo is shown when, for how long, and how the view moves over it: decided by the seed alone. Each round shows each
 * photo once, in an order of its own.
 *
 * @param photos at least one
 * @param fps frames a second
 * @param shortest seconds that a photo stays at least
 * @param longest seconds that it stays at most
 */
record SlideshowPlan(List<Frame> photos, long seed, double fps, double shortest, double longest) {
    /** The smallest part of a photo that is shown: what it is of should stay in view. */
    private static final double CLOSEST = 0.75;

    /** @param round from 0 on */
    List<PlannedShot> round(long round) {
        Random seeds = new Random(seed);
        for (long before = 0; before < round; before++) {
            seeds.nextLong();
        }
        Random random = new Random(seeds.nextLong());
        List<Frame> order = new ArrayList<>(photos);
        Collections.shuffle(order, random);
        List<PlannedShot> shots = new ArrayList<>();
        for (Frame photo : order) {
            Shot shot = new Shot(round * photos.size() + shots.size(), label(photo), photo.name());
            double seconds = shortest + random.nextDouble() * (longest - shortest);
            int frames = (int) Math.max(1, Math.round(seconds * fps));
            shots.add(new PlannedShot(shot, photo, frames, view(random), view(random)));
        }
        return shots;
    }

    /** @return the first so many shots, of as many rounds as it takes */
    List<PlannedShot> first(int count) {
        return Stream.iterate(0L, round -> round + 1)
                .flatMap(round -> round(round).stream())
                .limit(count)
                .toList();
    }

    private static View view(Random random) {
        return new View(CLOSEST + random.nextDouble() * (1 - CLOSEST), random.nextDouble(), random.nextDouble());
    }

    /**
     * What a photo is of: the folder's name that it is in, or else its own up to the first {@code -} or {@code _}.
     */
    static String label(Frame photo) {
        String[] parts = photo.name().split("/", -1);
        return parts.length > 1
                ? parts[parts.length - 2]
                : parts[0].replaceFirst("\\.[^.]*$", "").replaceFirst("(?<=.)[-_].*", "");
    }
}
