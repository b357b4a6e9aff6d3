package io.frametag.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes ONNX graphs of a few operations in a row, by ONNX's protobuf field numbers. With an average pool and a flatten,
 * such a graph is a classifier whose answer is known: class c's score is the mean of channel c.
 */
final class TinyOnnx {
    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int DOUBLE = 11;
    private static final int IR_VERSION = 7;
    private static final int OPSET = 14;
    private static final int EXTERNAL = 1;

    private final List<Message> nodes = new ArrayList<>();
    private final List<Message> outputs = new ArrayList<>();
    private final Message weights = new Message();
    private final Message input;
    private String last = "image";

    private TinyOnnx(Message input) {
        this.input = input;
    }

    /** @param dimensions numbers, or names for dynamic ones */
    static TinyOnnx input(int type, Object... dimensions) {
        return new TinyOnnx(value("image", type, dimensions));
    }

    /** One class a channel. */
    static TinyOnnx channelMeans(int width, int height) {
        return input(FLOAT, "batch", 3, height, width).then("GlobalAveragePool").then("Flatten");
    }

    TinyOnnx then(String operation) {
        return then(operation, new Message());
    }

    /** A conversion to another element type. */
    TinyOnnx cast(int type) {
        return then(
                "Cast",
                new Message()
                        .message(5, new Message().text(1, "to").number(3, type).number(20, 2)));
    }

    /** From channels that come last to channels that come first. */
    TinyOnnx channelsFirst() {
        Message permutation = new Message().text(1, "perm").number(20, 7);
        for (int axis : new int[] {0, 3, 1, 2}) {
            permutation.number(8, axis);
        }
        return then("Transpose", new Message().message(5, permutation));
    }

    /** A product with a matrix of {@code rows} rows, one behind the other. */
    TinyOnnx times(int rows, float... matrix) {
        ByteBuffer values = ByteBuffer.allocate(Float.BYTES * matrix.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : matrix) {
            values.putFloat(value);
        }
        weights.message(
                5,
                new Message()
                        .number(1, rows)
                        .number(1, matrix.length / rows)
                        .number(2, FLOAT)
                        .text(8, "matrix")
                        .bytes(9, values.array()));
        return then("MatMul", new Message().text(1, "matrix"));
    }

    /** A product with one number that stands in a file beside the graph. */
    TinyOnnx timesNumberInFile(String file) {
        Message location = new Message().text(1, "location").text(2, file);
        weights.message(
                5,
                new Message()
                        .number(1, 1)
                        .number(2, FLOAT)
                        .text(8, "weight")
                        .message(13, location)
                        .number(14, EXTERNAL));
        return then("Mul", new Message().text(1, "weight"));
    }

    /** Makes what has been computed so far one of the outputs. */
    TinyOnnx output(int type) {
        outputs.add(value(last, type));
        return this;
    }

    /** The model, whose last result is a float output. */
    byte[] bytes() {
        output(FLOAT);
        return model();
    }

    /** The model with the outputs that were named. */
    byte[] model() {
        Message graph = new Message();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, "tiny").append(weights).message(11, input);
        outputs.forEach(output -> graph.message(12, output));
        Message opset = new Message().text(1, "").number(2, OPSET);
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, opset)
                .bytes();
    }

    private TinyOnnx then(String operation, Message more) {
        Message node = new Message().text(1, last);
        last = operation + nodes.size();
        nodes.add(node.text(2, last).text(4, operation).append(more));
        return this;
    }

    private static Message value(String name, int type, Object... dimensions) {
        Message tensor = new Message().number(1, type);
        if (dimensions.length > 0) {
            Message shape = new Message();
            for (Object dimension : dimensions) {
                shape.message(
                        1,
                        dimension instanceof Integer side
                                ? new Message().number(1, side)
                                : new Message().text(2, dimension.toString()));
            }
            tensor.message(2, shape);
        }
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A protobuf message: fields with a tag of number and wire type, varint or length-delimited. */
    static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        Message append(Message fields) {
            out.writeBytes(fields.bytes());
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
