package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A description is text from outside: it makes no objects, and takes no more than its size. */
@Timeout(30)
class HostileYmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['http://127.0.0.1']]]]",
                "!!java.io.File [/tmp/x]",
                "!<tag:yaml.org,2002:java.lang.ProcessBuilder> [id]",
                "!io.frametag.model.ModelBundle {}",
                "!!python/object/apply:os.system [id]"
            })
    void noTagMakesAnObject(String value) {
        rejected(
                "Global: {model_name: " + value + "}",
                "inference.yml is not valid YAML: could not determine a constructor");
        rejected(value, "inference.yml is not valid YAML: could not determine a constructor");
    }

    @Test
    void aliasesCannotMultiply() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        rejected(laughs.toString(), "Number of aliases for non-scalar nodes exceeds the specified max=50");
    }

    @Test
    void whatIsInItselfIsNotFollowed() {
        rejected("Global: &a {model_name: *a}", "Global.model_name in inference.yml is a map: it has to be text.");
        rejected(
                "&a {*a : x}",
                "inference.yml has a list, a map or an alias for a key at line 1, column 5: keys are text.");
    }

    /** Its hash walks through all that it stands for: 2 to the power of 49 texts. */
    @Test
    void keysCannotMultiply() {
        StringBuilder doubled = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 49; i++) {
            doubled.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        rejected(doubled + "PostProcess: {? *a48 : y}", "an alias for a key at line 50, column 17");
        rejected("PostProcess: {? [x, y] : z}", "a list, a map or an alias for a key at line 1, column 17");
    }

    @Test
    void nestingEnds() {
        rejected("a: " + "[".repeat(100_000), "inference.yml is nested too deeply at line 1, column ");
        rejected("a: " + "{a: ".repeat(100_000), "inference.yml is nested too deeply at line 1, column ");
        rejected("- ".repeat(100_000), "inference.yml is nested too deeply at line 1, column ");
    }

    @Test
    void sizeEnds() {
        rejected("a: " + "x".repeat(ModelBundle.MOST_YML_BYTES), "exceeds the limit");
    }

    @Test
    void namesThatLookLikePathsAreNames() throws Exception {
        ModelSpec spec = ModelSpec.parse(Bundles.plainYml()
                .replace("model_name: tiny", "model_name: ../../etc/passwd")
                .replace("[red, green, blue]", "[/etc/passwd, 'file:///etc/passwd', ../x]"));
        assertThat(spec.name()).isEqualTo("../../etc/passwd");
        assertThat(spec.labels()).isEqualTo(List.of("/etc/passwd", "file:///etc/passwd", "../x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"class_id_map_file: /etc/passwd", "label_file: ../labels.txt"})
    void aLabelListInAFileIsNotFetched(String key) {
        rejected(
                Bundles.plainYml().replace("label_list: [red, green, blue]", key),
                "PostProcess.Topk.label_list is missing in inference.yml.");
    }

    private static void rejected(String yml, String message) {
        assertThatThrownBy(() -> ModelSpec.parse(yml))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith(".");
    }
}
