package io.frametag.config;

import java.util.Optional;

/**
 * Which model.
 *
 * @param location a folder or URI, or {@code bundled:NAME}
 * @param topK labels per image; empty for what the bundle says
 */
public record ModelConfig(String location, Optional<String> sha256, Optional<String> version, Optional<Integer> topK) {}
