package io.frametag.frames;

/** No frames, or no more: the message is a whole sentence for the user. */
public final class SourceException extends Exception {
    SourceException(String sentence) {
        super(sentence);
    }

    SourceException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
