package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.PartitionTemplate.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTemplateTest {
    private static String path(String template) {
        return PartitionTemplate.parse(template).path(field -> field.name());
    }

    @Test
    void fieldsAreFilledIn() {
        assertThat(path("date={date}/hour={hour}/{stream}-{model}/{label}"))
                .isEqualTo("date=DATE/hour=HOUR/STREAM-MODEL/LABEL");
        assertThat(path("all")).isEqualTo("all");
        assertThat(PartitionTemplate.NONE.path(Field::name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"day={day}", "{captured_at:yyyy-MM-dd}", "{}", "{Date}"})
    void anUnknownFieldIsAnsweredWithTheKnownOnes(String template) {
        assertThatThrownBy(() -> PartitionTemplate.parse(template))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--output-partition is '" + template + "': ")
                .hasMessageContaining("{date}, {hour}, {stream}, {model}, {label}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "a/",
                "a//b",
                "..",
                "a/../b",
                ".",
                ".hidden",
                "_hidden",
                "a b",
                "ä",
                "{date",
                "date}",
                "{{date}}",
                "a\\b",
                "%2E",
                "a:b"
            })
    void whatCouldLeadElsewhereOrHideIsNoFolder(String template) {
        assertThatThrownBy(() -> PartitionTemplate.parse(template))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--output-partition is '" + template + "': ");
    }

    @Test
    void aFolderThatCouldGrowTooLongIsToldBefore() {
        assertThat(path("{stream}-{label}")).isEqualTo("STREAM-LABEL");
        assertThatThrownBy(() -> PartitionTemplate.parse("{stream}-{label}-{model}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "--output-partition is '{stream}-{label}-{model}': '{stream}-{label}-{model}' can grow longer"
                                + " than the 255 bytes of a file's name, with up to 100 for each field: put a '/' between.");
    }
}
