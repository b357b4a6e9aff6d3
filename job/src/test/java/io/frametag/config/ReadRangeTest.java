package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.frametag.config.Bound.AtOffset;
import io.frametag.config.Bound.AtTime;
import io.frametag.config.Bound.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadRangeTest {
    private static KafkaConfig parse(String... args) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:9092"));
        all.addAll(List.of(args));
        return JobConfig.parse(all.toArray(String[]::new), Map.of()).kafka();
    }

    private static ReadRange range(String... args) {
        return parse(args).range();
    }

    @Test
    void withoutAWordItBeginsAtTheGroupsOffsetsAndHasNoEnd() {
        assertThat(range()).isEqualTo(ReadRange.ENDLESS).hasToString("from committed");
        assertThat(parse().bounded()).isFalse();
    }

    @Test
    void eachFormIsRead() {
        assertThat(range("--from", "earliest", "--until", "latest"))
                .isEqualTo(new ReadRange(List.of(Place.EARLIEST), List.of(Place.LATEST)))
                .hasToString("from earliest until latest");
        assertThat(range("--from", "2026-01-01T00:00:00Z", "--until", "2026-01-02T00:00:00+01:00"))
                .isEqualTo(new ReadRange(
                        List.of(new AtTime(Instant.parse("2026-01-01T00:00:00Z"))),
                        List.of(new AtTime(Instant.parse("2026-01-01T23:00:00Z")))));
        assertThat(range("--from", "0:5;1:7", "--until", "0:9").from())
                .containsExactly(new AtOffset(null, 0, 5), new AtOffset(null, 1, 7));
        assertThat(range("--from", "0:5", "--from", "1:7").from()).hasSize(2);
        assertThat(range("--from", " 0:5 ; 1:7 ").from()).hasSize(2);
        assertThat(range("--from", "committed;0:5").from()).containsExactly(Place.COMMITTED, new AtOffset(null, 0, 5));
        assertThat(range("--input-topic", "a;b", "--until", "a:0:5;b:0:7").until())
                .containsExactly(new AtOffset("a", 0, 5), new AtOffset("b", 0, 7));
        assertThat(range("--input-topic-pattern", "cam-.*", "--until", "cam-1:0:5")
                        .until())
                .containsExactly(new AtOffset("cam-1", 0, 5));
        assertThat(range("--from", "0:5", "--until", "0:5").bounded()).isTrue();
    }

    @Test
    void boundedIsUntilLatest() {
        ReadRange latest = new ReadRange(List.of(Place.COMMITTED), List.of(Place.LATEST));
        assertThat(range("--bounded")).isEqualTo(latest);
        assertThat(range("--bounded", "--until", "latest")).isEqualTo(latest);
        assertThat(range("--bounded=false")).isEqualTo(ReadRange.ENDLESS);
    }

    @Test
    void aClockMayBeABitAhead() {
        Instant soon = Instant.now().plus(Duration.ofSeconds(30));
        assertThat(range("--until", soon.toString()).until()).containsExactly(new AtTime(soon));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bounded --until 0:5               | --bounded, which is --until latest, and --until 0:5 are both given: leave --bounded out.",
                "--bounded=false --until latest      | --bounded=false and --until latest are both given: leave --bounded out.",
                "--from=                             | --from is empty: give it a value or leave it out.",
                "--until=                            | --until is empty: give it a value or leave it out.",
                "--until committed                   | --until is 'committed': it is latest, a time, or offsets.",
                "--until earliest                    | --until is 'earliest': it is latest, a time, or offsets.",
                "--until committed;0:5               | --until is 'committed': it is latest, a time, or offsets.",
                "--from latest --bounded             | --from is latest, and --until is latest, too: there would be nothing to read.",
                "--from 0:5;0:7                      | --from has two offsets for partition 0.",
                "--from 0:5;earliest                 | --from has 'earliest' behind '0:5': what is for all partitions comes first, and once; then come the offsets of single ones.",
                "--from earliest;latest              | --from has 'latest' behind 'earliest': what is for all partitions comes first, and once; then come the offsets of single ones.",
                "--from other:0:5                    | --from is 'other:0:5', and other is no input topic: those are image-events.",
                "--input-topic a;b --from 0:5        | --from is '0:5', and there may be several input topics: write TOPIC:PARTITION:OFFSET.",
                "--input-topic-pattern a --from 0:5  | --from is '0:5', and there may be several input topics: write TOPIC:PARTITION:OFFSET.",
                "--input-topic-pattern a --from b:0:5 | --from is 'b:0:5', and b is no input topic: those are a.",
                "--from 0:7 --until 0:5              | --until is 0:5, which is not behind --from, 0:7: there would be nothing to read.",
                "--from image-events:0:7 --until 0:5 | --until is 0:5, which is not behind --from, image-events:0:7: there would be nothing to read.",
                "--from 2026-01-02T00:00:00Z --until 2026-01-02T00:00:00Z | --until is 2026-01-02T00:00:00Z, which is not behind --from, 2026-01-02T00:00:00Z: there would be nothing to read.",
                "--from 2026-01-02T00:00:00Z --until 2026-01-01T00:00:00Z | --until is 2026-01-01T00:00:00Z, which is not behind --from, 2026-01-02T00:00:00Z: there would be nothing to read.",
                "--until 2999-01-01T00:00:00Z        | --until is 2999-01-01T00:00:00Z, which is yet to come: the job does not wait for it. Give a time that has passed, or latest.",
                "--from 2999-01-01T00:00:00Z         | --from is 2999-01-01T00:00:00Z, which is yet to come: the job does not wait for it. Give a time that has passed, or latest.",
                "--from yesterday                    | --from: 'yesterday' is neither PARTITION:OFFSET, such as 0:1500, nor a time with its zone, such as 2026-11-24T10:00:00Z, nor earliest or latest.",
                "--from ;                            | --from is empty: give it a value or leave it out.",
                "--from 0:5;;1:7                     | --from: '' is neither PARTITION:OFFSET, such as 0:1500, nor a time with its zone, such as 2026-11-24T10:00:00Z, nor earliest or latest.",
                "--input-topic a --input-topic-pattern b | --input-topic and --input-topic-pattern are both given: leave one of them out.",
                "--input-topic a,b                   | --input-topic is 'a,b', which no topic can be named: letters, digits, dots, dashes and underscores are allowed; several topics are separated by semicolons.",
                "--input-topic ..                    | --input-topic is '..', which no topic can be named: letters, digits, dots, dashes and underscores are allowed; several topics are separated by semicolons.",
                "--input-topic a;;b                  | --input-topic is '', which no topic can be named: letters, digits, dots, dashes and underscores are allowed; several topics are separated by semicolons.",
                "--input-topic-pattern=              | --input-topic-pattern is empty: give it a value or leave it out.",
                "--input-topic-pattern a(            | --input-topic-pattern is 'a(', which is no regular expression: Unclosed group at character 3.",
                "--input-topic-pattern image-.*      | --input-topic-pattern is 'image-.*' and matches 'image-labels', which is --labels-topic: the job would read what it has written. Give a pattern that leaves it out.",
                "--input-topic-pattern .*-letters    | --input-topic-pattern is '.*-letters' and matches 'image-dead-letters', which is --dead-letters-topic: the job would read what it has written. Give a pattern that leaves it out.",
                "--input-topic-pattern .*ts --emit both | --input-topic-pattern is '.*ts' and matches 'image-segments', which is --segments-topic: the job would read what it has written. Give a pattern that leaves it out.",
                "--input-topic a;image-labels        | --labels-topic and --input-topic are both 'image-labels': they must be different topics.",
                "--until latest --overload deadline=1s | --overload is 'deadline=1s', and --until is given: what the topic holds already would be shed for its age. Leave one of them out.",
            })
    void whatCannotBeIsOneSentence(String args, String sentence) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(args.trim().split(" +")))
                .withMessage(sentence.trim());
    }

    @Test
    void aTopicThatTheJobDoesNotWriteToMayMatch() {
        // Without a deadline there is no shed topic, and without segments none of theirs.
        KafkaConfig kafka = parse("--input-topic-pattern", "image-(events|shed|segments)");
        assertThat(kafka.inputTopics().has("image-events")).isTrue();
        assertThat(kafka.inputTopics().has("image-events-2")).isFalse();
    }

    @Test
    void topicsAreTheSameInAnyOrder() {
        assertThat(parse("--input-topic", "b;a;b").inputTopics())
                .isEqualTo(parse("--input-topic", "a", "--input-topic", "b").inputTopics())
                .hasToString("a;b");
    }

    @Test
    void aPatternAndSeveralTopicsHaveTransactionsOfTheirOwn() {
        String[][] jobs = {{}, {"--input-topic", "a;b"}, {"--input-topic", "a"}, {"--input-topic-pattern", "a|b"}};
        List<String> prefixes = new ArrayList<>();
        for (String[] job : jobs) {
            List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:9092"));
            all.addAll(List.of(job));
            prefixes.add(JobConfig.parse(all.toArray(String[]::new), Map.of())
                    .delivery()
                    .transactionPrefix());
        }
        assertThat(prefixes).doesNotHaveDuplicates();
        // As ever, or the transactions of a job that is upgraded would not be found again.
        assertThat(prefixes.get(0)).isEqualTo("frametag-frametag-4deee2cd");
    }
}
