package io.frametag.hostile.fuzz;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CostTest {
    @Test
    void allocationBeyondTheInputsShareIsNoticed() {
        assertThatThrownBy(() -> Cost.bounded(10, 100, () -> sink = new byte[20 << 20]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bytes allocated for 10");
    }

    @Test
    void allocationWithinItIsFine() throws Exception {
        Cost.bounded(1 << 20, 20, () -> sink = new byte[20 << 20]);
    }

    /** Not to be optimised away. */
    @SuppressWarnings("unused")
    private static byte[] sink;
}
