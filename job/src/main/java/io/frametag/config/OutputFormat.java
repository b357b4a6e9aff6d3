package io.frametag.config;

/** What {@code --output-files} writes. */
public enum OutputFormat {
    PARQUET("parquet"),
    AVRO("avro"),
    /** One record a line. */
    JSON("jsonl");

    private final String extension;

    OutputFormat(String extension) {
        this.extension = extension;
    }

    /** @return how the files' names end, without the dot */
    public String extension() {
        return extension;
    }
}
