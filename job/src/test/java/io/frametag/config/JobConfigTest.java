package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.image.Background;
import io.frametag.image.DamagedImages;
import io.frametag.image.DecodeMode;
import io.frametag.image.Decoding;
import io.frametag.image.ImageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobConfigTest {
    private static JobConfig parse(String... args) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:9092"));
        all.addAll(List.of(args));
        return JobConfig.parse(all.toArray(String[]::new), Map.of());
    }

    @Test
    void theDefaultsAreWhatTheyAre() {
        JobConfig config = parse();
        assertThat(config.kafka().inputTopics()).isEqualTo(InputTopics.named(List.of("image-events")));
        assertThat(config.kafka().range()).isEqualTo(ReadRange.ENDLESS);
        assertThat(config.kafka().labelsTopic()).isEqualTo("image-labels");
        assertThat(config.kafka().deadLettersTopic()).isEqualTo("image-dead-letters");
        assertThat(config.kafka().groupId()).isEqualTo("frametag");
        assertThat(config.kafka().bounded()).isFalse();
        assertThat(config.kafka().bytesInFlight()).isEqualTo(96L << 20);
        assertThat(config.kafka().fetchBytes()).isEqualTo(2 << 20);
        assertThat(config.kafka().recordsPerPoll()).isEqualTo(6);
        assertThat(config.delivery().guarantee()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(config.delivery().checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.delivery().checkpointTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.delivery().transactionTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.delivery().restartAllowance()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.delivery().restartAttempts()).isEqualTo(20);
        assertThat(config.limits().maxBytes()).isEqualTo(4 << 20);
        assertThat(config.limits().maxPixels()).isEqualTo(25_000_000L);
        assertThat(config.limits().allowed()).containsExactlyInAnyOrder(ImageFormat.values());
        assertThat(config.decoding()).isEqualTo(Decoding.in(DecodeMode.FAST));
        assertThat(config.model().location()).isEqualTo("bundled:pp-lcnet-x0_5-cifar10");
        assertThat(config.rejected()).isEmpty();
        assertThat(config.overload()).isEqualTo(Overload.KEEP_ALL);
        assertThat(config.kafka().outputTopics()).containsExactly("image-labels", "image-dead-letters");
        assertThat(config.parallelism()).isEmpty();
        assertThat(config.maxParallelism()).isEqualTo(128);
    }

    @Test
    void transparencyAndDamageAreDecodedAsTheOptionsSay() {
        JobConfig config =
                parse("--alpha-background", "#102030", "--damaged-images", "label", "--decode-mode", "exact");
        assertThat(config.decoding())
                .isEqualTo(new Decoding(DecodeMode.EXACT, DamagedImages.LABEL, new Background(16, 32, 48)));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--alpha-background", "white"))
                .withMessage("--alpha-background: \"white\" is no colour: write it as #RRGGBB, #ffffff for white.");
    }

    @Test
    void everyRunHasAnIdOfItsOwnUnlessItIsGiven() {
        assertThat(parse().runId()).isNotEqualTo(parse().runId());
        assertThat(parse("--run-id", "tuesday").runId()).isEqualTo("tuesday");
    }

    @Test
    void theTransactionPrefixIsTheSameAfterARestartAndAnotherForAnotherJob() {
        assertThat(parse().delivery().transactionPrefix())
                .startsWith("frametag-frametag-")
                .isEqualTo(parse().delivery().transactionPrefix())
                .isNotEqualTo(parse("--input-topic", "other").delivery().transactionPrefix())
                .isNotEqualTo(parse("--group-id", "other").delivery().transactionPrefix());
    }

    @Test
    void recordsToRejectAreParsed() {
        assertThat(parse("--reject-offset", "image-events:3:17", "--reject-offset", "a:0:1")
                        .rejected())
                .containsExactlyInAnyOrder(
                        new RecordCoordinates("image-events", 3, 17), new RecordCoordinates("a", 0, 1));
    }

    @Test
    void aRecordOfAFileIsNamedByItsUri() {
        assertThat(parse("--reject-offset", "file:/photos/a:b 1.tar:0:17;s3://bucket/c.zip:0:0")
                        .rejected())
                .containsExactlyInAnyOrder(
                        new RecordCoordinates("file:/photos/a:b 1.tar", 0, 17),
                        new RecordCoordinates("s3://bucket/c.zip", 0, 0));
    }

    @Test
    void filesAreReadInPlaceOfATopic() {
        assertThat(parse().inputFiles()).isEmpty();
        assertThat(parse("--input-files", "/photos;s3://bucket/*.tar").inputFiles())
                .hasValue(new FilesInput(List.of("/photos", "s3://bucket/*.tar"), "image", null));
        assertThat(parse("--input-files", "/a", "--input-files", "/b", "--image-column", "jpg", "--id-column", "key")
                        .inputFiles())
                .hasValue(new FilesInput(List.of("/a", "/b"), "jpg", "key"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--delivery none                     | --delivery is given a value that it cannot take",
                "--checkpoint-interval soon          | --checkpoint-interval is given a value that it cannot take",
                "--max-pixels 0                      | --max-pixels is 0: it must be at least 1",
                "--max-image-bytes 2g                | it can be at most 1073741824",
                "--max-image-bytes 32m               | --bytes-in-flight is 100663296 bytes: it must be at least 6 times",
                "--parallelism -1                    | --parallelism is -1",
                "--reject-offset image-events:7      | --reject-offset is 'image-events:7': it is written topic:partition",
                "--labels-topic image-events         | must be different topics",
                "--formats ;                         | --formats",
                "--max-pixels 2000000000             | --max-pixels is 2000000000: it can be at most 1073741824",
                "--max-parallelism 100000            | --max-parallelism is 100000: it can be at most 32768",
                "--transaction-timeout 60d           | --transaction-timeout is 5184000.0 s: it must be from 1 ms to 24 days",
                "--input-topic=                      | --input-topic is empty",
                "--input-files ;                     | --input-files is empty: name at least one folder or file",
                "--input-files a --id-column=        | --id-column is empty",
                "--model=                            | --model is empty",
                "--labels-topic a --labels-topic b   | --labels-topic is given 2 times",
                "--kafka.group.id z                  | --kafka.group.id cannot be set: use --group-id",
                "--kafka.acks 0                      | --kafka.acks cannot be set",
                "--top-k many                        | --top-k is given a value",
            })
    void aWrongValueIsNamed(String args, String message) {
        assertThatThrownBy(() -> parse(args.trim().split(" +")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.trim());
    }

    @Test
    void theBrokersMustBeGiven() {
        assertThatThrownBy(() -> JobConfig.parse(new String[0], Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--bootstrap-servers is missing");
    }

    @Test
    void noSecretIsPrinted() {
        JobConfig config = JobConfig.parse(
                new String[] {"--bootstrap-servers", "localhost:9092"},
                Map.of("FRAMETAG_KAFKA_SASL_JAAS_CONFIG", "password=hunter2"));
        assertThat(config.toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
    }
}
