package io.frametag.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamOrderTest {
    private final StreamOrder order = new StreamOrder();

    @Test
    void interleavedStreamsAreInOrderEach() {
        order.label("a", 0);
        order.label("b", 0);
        order.label("a", 1);

        assertThat(order.outOfOrder()).isZero();
        assertThat(order.streams()).isEqualTo(2);
    }

    @Test
    void aGapAndARepetitionAreOutOfOrder() {
        order.label("a", 0);
        order.label("a", 2);
        order.label("a", 2);

        assertThat(order.outOfOrder()).isEqualTo(2);
        assertThat(order.firstOutOfOrder()).isEqualTo("a has 2 where 1 was due");
    }

    @Test
    void whatWasShedMayBeLeftOutAndNothingElse() {
        order.label("a", 0);
        order.label("a", 4);
        order.label("b", 1);

        assertThat(order.outOfOrder(4)).isZero();
        assertThat(order.outOfOrder(3)).isEqualTo(1);
    }

    @Test
    void whatWasShedExcusesNoStepBack() {
        order.label("a", 0);
        order.label("a", 0);

        assertThat(order.outOfOrder(10)).isEqualTo(1);
    }
}
