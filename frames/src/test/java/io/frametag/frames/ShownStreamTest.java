package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.FrameFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownStreamTest {
    private static final SlideshowPlan PLAN =
            new SlideshowPlan(FrameFolder.of(Path.of("../deploy/local/frames")).frames(), 7, 5, 0.4, 1.2);

    /** Over the end of a round, in which each photo is shown once. */
    @Test
    void theTruthIsWhatIsPlayed() throws Exception {
        ShownStream stream = new ShownStream("a", PLAN, 20);
        List<String> played = new ArrayList<>();
        try (FrameSource source =
                new Looped(Slideshow.of(PLAN, new FrameSize(32, 24)), Instant.parse("2020-01-01T00:00:00Z"))) {
            Shot last = null;
            for (int frame = 0; frame < stream.frames(); frame++) {
                last = source.next().orElseThrow().shot().orElseThrow();
                played.add(last.label());
            }
            assertThat(last.number()).isEqualTo(19);
            assertThat(source.next().orElseThrow().shot().orElseThrow().number())
                    .isEqualTo(20);
        }
        assertThat(stream.truth()).isEqualTo(played);
    }

    @Test
    void fewerShotsAreTheBeginningOfMore() {
        List<String> more = new ShownStream("a", PLAN, 20).truth();
        List<String> fewer = new ShownStream("a", PLAN, 3).truth();
        assertThat(more.subList(0, fewer.size())).isEqualTo(fewer);
    }
}
