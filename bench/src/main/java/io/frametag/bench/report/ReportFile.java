package io.frametag.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What one run of one experiment leaves behind: a JSON file, from which everything else is made. */
public record ReportFile(Environment environment, Section section) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writer(new ReadableJson());

    /** @return its file in a folder of results */
    public Path in(Path folder) {
        return folder.resolve(section.name() + ".json");
    }

    /** Writes, or replaces, its file in that folder. */
    public void write(Path folder) throws IOException {
        Files.writeString(in(folder), json());
    }

    /** @throws IOException also if it is no such file; the message then says what is wrong */
    public static ReportFile read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), ReportFile.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no results: " + e.getOriginalMessage(), e);
        }
    }

    /** @return the same text for the same results */
    public String json() {
        return text(this);
    }

    /** @return an array of them */
    public static String json(List<ReportFile> reports) {
        return text(reports);
    }

    private static String text(Object value) {
        try {
            return WRITER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Results that are no JSON", e);
        }
    }
}
