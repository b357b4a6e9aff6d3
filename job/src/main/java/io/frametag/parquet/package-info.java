/**
 * Parquet's own reader and writer, with what they need in order to run without Hadoop: compressors that are Kafka's, and
 * files that are Flink's.
 */
package io.frametag.parquet;
