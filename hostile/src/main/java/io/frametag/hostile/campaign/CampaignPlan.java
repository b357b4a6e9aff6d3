package io.frametag.hostile.campaign;

import io.frametag.hostile.image.Mutants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which images are sent.
 *
 * @param first number of a damaged image
 * @param images how many from there on
 * @param patience without an answer for so long, images that have none will not get any
 */
public record CampaignPlan(long seed, long first, int images, Duration patience) {
    /** An image within the limits takes well under 3 s, whatever is in it. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of the images before they are damaged: small, so that headers are as much of them as can be. */
    private static final int WIDTH = 96;

    private static final int HEIGHT = 72;

    /** @param project the project's root folder */
    public Mutants mutants(Path project) throws IOException {
        return new Mutants(project, seed, WIDTH, HEIGHT);
    }
}
