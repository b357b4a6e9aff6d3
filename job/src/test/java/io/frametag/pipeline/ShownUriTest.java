package io.frametag.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownUriTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.com/a/b.jpg | https://example.com/a/b.jpg",
                "https://example.com/a.jpg?X-Signature=SECRET&x=y | https://example.com/a.jpg",
                "https://example.com/a.jpg#SECRET | https://example.com/a.jpg",
                "https://me:SECRET@example.com/a.jpg | https://example.com/a.jpg",
                "https://SECRET@example.com:8443/a.jpg | https://example.com:8443/a.jpg",
                "https://me:SECRET@SECRET@example.com/@me/a.jpg | https://example.com/@me/a.jpg",
                "https:\\\\me:SECRET@example.com\\a.jpg | https:\\\\example.com\\a.jpg",
                "https:me:SECRET@example.com | https:example.com",
                "s3://bucket/cat.jpg | s3://bucket/cat.jpg",
                "file:/photos/cat.jpg | file:/photos/cat.jpg",
                "no uri at all | no uri at all",
                "?SECRET | ''",
                "'' | ''",
            })
    void secretsAreLeftOut(String uri, String shown) {
        assertThat(ShownUri.of(uri)).isEqualTo(shown).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://a/\r\nHost: b", "https://a/\u0000", "https://a/\u202e\u2028x", "https://a/\u001b[31m"})
    void nothingInItEndsTheLineOrTurnsTheTerminal(String uri) {
        assertThat(ShownUri.of(uri)).startsWith("https://a/").matches("[\\p{Graph} ]*");
    }

    @Test
    void aLongOneIsCut() {
        assertThat(ShownUri.of("https://example.com/" + "x".repeat(10_000)))
                .hasSize(202)
                .endsWith("x..");
    }
}
