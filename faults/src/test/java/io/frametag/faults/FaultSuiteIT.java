package io.frametag.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.BrokenJobs;
import io.frametag.config.Delivery;
import io.frametag.standalone.FlinkHome;
import io.frametag.tools.verify.Report;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite's short form: a real cluster of several JVMs is killed, once for each test. */
@Timeout(300)
class FaultSuiteIT {
    private static final Path PROJECT = Project.folder();
    private static final Path RUNS = Path.of("target/it-runs");

    @TempDir
    private Path temporary;

    @Test
    void aKilledTaskManagerLosesAndDoublesNothingAndKeepsEachStreamInSequence() throws Exception {
        FaultResult result = run(new KillTaskManager(), Delivery.EXACTLY_ONCE, soundBuild());

        assertSound(result);
        assertThat(result.restarts()).describedAs("failures that Flink saw").isPositive();
        assertThat(result.streams()).isEqualTo(Load.STREAMS);
        assertThat(result.firstOutOfOrder()).isEmpty();
    }

    @Tag("long")
    @Test
    void aKilledBrokerLosesAndDoublesNothing() throws Exception {
        assertSound(run(new KillBroker(), Delivery.EXACTLY_ONCE, soundBuild()));
    }

    @Test
    void aBuildThatSwallowsRejectsIsCaught() throws Exception {
        Build broken = BrokenBuild.of(FlinkHome.jobJar(PROJECT), temporary, BrokenJobs.WithoutRejects.class.getName());

        FaultResult result = run(new NoFault(), Delivery.AT_LEAST_ONCE, broken);

        assertThat(result.report().verdict()).isEqualTo(Report.Verdict.FAILED);
        assertThat(result.report().total().deadLettered()).isZero();
        assertThat(result.lost())
                .isEqualTo(result.inputs() - result.report().total().labelled());
        assertThat(result.acceptable()).isFalse();
    }

    @Tag("long")
    @Test
    void aSinkWithoutGuaranteeIsCaughtByAKill() throws Exception {
        // As a busy producer would, this one holds records back; with a guarantee a checkpoint would wait for them. It
        // sends every 15 s: the kill comes 5 to 9 s after the first labels, so that some are held, and checkpoints have
        // completed since they were made, whatever the seed.
        Build broken = BrokenBuild.of(
                FlinkHome.jobJar(PROJECT),
                temporary,
                BrokenJobs.WithoutGuarantee.class.getName(),
                "--kafka.linger.ms",
                "15000",
                "--kafka.batch.size",
                "1000000");

        FaultResult result = run(new KillTaskManager(), Delivery.AT_LEAST_ONCE, broken);

        assertThat(result.report().verdict()).isEqualTo(Report.Verdict.FAILED);
        assertThat(result.lost()).isPositive();
        assertThat(result.acceptable()).isFalse();
    }

    private static Build soundBuild() {
        return Build.of(FlinkHome.jobJar(PROJECT));
    }

    private static FaultResult run(Fault fault, Delivery delivery, Build build) throws InterruptedException {
        long seed = ThreadLocalRandom.current().nextInt(1_000_000);
        System.out.println(fault.name() + ", " + delivery + ", seed " + seed);
        Path folder = RUNS.resolve(Long.toString(System.currentTimeMillis()));
        FaultResult result = new FaultRun(fault, delivery, seed, folder).run(PROJECT, build);
        System.out.println(ResultTable.line(result));
        return result;
    }

    private static void assertSound(FaultResult result) {
        assertThat(result.report().verdict())
                .describedAs(ResultTable.line(result))
                .isEqualTo(Report.Verdict.PROVEN);
        assertThat(result.openTransactions()).isPositive();
        assertThat(result.report().total().labelled()).isPositive();
        assertThat(result.report().total().deadLettered()).isPositive();
        assertThat(result.acceptable()).isTrue();
    }

    /** Nothing happens: what is wrong without a fault. */
    private static final class NoFault implements Fault {
        @Override
        public String name() {
            return "no-fault";
        }

        @Override
        public String title() {
            return "nothing";
        }

        @Override
        public void strike(Testbed testbed) {}
    }
}
