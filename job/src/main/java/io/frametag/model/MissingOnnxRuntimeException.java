package io.frametag.model;

/** ONNX Runtime's classes or its native library are not on this machine. The message says what to put where. */
public final class MissingOnnxRuntimeException extends RuntimeException {
    MissingOnnxRuntimeException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
