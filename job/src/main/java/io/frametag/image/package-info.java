/**
 * From an image file's bytes to the model-sized RGB picture, as PaddleClas does it: sniff and read the header, hold it
 * against the limits, decode with OpenCV, resize, crop, RGB. Imports no Flink, no Kafka and no Avro.
 *
 * <p>Nothing here trusts the bytes: what is wrong with them is a {@link io.frametag.image.BadImageException}, found in
 * the header before pixels are allocated wherever it can be. Anything else that is thrown is about the machine.
 */
package io.frametag.image;
