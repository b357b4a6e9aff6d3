package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.Frame;
import io.frametag.tools.FrameFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlideshowTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final FrameSize SIZE = new FrameSize(160, 120);
    private static final List<Frame> PHOTOS =
            FrameFolder.of(Path.of("../deploy/local/frames")).frames();

    /** What one frame is. */
    private record Seen(long crc, Instant captured, Shot shot) {}

    private static SlideshowPlan plan(long seed) {
        return new SlideshowPlan(PHOTOS, seed, 5, 0.4, 1.2);
    }

    private static List<Seen> play(long seed, long round) throws Exception {
        List<Seen> seen = new ArrayList<>();
        try (FrameSource source = Slideshow.of(plan(seed), SIZE).open(START, round)) {
            long length = source.length();
            for (Optional<Picture> next = source.next(); next.isPresent(); next = source.next()) {
                Picture picture = next.get();
                assertThat(picture.bgr().cols()).isEqualTo(160);
                assertThat(picture.bgr().rows()).isEqualTo(120);
                byte[] pixels = new byte[160 * 120 * 3];
                picture.bgr().data().get(pixels);
                CRC32C crc = new CRC32C();
                crc.update(pixels);
                seen.add(new Seen(
                        crc.getValue(), picture.captured(), picture.shot().orElseThrow()));
            }
            assertThat(seen).hasSize((int) length);
        }
        return seen;
    }

    @Test
    void theSeedDecidesEveryPixelAndEveryShot() throws Exception {
        List<Seen> first = play(7, 0);
        assertThat(play(7, 0)).isEqualTo(first);
        assertThat(play(8, 0)).isNotEqualTo(first);
        assertThat(play(7, 1)).isNotEqualTo(first);
    }

    @Test
    void eachPhotoIsShownOnceARoundForAsLongAsAsked() throws Exception {
        List<Seen> seen = play(7, 2);
        Set<String> photos = new HashSet<>();
        for (PlannedShot shot : plan(7).round(2)) {
            assertThat(shot.frames()).isBetween(2, 6);
            assertThat(photos.add(shot.photo().name())).isTrue();
        }
        assertThat(photos).hasSize(PHOTOS.size());
        assertThat(seen.get(0).shot().number()).as("counted on over the rounds").isEqualTo(2L * PHOTOS.size());
        assertThat(seen.get(0).captured()).isEqualTo(START);
        assertThat(Duration.between(START, seen.get(5).captured())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theViewMoves() throws Exception {
        List<Seen> seen = play(7, 0);
        assertThat(seen.get(0).shot()).isEqualTo(seen.get(1).shot());
        assertThat(seen.get(0).crc()).isNotEqualTo(seen.get(1).crc());
    }

    @ParameterizedTest
    @CsvSource({
        "cat-chelsea.jpg, cat",
        "dog_1.jpg, dog",
        "ship.png, ship",
        "birds/kingfisher-2.jpg, birds",
        "a/b/c.jpg, b",
        "-odd.jpg, -odd"
    })
    void aPhotosLabelIsItsFolderOrTheFirstPartOfItsName(String name, String label) {
        assertThat(SlideshowPlan.label(new Frame(name, Path.of(name), "image/jpeg")))
                .isEqualTo(label);
    }
}
