/**
 * Files as a source: folders and globs are listed lazily, small files are handed out in groups and large shards (tar, zip, Avro, Parquet)
 * by ranges, and each image becomes a record like Kafka's.
 */
package io.frametag.files;
