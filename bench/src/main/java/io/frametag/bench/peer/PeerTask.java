package io.frametag.bench.peer;

import java.nio.file.Path;
import java.util.List;

/**
 * What a peer is given to do.
 *
 * @param bootstrapServers of the broker
 * @param input topic of image events, read from its begin
 * @param output topic for the labels
 * @param model ONNX file with an input [N, 3, 224, 224] and probabilities as output
 * @param group of the consumers; a new one for every run
 */
public record PeerTask(String bootstrapServers, String input, String output, Path model, String group) {
    /** As both peers take it. */
    List<String> arguments() {
        return List.of(
                "--bootstrap",
                bootstrapServers,
                "--in",
                input,
                "--out",
                output,
                "--model",
                model.toAbsolutePath().toString(),
                "--group",
                group);
    }
}
