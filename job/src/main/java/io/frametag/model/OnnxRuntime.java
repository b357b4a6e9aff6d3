package io.frametag.model;

import ai.onnxruntime.OrtEnvironment;

/** Whether ONNX Runtime is there. Its environment is the process's, shared by all sessions and never closed. */
public final class OnnxRuntime {
    private OnnxRuntime() {}

    /**
     * Loads the native library, if that has not happened yet.
     *
     * @return the version that is loaded
     * @throws MissingOnnxRuntimeException if classes or library are missing; this class itself loads without them
     */
    public static String version() {
        try {
            return OrtEnvironment.getEnvironment().getVersion();
        } catch (LinkageError e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new MissingOnnxRuntimeException(
                    "ONNX Runtime cannot be loaded (" + OneLine.of(reason.toString())
                            + "): put the jar of com.microsoft.onnxruntime:onnxruntime for this platform into Flink's"
                            + " lib/ folder on every machine and restart the cluster.",
                    e);
        }
    }
}
