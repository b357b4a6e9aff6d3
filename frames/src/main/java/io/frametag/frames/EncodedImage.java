package io.frametag.frames;

/**
 * @param width of a format without a header; null for others, so with the next two
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
record EncodedImage(String contentType, byte[] bytes, Integer width, Integer height, Integer stride) {}
