package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.Test;

/** docs/third-party.md names what only this module brings, in the versions that it brings. */
class ThirdPartyTest {
    private static String version(Class<?> of, String artifact) throws Exception {
        Properties maven = new Properties();
        try (InputStream file =
                of.getResourceAsStream("/META-INF/maven/org.bytedeco/" + artifact + "/pom.properties")) {
            maven.load(file);
        }
        return maven.getProperty("version");
    }

    @Test
    void theTableHasTheVersionsOnTheClassPath() throws Exception {
        String licence = "Apache-2.0 or GPL-2.0-or-later or GPL-2.0-with-classpath-exception";
        List<String> page = Files.readAllLines(Path.of("../docs/third-party.md"));
        int rule = page.indexOf("| component of `frames` | version | licence |") + 1;
        assertThat(rule).isPositive();
        assertThat(page.subList(rule + 1, page.size()).stream()
                        .takeWhile(line -> line.startsWith("|"))
                        .toList())
                .containsExactly(
                        "| `org.bytedeco:ffmpeg` | " + version(avutil.class, "ffmpeg") + " | " + licence + " |",
                        "| `org.bytedeco:javacv` | " + version(FFmpegFrameGrabber.class, "javacv") + " | " + licence
                                + " |");
    }
}
