package io.frametag.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundTest {
    @Test
    void readsOffsetsAndTimes() {
        assertThat(Bound.parse("3:1500")).isEqualTo(new Bound.AtOffset(Optional.empty(), 3, 1500));
        assertThat(Bound.parse("image-events:0:7"))
                .isEqualTo(new Bound.AtOffset(Optional.of("image-events"), 0, 7))
                .hasToString("image-events:0:7");
        assertThat(Bound.parse("2026-11-24T12:00:00+02:00"))
                .isEqualTo(new Bound.AtTime(Instant.parse("2026-11-24T10:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "0:-1", "a:b", "0:99999999999999999999", "2026-11-24", "2026-11-24T10:00:00"})
    void whatIsNeitherIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Bound.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("0:1500");
    }
}
