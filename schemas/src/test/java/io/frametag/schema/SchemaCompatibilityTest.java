package io.frametag.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers are upgraded before writers: the current schema must read every released one. */
class SchemaCompatibilityTest {
    static Stream<Arguments> contracts() {
        return Stream.of(
                Arguments.of("dead-letter", DeadLetter.getClassSchema()),
                Arguments.of("image-event", ImageEvent.getClassSchema()),
                Arguments.of("image-labels", ImageLabels.getClassSchema()),
                Arguments.of("model-release", ModelRelease.getClassSchema()),
                Arguments.of("model-release-outcome", ModelReleaseOutcome.getClassSchema()),
                Arguments.of("model-release-state", ModelReleaseState.getClassSchema()),
                Arguments.of("segment", Segment.getClassSchema()),
                Arguments.of("segment-state", StreamState.getClassSchema()),
                Arguments.of("shed-frame", ShedFrame.getClassSchema()));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void theCurrentSchemaReadsEveryReleasedOne(String name, Schema current) throws Exception {
        List<Schema> released = ReleasedSchemas.of(name);
        assertThat(released).isNotEmpty();
        SchemaValidator canRead = new SchemaValidatorBuilder().canReadStrategy().validateAll();
        canRead.validate(current, released);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void whatIsWrittenIsTheNewestRelease(String name, Schema current) throws Exception {
        List<Schema> released = ReleasedSchemas.of(name);
        Schema newest = released.get(released.size() - 1);
        assertThat(new Schema.Parser().parse(Path.of("current", name + ".avsc").toFile()))
                .as(
                        "current/%s.avsc differs from its newest release: add it as released/%s/v%d.avsc",
                        name, name, released.size() + 1)
                .isEqualTo(newest);
        assertThat(SchemaNormalization.parsingFingerprint64(current))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(newest));
    }
}
