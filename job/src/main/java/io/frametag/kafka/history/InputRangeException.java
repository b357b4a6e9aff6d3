package io.frametag.kafka.history;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The topics do not have what is to be read; the message is a sentence for people. Flink does not restart a job for it: the
 * range would be the same.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class InputRangeException extends RuntimeException {
    InputRangeException(String message) {
        super(message);
    }
}
