package io.frametag.hostile.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.FaultyJobs;
import io.frametag.faults.Build;
import io.frametag.faults.Project;
import io.frametag.hostile.image.Mutation;
import io.frametag.kafka.FaultySources;
import io.frametag.standalone.FlinkHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The campaign's short form: every mutation of every format once, through a cluster of several JVMs. */
@Timeout(300)
class CampaignIT {
    private static final Path PROJECT = Project.folder();
    private static final Path RUNS = Path.of("target/it-runs");
    private static final int FEW = 30;

    @TempDir
    private Path temporary;

    @Test
    void everyDamagedImageHasItsOneOutcomeAndHarmsNoFrameBehindIt() throws Exception {
        long seed = ThreadLocalRandom.current().nextInt(1_000_000);
        int all = new CampaignPlan(seed, 0, 1, CampaignPlan.PATIENCE)
                .mutants(PROJECT)
                .kinds();

        CampaignResult result = run(seed, all, CampaignPlan.PATIENCE, Build.of(FlinkHome.jobJar(PROJECT)));

        assertThat(result.troubles()).isEmpty();
        assertThat(result.tallies()).hasSize(all);
        assertThat(result.tallies().values()).allSatisfy(tally -> {
            assertThat(tally.sent()).isEqualTo(1);
            assertThat(tally.unanswered()).isZero();
        });
        // What nothing was done to shows that formats are read at all, and empty ones that outcomes differ.
        assertThat(with(result, Mutation.NONE).labelled()).isPositive();
        assertThat(with(result, Mutation.EMPTY).labelled()).isZero();
        assertThat(result.peakBytes()).isBetween(100L << 20, result.limitBytes());
        assertThat(result.slowest().time()).isBetween(Duration.ofNanos(1_000), SlowestImage.BOUND);
        assertThat(result.restarts()).isZero();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(
            names = {"SHIPPED"},
            mode = EnumSource.Mode.EXCLUDE)
    void otherWaysThroughTheDecodersAnswerEachImageToo(Pass pass) throws Exception {
        long seed = ThreadLocalRandom.current().nextInt(1_000_000);
        System.out.println("seed " + seed);
        CampaignPlan plan = new CampaignPlan(seed, 0, 1, CampaignPlan.PATIENCE);
        int all = plan.mutants(PROJECT).kinds();

        CampaignResult result = Passes.run(
                        PROJECT,
                        new CampaignPlan(seed, 0, all, CampaignPlan.PATIENCE),
                        Set.of(pass),
                        RUNS.resolve(Long.toString(System.nanoTime())),
                        Build.of(FlinkHome.jobJar(PROJECT)),
                        System.out::println)
                .get(pass);

        assertThat(result.troubles()).isEmpty();
        assertThat(result.tallies()).hasSize(all);
        assertThat(result.tallies().values())
                .allSatisfy(tally -> assertThat(tally.unanswered()).isZero());
        assertThat(with(result, Mutation.NONE).labelled()).isPositive();
        assertThat(result.restarts()).isZero();
    }

    @Test
    void anInputThatIsLostIsMissedAndNamed() throws Exception {
        CampaignResult result = run(FaultyJobs.Loses.class);

        assertThat(result.sound()).isFalse();
        assertThat(result.troubles())
                .anySatisfy(trouble -> assertThat(trouble)
                        .contains("1 input has no outcome")
                        .contains("damaged image " + mutantAtFault() + " ("));
    }

    @Tag("long")
    @Test
    void aProcessThatEndsIsNoticedAndTheImagesInQuestionAreNamed() throws Exception {
        CampaignResult result = run(FaultyJobs.Halts.class);

        assertThat(result.sound()).isFalse();
        assertThat(result.troubles())
                .anySatisfy(trouble -> assertThat(trouble).contains("taskmanager-1 ended with exit status 134"))
                .anySatisfy(trouble ->
                        assertThat(trouble).contains("no outcome").contains("damaged image " + mutantAtFault() + " ("));
    }

    @Tag("long")
    @Test
    void aGoodFrameWithAnotherLabelThanItsOwnIsNoticed() throws Exception {
        CampaignResult result = run(FaultyJobs.MixesUp.class);

        assertThat(result.sound()).isFalse();
        assertThat(result.troubles())
                .anySatisfy(trouble -> assertThat(trouble)
                        .contains("1 input has the wrong outcome")
                        .contains("the good frame behind damaged image " + mutantAtFault() + " ("));
    }

    @Tag("long")
    @Test
    void memoryBeyondTheLimitIsNoticedEvenIfItIsFreedAtOnce() throws Exception {
        // That much memory takes its time where others have the processors.
        CampaignResult result = run(FaultyJobs.Hoards.class, CampaignPlan.PATIENCE);

        assertThat(result.sound()).isFalse();
        assertThat(result.peakBytes()).isGreaterThan(result.limitBytes());
        assertThat(result.troubles())
                .anySatisfy(trouble -> assertThat(trouble)
                        .contains("MiB in memory, and its limit is 2816 MiB")
                        .contains(mutantAtFault() + " ("));
    }

    private static long mutantAtFault() throws Exception {
        int goodFrames = GoodFrame.of(PROJECT).size();
        return new Layout(2, 0, FEW, goodFrames)
                .content(new Layout.Place(0, FaultySources.OFFSET))
                .mutant();
    }

    private static Tally with(CampaignResult result, Mutation mutation) {
        return Tally.sum(result.tallies().entrySet().stream()
                .filter(entry -> entry.getKey().mutation() == mutation)
                .map(Map.Entry::getValue)
                .toList());
    }

    private CampaignResult run(Class<?> faulty) throws Exception {
        return run(faulty, Duration.ofSeconds(8));
    }

    private CampaignResult run(Class<?> faulty, Duration patience) throws Exception {
        return run(1, FEW, patience, FaultyBuild.of(FlinkHome.jobJar(PROJECT), temporary, faulty));
    }

    private static CampaignResult run(long seed, int images, Duration patience, Build build) throws Exception {
        System.out.println("seed " + seed);
        Path folder = RUNS.resolve(Long.toString(System.nanoTime()));
        CampaignPlan plan = new CampaignPlan(seed, 0, images, patience);
        CampaignResult result = new Campaign(PROJECT, plan, System.out::println).run(folder, build);
        System.out.println(OutcomeTables.verdict(result));
        System.out.println(OutcomeTables.markdown(result, "here"));
        return result;
    }
}
