package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The package on a class path without ONNX Runtime, as in a cluster whose lib/ lacks it. */
class MissingOnnxRuntimeTest {
    @Test
    void openingAClassifierSaysWhichJarGoesWhere() throws Exception {
        try (URLClassLoader bare = withoutOnnxRuntime()) {
            Object bundle = bare.loadClass(ModelBundle.class.getName())
                    .getMethod("bundled")
                    .invoke(null);
            var open = bare.loadClass(Classifier.class.getName()).getMethod("open", bundle.getClass());

            Throwable thrown = catchThrowable(() -> open.invoke(null, bundle));

            assertThat(thrown).isInstanceOf(InvocationTargetException.class);
            assertThat(thrown.getCause().getClass().getName()).isEqualTo(MissingOnnxRuntimeException.class.getName());
            assertThat(thrown.getCause())
                    .hasMessageContaining("put the jar of com.microsoft.onnxruntime:onnxruntime for this platform into"
                            + " Flink's lib/ folder");
        }
    }

    private static URLClassLoader withoutOnnxRuntime() throws Exception {
        URL[] jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("onnxruntime"))
                .map(entry -> url(entry))
                .toArray(URL[]::new);
        return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
