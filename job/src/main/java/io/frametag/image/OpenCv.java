package io.frametag.image;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/** OpenCV's native libraries, loaded once in a process and told to work in the caller's thread. */
public final class OpenCv {
    private static final String MAX_PHYSICAL_BYTES = "org.bytedeco.javacpp.maxPhysicalBytes";

    private static boolean loaded;

    private OpenCv() {}

    /** @throws IllegalStateException one sentence on what is missing and where to put it */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        // JavaCPP holds the whole process to a multiple of the Java heap: past it, each native allocation collects
        // garbage and in the end fails. A TaskManager lives mostly outside its heap.
        if (System.getProperty(MAX_PHYSICAL_BYTES) == null) {
            System.setProperty(MAX_PHYSICAL_BYTES, "0");
        }
        try {
            Loader.load(opencv_imgcodecs.class);
            Loader.load(opencv_imgproc.class);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "OpenCV cannot be loaded: put the jars opencv, openblas and javacpp of org.bytedeco into Flink's lib/,"
                            + " each of the three twice, plain and with this platform's classifier (such as linux-x86_64),"
                            + " and restart the cluster. The cause: " + e,
                    e);
        }
        // Parallelism is Flink's: one slot, one core.
        opencv_core.setNumThreads(1);
        loaded = true;
    }
}
