package io.frametag.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.config.FrametagOptions;
import io.frametag.config.JobConfig;
import io.frametag.config.PartitionTemplate;
import io.frametag.model.Label;
import io.frametag.pipeline.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeFoldersTest {
    private static PartitionTemplate template(String text) {
        return JobConfig.parse(
                        new String[] {
                            "--bootstrap-servers",
                            "localhost:9092",
                            "--output-files",
                            "/out",
                            "--" + FrametagOptions.OUTPUT_PARTITION.key(),
                            text
                        },
                        Map.of())
                .outputFiles()
                .orElseThrow()
                .partition();
    }

    private static String folder(PartitionTemplate template, Outcome outcome) {
        return new OutcomeFolders(template).getBucketId(outcome, null);
    }

    @Test
    void eachKindHasAFolderAndOnlyLabelsArePartitioned() {
        PartitionTemplate template = template("date={date}/hour={hour}/{stream}/net={model}/{label}");
        assertThat(folder(template, Outcomes.labelled("../x", 0, Outcomes.CAPTURED, new Label(3, "cat", 1))))
                .isEqualTo("labels/date=2026-11-24/hour=23/%2E.%2Fx/net=net%2F1/cat");
        assertThat(folder(template, Outcomes.rejected(0, null))).isEqualTo("dead-letters");
        assertThat(folder(template, Outcomes.shed(0))).isEqualTo("shed");
        assertThat(folder(PartitionTemplate.NONE, Outcomes.labelled("x", 0, 0))).isEqualTo("labels");
    }

    @Test
    void aLabelRecordWithoutLabelsHasNoLabel() {
        assertThat(folder(template("label={label}/{stream}"), Outcomes.labelled("", 0, 0)))
                .isEqualTo("labels/label=__HIVE_DEFAULT_PARTITION__/none");
        assertThat(folder(template("{label}"), Outcomes.labelled("x", 0, 0))).isEqualTo("labels/none");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01",
        "-1, 1969-12-31",
        "253402300799999999, 9999-12-31",
        "253402300800000000, __HIVE_DEFAULT_PARTITION__",
        "-62167219200000001, __HIVE_DEFAULT_PARTITION__",
        "9223372036854775807, __HIVE_DEFAULT_PARTITION__",
        "-9223372036854775808, __HIVE_DEFAULT_PARTITION__",
    })
    void aDateThatNobodyCanMeanIsNone(long capturedAtMicros, String date) {
        assertThat(folder(template("date={date}"), Outcomes.labelled("x", 0, capturedAtMicros)))
                .isEqualTo("labels/date=" + date);
    }
}
