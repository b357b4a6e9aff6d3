package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverloadTest {
    private static JobConfig parse(String... args) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:9092"));
        all.addAll(List.of(args));
        return JobConfig.parse(all.toArray(String[]::new), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "deadline=200, 200",
        "deadline=200ms, 200",
        "deadline=200 ms, 200",
        "deadline=2s, 2000",
        "deadline=1, 1",
        "deadline=1 h, 3600000"
    })
    void aDeadlineIsMillisecondsOrADurationAsOtherOptionsTakeIt(String text, long millis) {
        assertThat(parse("--overload", text).overload()).isEqualTo(new Overload(millis));
        assertThat(parse("--overload=" + text).overload()).isEqualTo(new Overload(millis));
    }

    @Test
    void keepAllIsTheDefaultAndHasNoDeadline() {
        assertThat(parse("--overload", "keep-all").overload()).isEqualTo(Overload.KEEP_ALL);
        assertThat(Overload.KEEP_ALL.sheds()).isFalse();
        assertThat(Overload.KEEP_ALL.deadlineMicros()).isEqualTo(Long.MAX_VALUE);
        assertThat(new Overload(200).deadlineMicros()).isEqualTo(200_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deadline=0",
                "deadline=-5",
                "deadline=10us",
                "deadline=2h",
                "deadline=9223372036854775807 d",
                "deadline="
            })
    void aDeadlineThatNoFrameOrEveryFrameMeetsIsRefused(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--overload", text))
                .withMessageStartingWith("--overload is '" + text + "': ")
                .withMessageContaining("from 1 ms to 1 h");
    }

    @Test
    void anotherWordIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--overload", "drop"))
                .withMessage("--overload is 'drop': it must be keep-all, or deadline= and a duration, such as"
                        + " deadline=200ms.");
    }

    @Test
    void aTopicHasOneUse() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(
                        "--overload", "deadline=200ms", "--emit", "both", "--shed-topic", "x", "--segments-topic", "x"))
                .withMessage("--segments-topic and --shed-topic are both 'x': they must be different topics.");
    }

    @Test
    void aDeadlineHidesNoWrongHold() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--overload", "deadline=200ms", "--max-hold", "1 h"))
                .withMessage("--max-hold is 3600.0 s: it must be from 0 to 10 s.");
    }

    @Test
    void aBoundedJobHasNoDeadline() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--bounded", "--overload", "deadline=200ms"))
                .withMessage(
                        "--overload is 'deadline=200ms', and --bounded is given: what the topic holds already would"
                                + " be shed for its age. Leave one of them out.");
        assertThat(parse("--bounded", "--overload", "keep-all").kafka().bounded())
                .isTrue();
    }

    @Test
    void filesHaveNoDeadline() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--input-files", "/photos", "--overload", "deadline=200ms"))
                .withMessage(
                        "--overload is 'deadline=200ms', and --input-files is given: files would be shed for their age."
                                + " Leave one of them out.");
    }

    @Test
    void theShedTopicIsOneMoreUnderADeadlineOnly() {
        assertThat(parse("--overload", "deadline=200").kafka().outputTopics())
                .containsExactly("image-labels", "image-dead-letters", "image-shed");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--overload", "deadline=200", "--shed-topic", "image-labels"))
                .withMessageContaining("they must be different topics");
        assertThat(parse("--shed-topic", "image-labels").kafka().outputTopics()).hasSize(2);
    }

    @Test
    void theTransactionsOfAJobKeepTheirNamesWhenItGetsADeadline() {
        assertThat(parse("--overload", "deadline=200").delivery().transactionPrefix())
                .isEqualTo(parse().delivery().transactionPrefix());
    }

    @Test
    void aLabelIsHeldBackForATwentiethOfTheDeadlineAtMost() {
        assertThat(parse("--overload", "deadline=200").delivery().longestHold()).isEqualTo(Duration.ofMillis(10));
        assertThat(parse("--overload", "deadline=10s").delivery().longestHold()).isEqualTo(Duration.ofMillis(100));
        assertThat(parse().delivery().longestHold()).isEqualTo(Duration.ofMillis(100));
    }
}
