package io.frametag.frames.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundaryErrorTest {
    @Test
    void sizesHaveNoSignAndTheMeanHasOne() {
        assertThat(BoundaryError.of(List.of(-4, 2, -1))).contains(new BoundaryError(2, 4, 4, -1));
    }

    @Test
    void percentilesAreByNearestRank() {
        List<Integer> errors = IntStream.rangeClosed(1, 100).boxed().toList();
        assertThat(BoundaryError.of(errors)).contains(new BoundaryError(50, 95, 100, 50.5));
        assertThat(BoundaryError.of(errors.subList(0, 20))).contains(new BoundaryError(10, 19, 20, 10.5));
        assertThat(BoundaryError.of(List.of(7))).contains(new BoundaryError(7, 7, 7, 7));
        assertThat(BoundaryError.of(List.of(9, 3))).contains(new BoundaryError(3, 9, 9, 6));
    }

    /** No boundary found is not the same as each found where it is. */
    @Test
    void withoutABoundaryThereIsNoError() {
        assertThat(BoundaryError.of(List.of())).isEmpty();
    }
}
