package io.frametag.model;

/** Makes a message of somebody else's fit into a sentence of ours. */
final class OneLine {
    private static final int LIMIT = 200;

    private OneLine() {}

    static String of(String message) {
        String line = message == null
                ? "no message"
                : message.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
        String cut = line.length() > LIMIT ? line.substring(0, LIMIT) + ".." : line;
        return cut.endsWith(".") && !cut.endsWith("..") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
