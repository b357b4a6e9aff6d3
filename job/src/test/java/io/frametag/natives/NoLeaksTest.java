package io.frametag.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoLeaksTest {
    @Test
    void aTestThatDoesNotNameItIsWatched() {
        assertThat(NoLeaks.watched()).isPositive();
    }

    @Test
    void whatIsLeftOpenIsNamed() {
        NativeHandles.opened("session");
        try {
            assertThatThrownBy(() -> NoLeaks.requireOpen(Map.of(), Duration.ZERO))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("session");
        } finally {
            NativeHandles.closed("session");
        }
    }

    @Test
    void whatAClassHoldsForItsTestsMayStayOpen() throws Exception {
        NativeHandles.opened("session");
        try {
            NoLeaks.requireOpen(Map.of("session", 1L), Duration.ZERO);
        } finally {
            NativeHandles.closed("session");
        }
    }
}
