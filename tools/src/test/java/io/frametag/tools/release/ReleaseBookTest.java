package io.frametag.tools.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.schema.Model;
import io.frametag.schema.ModelReleaseOutcome;
import io.frametag.schema.ModelReleaseStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReleaseBookTest {
    private final ReleaseBook book = new ReleaseBook(7, 1);

    private static ModelReleaseOutcome.Builder outcome(String run, int subtask, ModelReleaseStatus status) {
        return ModelReleaseOutcome.newBuilder()
                .setReleaseOffset(7)
                .setStatus(status)
                .setModel(new Model("net", "v1", "00ff"))
                .setSubtask(subtask)
                .setParallelism(2)
                .setRunId(run)
                .setDecidedAt(Instant.EPOCH);
    }

    private String enter(ModelReleaseOutcome.Builder outcome) {
        return book.enter(outcome.build());
    }

    @Test
    void itIsCompleteWhenEachTaskOfEachJobHasDecided() {
        assertThat(book.isComplete()).isFalse();
        assertThat(enter(outcome("a", 0, ModelReleaseStatus.READY).setLoadMs(240L)))
                .isEqualTo("run a, task 1 of 2: ready, loaded in 240 ms");
        assertThat(enter(outcome("a", 0, ModelReleaseStatus.ACTIVE)))
                .isEqualTo("run a, task 1 of 2: labels with net v1");
        assertThat(book.isComplete()).isFalse();
        enter(outcome("b", 0, ModelReleaseStatus.ACTIVE));
        enter(outcome("a", 1, ModelReleaseStatus.ACTIVE));
        assertThat(book.isComplete()).isFalse();
        assertThat(enter(outcome("b", 1, ModelReleaseStatus.REFUSED).setReason("It is bad.")))
                .isEqualTo("run b, task 2 of 2: refused: It is bad. It goes on with net v1.");
        assertThat(book.isComplete()).isTrue();
        assertThat(book.tasks()).isEqualTo(4);
        assertThat(book.decided()).isEqualTo(4);
        assertThat(book.count(ModelReleaseStatus.ACTIVE)).isEqualTo(3);
    }

    @Test
    void itWaitsForAsManyJobsAsThereAre() {
        ReleaseBook ofTwo = new ReleaseBook(7, 2);
        for (int task = 0; task < 2; task++) {
            ofTwo.enter(outcome("a", task, ModelReleaseStatus.ACTIVE).build());
        }
        assertThat(ofTwo.isComplete()).isFalse();
        assertThat(ofTwo.jobs()).isEqualTo(1);
        for (int task = 0; task < 2; task++) {
            ofTwo.enter(outcome("b", task, ModelReleaseStatus.ACTIVE).build());
        }
        assertThat(ofTwo.isComplete()).isTrue();
    }

    @Test
    void whatATaskSaysTwiceCountsOnceAndOtherReleasesDoNotCount() {
        enter(outcome("a", 0, ModelReleaseStatus.ACTIVE));
        enter(outcome("a", 0, ModelReleaseStatus.ACTIVE));
        assertThat(enter(outcome("a", 1, ModelReleaseStatus.ACTIVE).setReleaseOffset(6)))
                .isNull();
        assertThat(book.decided()).isEqualTo(1);
        assertThat(enter(outcome("a", 1, ModelReleaseStatus.REFUSED)
                        .setReason("It is bad.")
                        .setModel(null)))
                .endsWith("It goes on with the model of --model.");
        assertThat(enter(outcome("a", 1, ModelReleaseStatus.SUPERSEDED))).endsWith("passed over for a newer release");
    }
}
