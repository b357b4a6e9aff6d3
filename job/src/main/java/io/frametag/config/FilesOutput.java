package io.frametag.config;

import java.io.Serializable;

/**
 * Where outcomes are written in place of topics.
 *
 * @param folder by path or URI
 * @param partition into which of its folders a label goes
 * @param fileBytes from which size on a file is ended before its checkpoint
 */
public record FilesOutput(String folder, OutputFormat format, PartitionTemplate partition, long fileBytes)
        implements Serializable {}
