package io.frametag.release;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * Where releases come from, and what became of them goes to.
 *
 * @param releases on and on, from the first; each is at least once among them
 * @param newest the same topic, asked once
 * @param outcomes takes each as a record in its wire format
 */
public record ReleaseTopics(Source<ReleaseMessage, ?, ?> releases, NewestRelease newest, Sink<byte[]> outcomes) {}
