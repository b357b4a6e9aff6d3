package io.frametag;

import io.frametag.config.ConfigException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The jars that a cluster keeps in Flink's {@code lib/}, so that every submission shares one native copy. */
final class NativeLibraries {
    private static final Map<String, String> CLASS_OF_JAR = new LinkedHashMap<>();

    static {
        CLASS_OF_JAR.put("onnxruntime", "ai.onnxruntime.OrtEnvironment");
        CLASS_OF_JAR.put("opencv", "org.bytedeco.opencv.global.opencv_imgcodecs");
        CLASS_OF_JAR.put("openblas", "org.bytedeco.openblas.global.openblas_nolapack");
        CLASS_OF_JAR.put("javacpp", "org.bytedeco.javacpp.Loader");
        // What Kafka's client decompresses with.
        CLASS_OF_JAR.put("zstd-jni", "com.github.luben.zstd.Zstd");
        CLASS_OF_JAR.put("lz4-java", "net.jpountz.lz4.LZ4Factory");
        CLASS_OF_JAR.put("snappy-java", "org.xerial.snappy.Snappy");
    }

    private NativeLibraries() {}

    /** @throws ConfigException naming the jars that are missing */
    static void check(ClassLoader loader) {
        List<String> missing = CLASS_OF_JAR.entrySet().stream()
                .filter(jar -> !present(jar.getValue(), loader))
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigException("Missing on the class path: " + String.join(", ", missing)
                    + ". Put these jars, and for opencv, openblas and javacpp also the one for this platform, into Flink's"
                    + " lib/ folder on every machine and restart Flink. A build of Frametag has them in job/target/lib;"
                    + " docs/operations.md lists them.");
        }
    }

    private static boolean present(String className, ClassLoader loader) {
        try {
            Class.forName(className, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
