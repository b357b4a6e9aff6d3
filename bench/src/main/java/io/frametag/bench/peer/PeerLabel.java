package io.frametag.bench.peer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a peer says of one frame; a JSON object in the output topic, under the frame's key.
 *
 * @param partition of the frame in the input topic
 * @param labels the best five, best first
 */
public record PeerLabel(
        @JsonProperty("event_id") String eventId,
        @JsonProperty("stream_id") String streamId,
        long sequence,
        int partition,
        long offset,
        List<Score> labels) {
    /**
     * @param index position in the model's output
     * @param score probability, 0 to 1
     */
    public record Score(int index, float score) {}
}
