package io.frametag.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.config.PartitionTemplate;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathValueTest {
    @ParameterizedTest
    @CsvSource({
        "camera-1, camera-1",
        "site_7.north, site_7.north",
        "a/b, a%2Fb",
        "../../etc, %2E.%2F..%2Fetc",
        "., %2E",
        "_SUCCESS, %5FSUCCESS",
        "a b=c~d%e, a%20b%3Dc%7Ed%25e",
        "вхід, %D0%B2%D1%85%D1%96%D0%B4",
        "__HIVE_DEFAULT_PARTITION__, %5F_HIVE_DEFAULT_PARTITION__",
    })
    void whatIsNotPlainIsEscaped(String text, String value) {
        assertThat(PathValue.of(text)).isEqualTo(value);
        assertThat(URLDecoder.decode(value, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void nothingIsNoValue() {
        assertThat(PathValue.of("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\n", "\\", "C:\\x", "\ud800", "💥", "\u202e", "a\0/../b"})
    void whateverItIsItIsOneNameOfAFile(String text) {
        Path path = Path.of("folder", "stream=" + PathValue.of(text));
        assertThat(path.normalize()).isEqualTo(path);
        assertThat(path.getNameCount()).isEqualTo(2);
        assertThat(PathValue.of(text)).matches("[A-Za-z0-9%_.-]+");
    }

    @Test
    void whatIsTooLongIsCutAndStaysItself() {
        String exact = "x".repeat(PartitionTemplate.LONGEST_VALUE);
        assertThat(PathValue.of(exact)).isEqualTo(exact);
        String one = PathValue.of("x".repeat(1000));
        String other = PathValue.of("x".repeat(999) + "y");
        assertThat(one).hasSize(100).startsWith("xxxx").isNotEqualTo(other).matches("x+~[0-9A-F]{16}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anEscapeIsNotCutThrough(int shift) {
        String value = PathValue.of("x".repeat(shift) + "ä".repeat(100));
        assertThat(value).hasSizeLessThanOrEqualTo(100).hasSizeGreaterThan(94).matches("x*(%C3|%A4)+~[0-9A-F]{16}");
    }
}
