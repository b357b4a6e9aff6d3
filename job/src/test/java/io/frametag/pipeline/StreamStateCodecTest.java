package io.frametag.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.model.ModelId;
import io.frametag.segment.FrameReference;
import io.frametag.segment.LabelTrack;
import io.frametag.segment.StreamTracks;
import io.frametag.segment.Stretch;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamStateCodecTest {
    private static final StreamState STATE = new StreamState(
            new StreamTracks(
                    7_000_000,
                    List.of(
                            new LabelTrack(
                                    3,
                                    "cat",
                                    0.75,
                                    new Stretch(
                                            true,
                                            1_000_000,
                                            7_000_000,
                                            60,
                                            48.5,
                                            0.9375f,
                                            new FrameReference("image-events", 2, 12_345, 42),
                                            6_000_000)),
                            new LabelTrack(5, "dog", 0.125, null))),
            12_001,
            11_001,
            1_700_000_030_000L,
            1_700_000_029_000L);

    /** What the first release wrote of the state above: never to be written anew. */
    private static final String V1 = "c30187b37caca8f23ebd80bfd606c2bb01f2ab01e0f4aefef96290e5aefef9620406066361740000"
            + "00000000e83f020180897a80bfd6067800000000004048400000703f18696d6167652d6576656e74"
            + "7304f2c0015480b6dc050a06646f67000000000000c03f0000";

    @Test
    void aStateComesBackAsItWas() {
        assertThat(new StreamStateCodec().decode(new StreamStateCodec().encode(STATE)))
                .isEqualTo(STATE);
    }

    @Test
    void aBestFrameKeepsItsModel() {
        FrameReference best = new FrameReference("image-events", 2, 12_345, 42, new ModelId("net", "v1", "00ff"));
        Stretch stretch = new Stretch(true, 1, 2, 3, 0.5, 0.25f, best, 2);
        StreamState state =
                new StreamState(new StreamTracks(2, List.of(new LabelTrack(3, "cat", 0.5, stretch))), 1, 1, 1, 1);
        assertThat(new StreamStateCodec().decode(new StreamStateCodec().encode(state)))
                .isEqualTo(state);
    }

    @Test
    void whatTheFirstReleaseWroteIsUnderstood() {
        assertThat(new StreamStateCodec().decode(HexFormat.of().parseHex(V1))).isEqualTo(STATE);
    }

    @Test
    void aNewerBuildsStateIsSaidToBeOne() {
        byte[] newer = new StreamStateCodec().encode(STATE);
        newer[2]++;
        assertThatThrownBy(() -> new StreamStateCodec().decode(newer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The job's state of a stream cannot be read.")
                .hasMessageContaining("no released version of StreamState");
    }

    @Test
    void aStreamTakesUnderTwoKilobytesAndMostlyFarLess() {
        Stretch stretch = new Stretch(
                true,
                1_795_600_800_000_000L,
                1_795_600_860_000_000L,
                1_500,
                700,
                0.9f,
                new FrameReference("image-events", 12, 123_456_789, 123_456),
                1_795_600_860_000_000L);
        assertThat(size(16, 16, stretch)).as("sixteen, all open").isBetween(1_500, 2_000);
        assertThat(size(5, 1, stretch)).as("five, one open").isBetween(200, 320);
    }

    private static int size(int labels, int open, Stretch stretch) {
        List<LabelTrack> tracks = IntStream.range(0, labels)
                .mapToObj(i -> new LabelTrack(900 + i, "a label of 21 letters", 0.3, i < open ? stretch : null))
                .toList();
        StreamTracks all = new StreamTracks(1_795_600_860_000_000L, tracks);
        long millis = 1_795_600_860_000L;
        return new StreamStateCodec().encode(new StreamState(all, millis, millis, millis, millis)).length;
    }
}
