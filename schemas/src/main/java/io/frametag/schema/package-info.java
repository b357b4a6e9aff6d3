/**
 * The contracts between Frametag and everybody else on Kafka: the Avro records, the bytes that they are written in,
 * and the headers of a dead letter and of a replay. Imports no Flink and no Kafka.
 */
package io.frametag.schema;
