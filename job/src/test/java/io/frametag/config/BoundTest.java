package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundTest {
    @Test
    void readsPlacesOffsetsAndTimes() {
        assertThat(Bound.parse("earliest")).isEqualTo(Bound.Place.EARLIEST).hasToString("earliest");
        assertThat(Bound.parse("Latest")).isEqualTo(Bound.Place.LATEST);
        assertThat(Bound.parse("committed")).isEqualTo(Bound.Place.COMMITTED);
        assertThat(Bound.parse("3:1500")).isEqualTo(new Bound.AtOffset(null, 3, 1500));
        assertThat(Bound.parse("image-events:0:7"))
                .isEqualTo(new Bound.AtOffset("image-events", 0, 7))
                .hasToString("image-events:0:7");
        assertThat(Bound.parse("2026-11-24T12:00:00+02:00"))
                .isEqualTo(new Bound.AtTime(Instant.parse("2026-11-24T10:00:00Z")));
        // A topic may be named like a year, or like a place.
        assertThat(Bound.parse("2026:0:1")).isEqualTo(new Bound.AtOffset("2026", 0, 1));
        assertThat(Bound.parse("latest:0:1")).isEqualTo(new Bound.AtOffset("latest", 0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "17",
                "0:-1",
                "0:+1",
                "-1:0",
                "a:b",
                "a:0:",
                ":0:1",
                "0:0:0:0",
                "a b:0:1",
                "a/b:0:1",
                "0:99999999999999999999",
                "9999999999:0",
                "0x1:0",
                "٣:٤",
                "0:1\n",
                "2026-11-24",
                "2026-11-24T10:00:00",
                "2026-02-30T10:00:00Z",
                "10:00:00Z",
                "now",
                "latests"
            })
    void whatIsNoneOfThemIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Bound.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("0:1500");
    }

    /** To brokers, -1 is the latest and -2 the earliest; and what is between two milliseconds is behind the first. */
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1969-12-31T23:59:59.999Z, 0",
        "1969-12-31T23:59:59.9999Z, 0",
        "-999999999-01-01T00:00:00Z, 0",
        "+999999999-12-31T23:59:59.999999999Z, 9223372036854775807",
        "1970-01-01T00:00:00.000000001Z, 1",
        "1970-01-01T00:00:00.001Z, 1",
        "1970-01-01T00:00:00.001000001Z, 2",
    })
    void aTimeIsSoManyMillisecondsAndNeverASpecialNumber(String time, long millis) {
        assertThat(((Bound.AtTime) Bound.parse(time)).millis()).isEqualTo(millis);
    }

    @Test
    void anOffsetIsOfItsPartition() {
        Bound.AtOffset ofAny = new Bound.AtOffset(null, 3, 7);
        assertThat(ofAny.isOf("a", 3)).isTrue();
        assertThat(ofAny.isOf("a", 2)).isFalse();
        Bound.AtOffset ofOne = new Bound.AtOffset("a", 3, 7);
        assertThat(ofOne.isOf("a", 3)).isTrue();
        assertThat(ofOne.isOf("b", 3)).isFalse();
    }
}
