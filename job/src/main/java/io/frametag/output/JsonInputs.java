package io.frametag.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/** Goes through the text token by token: a dead letter has megabytes that nobody here wants. */
final class JsonInputs implements AnsweredInputs {
    private final JsonParser json;

    JsonInputs(Path path) throws IOException {
        json = new JsonFactory().createParser(path.getFileSystem().open(path));
    }

    @Override
    public AnsweredInput next() throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            return null;
        }
        AnsweredInput answered = null;
        String runId = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals(RUN_ID) && value == JsonToken.VALUE_STRING) {
                runId = json.getText();
            } else if (field.equals(INPUT) && value == JsonToken.START_OBJECT) {
                answered = coordinates();
            } else {
                json.skipChildren();
            }
        }
        if (answered == null || runId == null) {
            throw new IOException("It is no outcome: it does not say which input it answers.");
        }
        return new AnsweredInput(answered.topic(), answered.partition(), answered.offset(), runId);
    }

    /** @return null if one is missing; without a run */
    private AnsweredInput coordinates() throws IOException {
        String topic = null;
        Integer partition = null;
        Long offset = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String part = json.currentName();
            json.nextToken();
            switch (part) {
                case "topic" -> topic = json.getValueAsString();
                case "partition" -> partition = json.getIntValue();
                case "offset" -> offset = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        return topic == null || partition == null || offset == null
                ? null
                : new AnsweredInput(topic, partition, offset, "");
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
