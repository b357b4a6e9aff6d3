package io.frametag.files;

/** Bytes that are not what the file is said to be; the message is a part of a sentence. */
final class DamagedFileException extends Exception {
    private final long position;

    /** @param position in bytes, where it shows */
    DamagedFileException(long position, String message) {
        super(message);
        this.position = position;
    }

    long position() {
        return position;
    }
}
