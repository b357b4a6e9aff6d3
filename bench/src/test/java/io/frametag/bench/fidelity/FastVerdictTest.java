package io.frametag.bench.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.bench.frames.FrameSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class FastVerdictTest {
    private static final Distances FAST =
            new Distances(List.of(0.5, 1.0, 1.1), List.of(2.0, 2.0, 2.0), List.of(1.0, 1.0, 3.0));
    private static final Distances EXACT =
            new Distances(List.of(0.0, 0.0, 0.0), List.of(2.0, 1.0, 3.0), List.of(2.0, 2.0, 2.0));

    @Test
    void itCountsThePhotosThatAreNear() {
        assertThat(FastVerdict.distance("32", FrameSize.P720, FAST))
                .isEqualTo(
                        "At 1280×720, resized to 32, FAST is within 1.0 of 255 of EXACT on 2 of 3 photos (median 1.00,"
                                + " largest 1.10).");
    }

    @Test
    void itCountsThePhotosOnWhichFastIsNearerToAReference() {
        assertThat(FastVerdict.nearer(FAST, EXACT))
                .isEqualTo(
                        "FAST is nearer than EXACT to an antialiased linear resize on 2 of them, to an area average on 1.");
    }
}
