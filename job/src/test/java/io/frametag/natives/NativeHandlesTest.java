package io.frametag.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class NativeHandlesTest {
    @Test
    void handlesAreCountedByKindUntilTheyAreClosed() {
        NativeHandles.opened("tensor");
        NativeHandles.opened("tensor");
        NativeHandles.opened("session");
        NativeHandles.closed("tensor");
        assertThat(NativeHandles.open()).isEqualTo(Map.of("tensor", 1L, "session", 1L));

        NativeHandles.closed("tensor");
        NativeHandles.closed("session");
        assertThat(NativeHandles.open()).isEmpty();
    }

    @Test
    void aHandleClosedTwiceShowsAsWell() {
        NativeHandles.closed("tensor");
        assertThat(NativeHandles.open()).isEqualTo(Map.of("tensor", -1L));
        NativeHandles.opened("tensor");
    }
}
