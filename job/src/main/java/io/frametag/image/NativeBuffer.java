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

    /**
     * @param tail put behind the bytes
     * @return the bytes from the position to the limit and the tail, owned by this buffer until the next call
     */
    BytePointer fill(ByteBuffer bytes, byte[] tail) {
        int size = bytes.remaining();
        reserve(size + tail.length);
        view.put(0, bytes, bytes.position(), size).put(size, tail);
        return memory;
    }

    /**
     * @param bytes from its position: the layout's planes, one behind the other
     * @return the planes without what fills their rows up, owned by this buffer until the next call
     */
    BytePointer fill(ByteBuffer bytes, RawLayout layout) {
        reserve(layout.pixelBytes());
        int from = bytes.position();
        int to = 0;
        for (RawLayout.Plane plane : layout.planes()) {
            for (int row = 0; row < plane.rows(); row++) {
                view.put(to, bytes, from + row * plane.stride(), plane.rowBytes());
                to += plane.rowBytes();
            }
            from += plane.rows() * plane.stride();
        }
        return memory;
    }

    private void reserve(int size) {
        if (memory == null || size > capacity() || (capacity() > RETAINED_BYTES && size <= RETAINED_BYTES)) {
            close();
            memory = new BytePointer(capacityFor(size));
            view = memory.asByteBuffer();
            NativeHandles.opened(KIND);
        }
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
