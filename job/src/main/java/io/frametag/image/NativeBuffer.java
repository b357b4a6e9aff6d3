package io.frametag.image;

import io.frametag.natives.NativeHandles;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/**
 * Memory outside the Java heap that a file is copied to, since OpenCV cannot read from the heap. It grows to a power of
 * two and is used again; beyond {@link #RETAINED_BYTES} it is given back as soon as a smaller file comes.
 */
final class NativeBuffer implements AutoCloseable {
    static final int RETAINED_BYTES = 8 << 20;
    private static final int SMALLEST_BYTES = 64 << 10;
    private static final String KIND = "encoded image buffer";

    private BytePointer memory;
    private ByteBuffer view;

    /** @return the bytes from the position to the limit, owned by this buffer until the next call */
    BytePointer fill(ByteBuffer bytes) {
        int size = bytes.remaining();
        if (memory == null || size > capacity() || (capacity() > RETAINED_BYTES && size <= RETAINED_BYTES)) {
            close();
            memory = new BytePointer(capacityFor(size));
            view = memory.asByteBuffer();
            NativeHandles.opened(KIND);
        }
        view.put(0, bytes, bytes.position(), size);
        return memory;
    }

    int capacity() {
        return view == null ? 0 : view.capacity();
    }

    private static long capacityFor(int size) {
        long powerOfTwo = Long.highestOneBit(Math.max(size, SMALLEST_BYTES) * 2L - 1);
        return Math.min(powerOfTwo, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
            memory = null;
            view = null;
            NativeHandles.closed(KIND);
        }
    }
}
