package io.frametag.hostile.cluster;

/**
 * What the TaskManager may have.
 *
 * @param processMebibytes in all, which Flink shares out; its heap is fixed by it
 * @param nativeMebibytes of these for the model and for images, outside of the heap
 */
public record MemoryPlan(int processMebibytes, int nativeMebibytes) {
    /** Of the settings that the project ships, for two slots. */
    public static final MemoryPlan SHIPPED = new MemoryPlan(2816, 960);

    @Override
    public String toString() {
        return processMebibytes + " MiB (" + nativeMebibytes + " MiB of them for native memory)";
    }
}
