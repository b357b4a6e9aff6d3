package io.frametag.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Values that are named by their places in a dictionary. */
final class DictionaryValues implements PageValues {
    private final HybridNumbers places;
    private final List<byte[]> dictionary;
    private byte[] value;

    /** @param in the page: the width of its numbers in one byte, then the numbers */
    DictionaryValues(InputStream in, List<byte[]> dictionary) throws IOException {
        int width = in.read();
        if (width < 0) {
            throw new EOFException();
        }
        this.places = new HybridNumbers(in, width);
        this.dictionary = dictionary;
    }

    @Override
    public int next() throws IOException {
        int place = places.next();
        if (place < 0 || place >= dictionary.size()) {
            throw new IOException("a value is at place " + place + " of a dictionary of " + dictionary.size());
        }
        value = dictionary.get(place);
        return value.length;
    }

    @Override
    public byte[] take() {
        return value.clone();
    }
}
