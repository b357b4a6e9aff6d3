package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFileTest {
    @Test
    void linesAreLabelsInTheOrderOfTheirClasses() throws Exception {
        assertThat(LabelFile.parse("labels.txt", "tench, Tinca tinca\r\n007\n  no \n\n")
                        .names())
                .containsExactly("tench, Tinca tinca", "007", "no");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 red;1 light green;2 blue
                    1: light green;0: red;2: blue
                    2, blue;1, light green;0, red
                    00 red;01 light green;02 blue
                    """)
    void numbersInFrontOfAllLinesAreTheirClasses(String lines) throws Exception {
        assertThat(LabelFile.parse("labels.txt", lines.replace(';', '\n')).names())
                .containsExactly("red", "light green", "blue");
    }

    @ParameterizedTest
    @CsvSource({"0 red;green", "0;1"})
    void otherNumbersArePartOfTheLabels(String lines) throws Exception {
        assertThat(LabelFile.parse("labels.txt", lines.replace(';', '\n')).names())
                .containsExactly(lines.split(";", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ["red", "green"]
                    {"0": "red", "1": "green"}
                    {"1": "green", "0": "red"}
                    {"id2label": {"0": "red", "1": "green"}, "label2id": {"red": 0}}
                    """)
    void jsonIsAListOrAMap(String json) throws Exception {
        assertThat(LabelFile.parse("labels.json", json).names()).containsExactly("red", "green");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    labels.txt  | ''                       | labels.txt has no label in line 1: it has to have one a line.
                    labels.txt  | 'a;;b'                   | labels.txt has no label in line 2
                    labels.txt  | '1 red;2 green'          | labels.txt has the line '2 green': the numbers in front of its labels have to be 0 to 1, each once.
                    labels.txt  | '0 red;0 green'          | labels.txt has the line '0 green': the numbers
                    labels.json | '[]'                     | The document in labels.json is a list of 0: it has to be a list of at least one label.
                    labels.json | '{}'                     | The document in labels.json is a map: it has to be a map of at least one label.
                    labels.json | '[{"a": 1}]'             | [0] in labels.json is a map: it has to be text.
                    labels.json | '{"0": "a", "2": "b"}'   | The document in labels.json has the key '2': it has to be a map of all indices from 0 to 1 to labels.
                    labels.json | '{"0": "a", "01": "b"}'  | has the key '01'
                    labels.json | '{"0": "a", "0": "b"}'   | labels.json is not valid JSON: Duplicate field '0'
                    labels.json | '["a"'                   | labels.json is not valid JSON: Unexpected end-of-input
                    labels.json | '["a"] x'                | labels.json is not valid JSON:
                    """)
    void aMistakeIsOneSentence(String name, String text, String complaint) {
        assertThatThrownBy(() -> LabelFile.parse(name, text.replace(';', '\n')))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(complaint)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }

    @Test
    void moreLabelsThanAnyModelHasAreRefused() {
        assertThatThrownBy(() -> LabelFile.parse("labels.txt", "a\n".repeat((1 << 17) + 1)))
                .isInstanceOf(BadModelException.class)
                .hasMessage("labels.txt has 131073 labels: more than 131072 are not read.");
    }

    @Test
    void jsonsWordNullIsALabelAndAKeysValue() throws Exception {
        assertThat(LabelFile.parse("labels.json", "{\"id2label\": {\"0\": \"null\", \"1\": \"~\"}}")
                        .names())
                .containsExactly("null", "~");
        assertThat(JsonDocument.parse("config.json", "{\"architecture\": \"null\"}")
                        .find("architecture"))
                .isPresent();
        assertThat(JsonDocument.parse("config.json", "{\"architecture\": null}").find("architecture"))
                .isEmpty();
    }

    @Test
    void aBottomlessDocumentIsRefused() {
        assertThatThrownBy(() -> LabelFile.parse("labels.json", "[".repeat(100_000)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("labels.json is not valid JSON: ");
    }
}
