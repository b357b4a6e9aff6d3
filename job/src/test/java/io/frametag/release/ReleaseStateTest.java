package io.frametag.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseStateTest {
    private static Release release(long offset) {
        return new Release(offset, "/models/" + offset, "00ff", offset % 2 == 0 ? null : "v" + offset);
    }

    @Test
    void stateComesBackAsItWas() {
        ReleaseStateCodec codec = new ReleaseStateCodec();
        for (ReleaseState state : List.of(
                new ReleaseState(-1, -1, null, null),
                new ReleaseState(4, 17, release(3), release(4)),
                new ReleaseState(5, 17, null, release(5)))) {
            assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
        }
        assertThatThrownBy(() -> codec.decode(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The job's state of its model releases cannot be read");
    }

    @Test
    void allTasksGoOnWithTheNewestThatAnyLabelledWith() {
        ReleaseState ahead = new ReleaseState(4, 17, release(4), null);
        ReleaseState behind = new ReleaseState(4, 17, release(3), release(4));
        assertThat(ReleaseState.merge(List.of(behind, ahead))).contains(ahead);
        assertThat(ReleaseState.merge(List.of(behind, behind))).contains(behind);
        assertThat(ReleaseState.merge(List.of(behind, new ReleaseState(3, 16, release(3), null))))
                .contains(behind);
        assertThat(ReleaseState.merge(List.of(new ReleaseState(-1, -1, null, null))))
                .contains(new ReleaseState(-1, -1, null, null));
    }

    @Test
    void aJobWithoutStateOfReleasesHasNone() {
        assertThat(ReleaseState.merge(List.of())).isEqualTo(Optional.empty());
    }
}
