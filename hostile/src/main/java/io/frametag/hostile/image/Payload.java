package io.frametag.hostile.image;

/**
 * What an image event carries.
 *
 * @param contentType as the producer calls it, rightly or not
 * @param width in pixels, or null; only raw formats have it
 * @param height likewise
 */
public record Payload(byte[] bytes, String contentType, Integer width, Integer height) {
    Payload with(byte[] others) {
        return new Payload(others, contentType, width, height);
    }

    Payload ofType(String other) {
        return new Payload(bytes, other, width, height);
    }

    Payload claiming(int otherWidth, int otherHeight) {
        return new Payload(bytes, contentType, otherWidth, otherHeight);
    }
}
