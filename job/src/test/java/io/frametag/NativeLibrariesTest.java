package io.frametag;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.ConfigException;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
    @Test
    void hereAllAreThere() {
        assertThatCode(() -> NativeLibraries.check(getClass().getClassLoader())).doesNotThrowAnyException();
    }

    @Test
    void theMissingOnesAreNamedWithThePlaceToPutThem() {
        ClassLoader withoutOpenCv = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("org.bytedeco.opencv.") || name.startsWith("ai.onnxruntime.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        assertThatThrownBy(() -> NativeLibraries.check(withoutOpenCv))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Missing on the class path: onnxruntime, opencv. Put these jars")
                .hasMessageContaining("lib/");
    }
}
