package io.frametag.kafka;

import java.util.ArrayList;
import java.util.List;

/** A failure with all that led to it, the root last. */
final class Causes {
    private final List<Throwable> causes = new ArrayList<>();

    Causes(Throwable failure) {
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
    }

    boolean have(Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }

    boolean say(String part) {
        return causes.stream().anyMatch(cause -> text(cause).contains(part));
    }

    /** @return what the first of a kind says, in one line, without the full stop */
    String of(Class<? extends Throwable> kind) {
        return causes.stream()
                .filter(kind::isInstance)
                .map(Causes::text)
                .findFirst()
                .orElse("");
    }

    /** @return what the last says that says {@code part}, in one line, without the full stop */
    String saying(String part) {
        return causes.stream()
                .map(Causes::text)
                .filter(text -> text.contains(part))
                // The ones before it quote it.
                .reduce((outer, inner) -> inner)
                .orElse("");
    }

    /** @return what the root says, in one line, without the full stop */
    String root() {
        return text(causes.get(causes.size() - 1));
    }

    private static String text(Throwable cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return text.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }
}
