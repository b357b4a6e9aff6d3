package io.frametag.tools.model.int8;

/**
 * Hard-swishes of bytes, for which ONNX Runtime has no kernel: going to floats and back at each costs more than integer layers gain.
 *
 * <p>{@code x * clip(x / 6 + 1/2, 0, 1)} is written as {@code x * h}, where {@code h} are the bytes of {@code x + 3} with a scale of
 * 6/255 and zero at 0: that these cannot leave 0 to 255 is the clip. Read with a scale of 1/255 the same bytes are the second
 * factor. A sum and a product of bytes remain, and both have kernels.
 */
final class ByteHardSwish {
    private static final String THREE = "#three";
    private static final String SIX = "#six";
    private static final String ONE = "#one";
    private static final String ZERO = "#zero";

    private final QdqGraph graph;
    private int count;

    ByteHardSwish(QdqGraph graph) {
        this.graph = graph;
    }

    /** @param value what it is taken of; rounded to bytes, or it is now */
    void add(String value, String output) {
        if (count++ == 0) {
            addConstants();
        }
        String x = graph.rounded(value);
        graph.add(QdqGraph.node("Add", output + "#sum", x, THREE));
        graph.add(QdqGraph.node("QuantizeLinear", output + "#clipped", output + "#sum", SIX, ZERO));
        graph.add(QdqGraph.node("DequantizeLinear", output + "#factor", output + "#clipped", ONE, ZERO));
        graph.add(QdqGraph.node("Mul", output, x, output + "#factor"));
        graph.round(output);
    }

    private void addConstants() {
        graph.scalar(THREE + "#bytes", 255);
        graph.scalar(THREE + "#scale", 3f / 255);
        graph.scalar(SIX, 6f / 255);
        graph.scalar(ONE, 1f / 255);
        graph.scalar(ZERO, 0);
        graph.add(QdqGraph.node("DequantizeLinear", THREE, THREE + "#bytes", THREE + "#scale", ZERO));
    }

    int count() {
        return count;
    }
}
