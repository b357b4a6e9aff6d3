package io.frametag.frames.quality;

import static io.frametag.frames.quality.Streams.found;
import static io.frametag.frames.quality.Streams.frames;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityTablesTest {
    /** Two streams of 10 s each: one with a flicker and late segments, one in which the model sees nothing right. */
    private static QualityReport report() {
        Map<String, Score> streams = new LinkedHashMap<>();
        streams.put(
                "good",
                Score.of(
                        new StreamOutcome(
                                frames("cat*100 dog*150"),
                                frames("cat*50 dog*1 cat*49 dog*150"),
                                List.of(found("cat", 0, 112), found("dog", 110, 249, 0.7))),
                        0.5));
        streams.put("bad", Score.of(new StreamOutcome(frames("ship*250"), frames("bird*250"), List.of()), 0.5));
        return new QualityReport(streams, 25);
    }

    @Test
    void aTerminalAndADocumentGetTheSameTables() {
        assertThat(QualityTables.markdown(report(), "Seeds 1 to 2.")).isEqualTo("""
                | stream                             | accuracy | shown | segments | found | precision | recall |    F1 | start off by | end off by | changes a minute | before | after |
                | ---------------------------------- | -------: | ----: | -------: | ----: | --------: | -----: | ----: | -----------: | ---------: | ---------------: | -----: | ----: |
                | good                               |    0.996 | 0.948 |        2 |     2 |     1.000 |  1.000 | 1.000 |            0 |          0 |              6.0 |   18.0 |   6.0 |
                | bad                                |    0.000 | 0.000 |        1 |     0 |         - |  0.000 | 0.000 |            - |          - |              0.0 |    0.0 |   0.0 |
                | all streams                        |    0.498 | 0.474 |        3 |     2 |     1.000 |  0.667 | 0.800 |            0 |          0 |              3.0 |    9.0 |   3.0 |
                | streams of accuracy 0.9 or more: 1 |    0.996 | 0.948 |        2 |     2 |     1.000 |  1.000 | 1.000 |            0 |          0 |              6.0 |   18.0 |   6.0 |
                | segments of accuracy 0.9 or more   |        - |     - |        2 |     2 |     1.000 |  1.000 | 1.000 |            - |          - |                - |      - |     - |

                | boundary, in frames | median | p95 | max | mean, late above 0 |
                | ------------------- | -----: | --: | --: | -----------------: |
                | start               |      0 |  10 |  10 |               +5.0 |
                | end                 |      0 |  13 |  13 |               +6.5 |

                | label | segments | found | right | precision | recall |    F1 |
                | ----- | -------: | ----: | ----: | --------: | -----: | ----: |
                | cat   |        1 |     1 |     1 |     1.000 |  1.000 | 1.000 |
                | dog   |        1 |     1 |     1 |     1.000 |  1.000 | 1.000 |
                | ship  |        1 |     0 |     0 |         - |  0.000 | 0.000 |

                Seeds 1 to 2.
                """);
    }

    @Test
    void jsonHasTheSameNumbers() throws Exception {
        JsonNode json = new ObjectMapper().readTree(QualityJson.text(report(), "Seeds 1 to 2."));
        assertThat(json.at("/measuredWith").asText()).isEqualTo("Seeds 1 to 2.");
        assertThat(json.at("/streams/good/accuracy").asDouble()).isEqualTo(0.996);
        assertThat(json.at("/streams/good/changesPerMinute/labels").asDouble()).isEqualTo(18);
        assertThat(json.at("/streams/good/startError/max").asInt()).isEqualTo(10);
        assertThat(json.at("/streams/bad/precision").isNull()).isTrue();
        assertThat(json.at("/streams/bad/endError").isNull()).isTrue();
        assertThat(json.at("/total/f1").asDouble()).isEqualTo(0.8);
        assertThat(json.at("/accurate/streams").asInt()).isEqualTo(1);
        assertThat(json.at("/accurate/f1").asDouble()).isEqualTo(1);
        assertThat(json.at("/clear/right").asInt()).isEqualTo(2);
        assertThat(json.at("/labels/ship/segments").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasNotMeasuredHasNoNumbers() throws Exception {
        QualityReport nothing = new QualityReport(Map.of(), 25);
        assertThat(QualityTables.markdown(nothing, ""))
                .doesNotContain("NaN")
                .contains("| start               |      - |");
        assertThat(QualityJson.text(nothing, "")).doesNotContain("NaN");
    }
}
