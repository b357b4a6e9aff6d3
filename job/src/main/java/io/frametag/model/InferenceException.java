package io.frametag.model;

/**
 * The runtime failed on a model that had passed its checks, or the model gave scores that are no numbers. The machine or
 * the model is at fault, not the image: the caller is to fail with it.
 */
public final class InferenceException extends RuntimeException {
    InferenceException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
