package io.frametag.release;

import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where releases come from, and what became of them goes to.
 *
 * @param outcomes takes each as a record in its wire format
 */
public record ReleaseTopics(ReleaseFeed releases, Sink<byte[]> outcomes) {}
