package io.frametag.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleaseStateTest {
    private static Release release(long offset) {
        return new Release(offset, "/models/" + offset, "00ff", offset % 2 == 0 ? null : "v" + offset);
    }

    @Test
    void stateComesBackAsItWas() {
        ReleaseStateCodec codec = new ReleaseStateCodec();
        for (ReleaseState state : List.of(
                new ReleaseState(-1, null, null),
                new ReleaseState(4, release(3), release(4)),
                new ReleaseState(5, null, release(5)))) {
            assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
        }
        assertThatThrownBy(() -> codec.decode(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The job's state of its model releases cannot be read");
    }

    @Test
    void allTasksGoOnWithTheNewestThatAnyLabelledWith() {
        ReleaseState ahead = new ReleaseState(4, release(4), null);
        ReleaseState behind = new ReleaseState(4, release(3), release(4));
        assertThat(RestoredReleases.of(List.of(behind, ahead))).contains(restored(4, null, release(4), release(3)));
        assertThat(RestoredReleases.of(List.of(behind, behind))).contains(restored(4, release(4), release(3)));
    }

    /** Each task reads by itself. */
    @Test
    void whatNotAllHaveHeardIsHeardAgain() {
        ReleaseState ahead = new ReleaseState(7, release(7), null);
        ReleaseState behind = new ReleaseState(6, release(5), release(6));
        ReleaseState refused = new ReleaseState(8, release(5), null);
        assertThat(RestoredReleases.of(List.of(behind, ahead, refused)))
                .contains(restored(6, null, release(7), release(5)));
        assertThat(RestoredReleases.of(List.of(behind, refused))).contains(restored(6, release(6), release(5)));
    }

    /** A task that has refused what the others label with cannot load it after a restore either. */
    @Test
    void whatATaskRefusedIsNotAllThatItIsGiven() {
        ReleaseState refused = new ReleaseState(5, release(3), null);
        ReleaseState never = new ReleaseState(5, null, null);
        ReleaseState took = new ReleaseState(5, release(5), null);
        assertThat(RestoredReleases.of(List.of(never, took, refused, took)))
                .contains(restored(5, null, release(5), release(3), null));
        assertThat(RestoredReleases.of(List.of(never))).contains(restored(5, null, (Release) null));
    }

    @Test
    void ofATopicThatWasMadeAnewThePendingReleaseIsKept() {
        ReleaseState task = new ReleaseState(0, release(7), release(0));
        assertThat(RestoredReleases.of(List.of(task, task))).contains(restored(0, release(0), release(7)));
    }

    private static RestoredReleases restored(long heard, Release pending, Release... actives) {
        return new RestoredReleases(
                heard, Stream.of(actives).map(Optional::ofNullable).toList(), pending);
    }

    @Test
    void aJobWithoutStateOfReleasesHasNone() {
        assertThat(RestoredReleases.of(List.of())).isEmpty();
    }
}
