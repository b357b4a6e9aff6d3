package io.frametag.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;

class OpenCvTest {
    @Test
    void openCvWorksInTheCallersThread() {
        OpenCv.load();
        OpenCv.load();
        assertThat(opencv_core.getNumThreads()).isEqualTo(1);
    }

    @Test
    void memoryOutsideTheHeapIsNotHeldToAMultipleOfTheHeap() {
        OpenCv.load();
        assertThat(System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes")).isEqualTo("0");
    }

    @Test
    void missingJarsAreNamedWithThePlaceTheyBelongTo() throws Exception {
        String sentence = loadingWithout("bytedeco");
        assertThat(sentence)
                .contains("the jars opencv, openblas and javacpp of org.bytedeco into Flink's lib/")
                .contains("plain and with this platform's classifier")
                .contains("NoClassDefFoundError");
    }

    @Test
    void missingNativeJarsAreNamedToo() throws Exception {
        assertThat(loadingWithout("opencv-[^/]*-(linux|macosx)"))
                .contains("Flink's lib/")
                .contains("UnsatisfiedLinkError");
    }

    /** Loads OpenCV through class loaders of its own, whose class path lacks what the pattern finds. */
    private static String loadingWithout(String pattern) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.replace(File.separatorChar, '/').matches(".*" + pattern + ".*")) {
                classPath.add(new File(entry).toURI().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(OpenCv.class.getName()).getMethod("load").invoke(null);
            return "loaded";
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(IllegalStateException.class);
            return e.getCause().getMessage();
        }
    }
}
