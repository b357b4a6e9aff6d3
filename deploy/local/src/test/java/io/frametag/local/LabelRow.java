package io.frametag.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.ImageLabels;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * What a label record says, but for what differs from run to run (times and the run).
 *
 * @param labels as index, name and score
 */
record LabelRow(
        String eventId,
        String stream,
        long sequence,
        long capturedAtMicros,
        String input,
        String model,
        List<String> labels,
        int width,
        int height,
        List<String> flags) {

    static LabelRow of(ImageLabels record) {
        return new LabelRow(
                record.getEventId(),
                record.getStreamId(),
                record.getSequence(),
                EpochMicros.of(record.getCapturedAt()),
                record.getInput().getTopic() + ":" + record.getInput().getPartition() + ":"
                        + record.getInput().getOffset(),
                record.getModel().getName(),
                record.getLabels().stream()
                        .map(label -> label(label.getIndex(), label.getName(), label.getScore()))
                        .toList(),
                record.getImageWidth(),
                record.getImageHeight(),
                record.getFlags().stream().map(Enum::name).toList());
    }

    static LabelRow of(GenericRecord record) {
        GenericRecord input = (GenericRecord) record.get("input");
        List<String> labels = new ArrayList<>();
        for (Object item : (List<?>) record.get("labels")) {
            GenericRecord label = (GenericRecord) item;
            labels.add(label((int) label.get("index"), label.get("name").toString(), (float) label.get("score")));
        }
        return new LabelRow(
                record.get("event_id").toString(),
                record.get("stream_id").toString(),
                (long) record.get("sequence"),
                (long) record.get("captured_at"),
                input.get("topic") + ":" + input.get("partition") + ":" + input.get("offset"),
                ((GenericRecord) record.get("model")).get("name").toString(),
                labels,
                (int) record.get("image_width"),
                (int) record.get("image_height"),
                ((List<?>) record.get("flags")).stream().map(Object::toString).toList());
    }

    static LabelRow of(JsonNode record) {
        List<String> labels = new ArrayList<>();
        record.get("labels")
                .forEach(label -> labels.add(label(
                        label.get("index").intValue(),
                        label.get("name").textValue(),
                        label.get("score").floatValue())));
        List<String> flags = new ArrayList<>();
        record.get("flags").forEach(flag -> flags.add(flag.textValue()));
        return new LabelRow(
                record.get("event_id").textValue(),
                record.get("stream_id").textValue(),
                record.get("sequence").longValue(),
                record.get("captured_at").longValue(),
                record.at("/input/topic").textValue() + ":" + record.at("/input/partition") + ":"
                        + record.at("/input/offset"),
                record.at("/model/name").textValue(),
                labels,
                record.get("image_width").intValue(),
                record.get("image_height").intValue(),
                flags);
    }

    static String label(int index, String name, float score) {
        return index + " " + name + " " + score;
    }
}
