package io.frametag.hostile.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.frametag.hostile.cluster.MemoryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void whatGrowsAtFirstAndThenStaysIsFlat() {
        assertThat(heap(i -> Math.min(i, 8) * 20L * MEBIBYTE).flat()).isTrue();
    }

    @Test
    void whatGrowsToTheEndIsNotFlat() {
        Trend trend = heap(i -> (100 + i) * MEBIBYTE);

        assertThat(trend.flat()).isFalse();
        assertThat(trend.second()).isEqualTo(115 * MEBIBYTE);
        assertThat(trend.last()).isEqualTo(135 * MEBIBYTE);
    }

    @Test
    void oneSampleOutOfLineDoesNotCountForMemory() {
        assertThat(heap(i -> i == 30 ? 900 * MEBIBYTE : 100 * MEBIBYTE).flat()).isTrue();
    }

    @Test
    void whatShrinksIsFlat() {
        assertThat(heap(i -> (100 - i) * MEBIBYTE).flat()).isTrue();
    }

    @Test
    void oneHandleMoreAtAnyTimeIsALeak() {
        assertThat(Trend.of(Quantity.NATIVE_HANDLES, samples(i -> 0, i -> i < 10 ? i : 9))
                        .flat())
                .isTrue();
        assertThat(Trend.of(Quantity.NATIVE_HANDLES, samples(i -> 0, i -> i == 30 ? 10 : 9))
                        .flat())
                .isFalse();
    }

    @Test
    void fewSamplesSayNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Trend.of(Quantity.LIVE_HEAP, samples(i -> 0, i -> 0).subList(0, 11)));
    }

    @Test
    void aSoakIsSoundOnlyIfAllOfItIsFlat() {
        assertThat(result(samples(i -> 0, i -> 9), List.of()).sound()).isTrue();
        assertThat(result(samples(i -> 0, i -> i), List.of()).sound()).isFalse();
        assertThat(result(samples(i -> 0, i -> 9), List.of("The broker ended.")).sound())
                .isFalse();
        assertThat(result(List.of(), List.of()).sound()).isFalse();
    }

    @Test
    void theReportNamesWhatGrew() {
        SoakResult result = result(samples(i -> i * 10L * MEBIBYTE, i -> 9), List.of());

        assertThat(SoakReport.verdict(result)).contains("heap in use after a full collection is not flat: 150.0 MiB");
        assertThat(SoakReport.markdown(result, "a machine", "hostile/soak-memory.svg"))
                .contains("| native handles open | 9 | 9 | nothing, at no time |")
                .contains("](hostile/soak-memory.svg)")
                .contains("a machine.");
    }

    private static Trend heap(IntToLongFunction bytes) {
        return Trend.of(Quantity.LIVE_HEAP, samples(bytes, i -> 9));
    }

    /** 40 of them: quarters begin at 0, 10, 20 and 30. */
    private static List<Sample> samples(IntToLongFunction heap, IntToLongFunction handles) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            samples.add(
                    new Sample(1_000L * i, i, heap.applyAsLong(i), 900 * MEBIBYTE, handles.applyAsLong(i), 200, 90));
        }
        return samples;
    }

    private static SoakResult result(List<Sample> samples, List<String> troubles) {
        return new SoakResult(39_000, 38_500, 500, 60, new MemoryPlan(1536, 256), 990 * MEBIBYTE, samples, troubles);
    }
}
