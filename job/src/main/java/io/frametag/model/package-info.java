/**
 * From a model bundle to labels: the bundle's files and description, the ONNX Runtime session, normalisation, scores and
 * top-k. Nothing here knows of Flink, Kafka or Avro.
 */
package io.frametag.model;
