package io.frametag.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    @Test
    void isWhatPeopleRead() {
        assertThat(new MarkdownReport("The head.", "performance/", List.of(Reports.small())).text())
                .isEqualTo("""
                # Performance

                The head.

                Machine: some CPU, 2 cores, 8 GiB, Linux 6.1.

                Versions: Java 17.0.15, Flink 2.3.0, Kafka 4.2.2, ONNX Runtime 1.28.0, OpenCV 4.13.0.

                | section | measured on | commit |
                | --- | --- | --- |
                | [Small & fine](#small--fine) | 2026-11-24 | abc1234 |

                ## Small & fine

                The lead.

                A caption.

                | frame | ms |
                | --- | --- |
                | 480p | 4.31 |

                ![Accuracy](performance/small.svg)

                A note.

                Measured on 2026-11-24 at commit abc1234, by

                ```sh
                deploy/frametag bench --full --only small
                ```
                """);
    }

    @Test
    void sectionsFromTwoMachinesSayTheirOwn() {
        String text = new MarkdownReport(
                        "", "", List.of(Reports.of("a", "A", "abc", "one CPU"), Reports.of("b", "B", "def", "another")))
                .text();

        assertThat(text)
                .doesNotContain("Machine:")
                .contains("Versions:")
                .contains("at commit abc on one CPU, 2 cores")
                .contains("at commit def on another, 2 cores");
    }
}
