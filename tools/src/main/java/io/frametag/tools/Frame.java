package io.frametag.tools;

import java.nio.file.Path;

/**
 * One image file.
 *
 * @param name its path within its folder, with {@code /} between the parts on every system
 * @param contentType the media type that its ending promises
 */
public record Frame(String name, Path file, String contentType) {}
