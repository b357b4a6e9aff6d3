package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.frames.SourceAddress.Kind;
import io.frametag.tools.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {
    @ParameterizedTest
    @CsvSource({
        "rtsp://10.0.0.7/door, RTSP, door",
        "RTSPS://10.0.0.7:8554/a/b/, RTSP, b",
        "http://10.0.0.7/cam.mjpg?fps=5, HTTP, cam",
        "https://example.org/, HTTP, example",
        "camera:0, CAMERA, camera0",
        "slideshow, SLIDESHOW, slideshow",
        "slideshow:photos/of/birds, SLIDESHOW, slideshow"
    })
    void theKindIsToldByTheName(String text, Kind kind, String stream) {
        assertThat(SourceAddress.of(text).kind()).isEqualTo(kind);
        assertThat(SourceAddress.of(text).streamId()).isEqualTo(stream);
    }

    @Test
    void onDiskAFileIsAVideoAndAFolderIsImages(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("holiday.in.spain.mp4"));
        assertThat(SourceAddress.of(file.toString()).kind()).isEqualTo(Kind.FILE);
        assertThat(SourceAddress.of(file.toString()).streamId()).isEqualTo("holiday.in.spain");
        assertThat(SourceAddress.of(folder.toString()).kind()).isEqualTo(Kind.FOLDER);
    }

    @Test
    void aPasswordIsShownToNobody() {
        assertThat(SourceAddress.of("rtsp://admin:s3cret@10.0.0.7/door").shown())
                .isEqualTo("rtsp://10.0.0.7/door");
        assertThat(SourceAddress.of("rtsp://admin:s3@cret@10.0.0.7/").shown()).isEqualTo("rtsp://10.0.0.7/");
        assertThat(SourceAddress.of("http://10.0.0.7/cam?user=admin&pwd=s3cret").shown())
                .isEqualTo("http://10.0.0.7/cam");
        assertThatThrownBy(() -> SourceAddress.of("ftp://admin:s3cret@10.0.0.7/door"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Streams are read over rtsp, rtsps, http and https, not over ftp: ftp://10.0.0.7/door.");
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere.mp4, There is no file or folder nowhere.mp4.",
        "/dev/video987, There is no camera /dev/video987.",
        "camera:/dev/none, There is no camera /dev/none."
    })
    void whatIsNotThereIsSaid(String text, String sentence) {
        assertThatThrownBy(() -> SourceAddress.of(text))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(sentence);
    }
}
