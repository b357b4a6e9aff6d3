package io.frametag.yaml;

/** A document of a shape that nobody would write. */
public final class YamlShapeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param problem the end of a sentence that begins with the document's name, without the full stop */
    YamlShapeException(String problem) {
        super(problem);
    }
}
