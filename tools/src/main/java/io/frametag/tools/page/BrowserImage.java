package io.frametag.tools.page;

import java.nio.ByteBuffer;

/**
 * An image that browsers show.
 *
 * @param mediaType by its bytes, never by a producer's word
 * @param bytes not to be written to
 */
record BrowserImage(String mediaType, ByteBuffer bytes) {}
