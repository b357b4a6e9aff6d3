package io.frametag.hostile.campaign;

import io.frametag.hostile.image.Mutants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which images are sent.
 *
 * @param first number of an image
 * @param images how many from there on, those among them that nothing is done to ({@code Mutation.NONE}) included
 * @param patience without an answer for so long, images that have none will not get any
 */
public record CampaignPlan(long seed, long first, int images, Duration patience) {
    /** Ten times what an image may take (see {@link SlowestImage}): what waits for longer hangs. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of the images before they are damaged: small, so that headers are as much of them as can be. */
    private static final int WIDTH = 96;

    private static final int HEIGHT = 72;

    /**
     * A plan with so many damaged images.
     *
     * @param project the project's root folder
     * @param damaged how many, those that nothing is done to not counted
     */
    public static CampaignPlan damaging(Path project, long seed, long first, int damaged) throws IOException {
        Mutants mutants = new CampaignPlan(seed, first, 1, PATIENCE).mutants(project);
        return new CampaignPlan(seed, first, mutants.covering(first, damaged), PATIENCE);
    }

    /** @param project the project's root folder */
    public Mutants mutants(Path project) throws IOException {
        return new Mutants(project, seed, WIDTH, HEIGHT);
    }
}
