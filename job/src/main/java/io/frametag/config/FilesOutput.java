package io.frametag.config;

import java.io.Serializable;

/**
 * Where outcomes are written in place of topics.
 *
 * @param folder by path or URI
 */
public record FilesOutput(String folder) implements Serializable {}
