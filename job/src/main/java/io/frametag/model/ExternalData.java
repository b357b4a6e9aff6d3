package io.frametag.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Refuses graphs that keep weights outside of themselves. Such a graph names a file, which the bundle's hash says nothing
 * about and which may be any that the process can read; ONNX Runtime even takes an address in memory for one.
 *
 * <p>Every place where ONNX's schema (onnx.proto) can hold a tensor is looked at: initializers, dense and sparse, and
 * attributes of nodes, in the graph, in graphs within it, in functions and in training information.
 */
final class ExternalData {
    private static final int EXTERNAL = 1;
    /** Protobuf itself reads no more than 100 messages within each other. */
    private static final int DEEPEST = 100;

    /** The messages of onnx.proto that lead to tensors, each with the numbers of the fields that do. */
    private enum Kind {
        MODEL,
        GRAPH,
        NODE,
        ATTRIBUTE,
        FUNCTION,
        TRAINING,
        SPARSE_TENSOR,
        TENSOR;

        private static final Map<Kind, Map<Integer, Kind>> FIELDS = Map.of(
                MODEL, Map.of(7, GRAPH, 20, TRAINING, 25, FUNCTION),
                GRAPH, Map.of(1, NODE, 5, TENSOR, 15, SPARSE_TENSOR),
                NODE, Map.of(5, ATTRIBUTE),
                ATTRIBUTE, Map.of(5, TENSOR, 6, GRAPH, 10, TENSOR, 11, GRAPH, 22, SPARSE_TENSOR, 23, SPARSE_TENSOR),
                FUNCTION, Map.of(7, NODE, 11, ATTRIBUTE),
                TRAINING, Map.of(1, GRAPH, 2, GRAPH),
                SPARSE_TENSOR, Map.of(1, TENSOR, 2, TENSOR),
                TENSOR, Map.of());

        Kind of(int field) {
            return FIELDS.get(this).get(field);
        }
    }

    private record Message(Kind kind, ProtobufReader fields) {}

    private ExternalData() {}

    /**
     * Bytes that are no protobuf are left to ONNX Runtime, which reads them whole or not at all.
     *
     * @throws BadModelException naming the tensor and where it says that it is
     */
    static void refuse(byte[] onnx) throws BadModelException {
        refuse(new BundleFile(ModelBundle.ONNX, onnx));
    }

    /** As {@link #refuse(byte[])}. */
    static void refuse(BundleFile graph) throws BadModelException {
        byte[] onnx = graph.bytes();
        Deque<Message> open = new ArrayDeque<>();
        open.push(new Message(Kind.MODEL, new ProtobufReader(onnx, 0, onnx.length)));
        while (!open.isEmpty()) {
            Message message = open.peek();
            ProtobufReader fields = message.fields();
            if (!fields.next()) {
                open.pop();
                continue;
            }
            Kind kind = message.kind().of(fields.field());
            if (kind == Kind.TENSOR && fields.isDelimited()) {
                refuseTensor(graph.name(), fields.message());
            } else if (kind != null && fields.isDelimited()) {
                open.push(new Message(kind, fields.message()));
            }
            if (open.size() > DEEPEST) {
                throw new BadModelException(graph.name() + " has graphs within graphs, too deep to be read.");
            }
        }
    }

    private static void refuseTensor(String graph, ProtobufReader tensor) throws BadModelException {
        String name = "";
        String location = "";
        boolean external = false;
        while (tensor.next()) {
            switch (tensor.field()) {
                case 8 -> name = tensor.isDelimited() ? tensor.text() : name;
                case 13 -> {
                    external = true;
                    location = tensor.isDelimited() ? location(tensor.message(), location) : location;
                }
                case 14 -> external |= tensor.number() == EXTERNAL;
                default -> {}
            }
        }
        if (external) {
            throw new BadModelException(graph + " keeps the tensor '" + OneLine.of(name) + "' outside of itself, in '"
                    + OneLine.of(location) + "': a bundle is " + graph + " and "
                    + (graph.equals(ModelBundle.ONNX) ? ModelBundle.YML : ModelBundle.CONFIG)
                    + " and nothing else. Save the model with its weights inside"
                    + " (onnx.save_model(.., save_as_external_data=False)).");
        }
    }

    private static String location(ProtobufReader entry, String otherwise) {
        String key = "";
        String value = "";
        while (entry.next()) {
            if (entry.isDelimited() && entry.field() == 1) {
                key = entry.text();
            } else if (entry.isDelimited() && entry.field() == 2) {
                value = entry.text();
            }
        }
        return key.equals("location") ? value : otherwise;
    }
}
