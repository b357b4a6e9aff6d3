package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.config.FrametagOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;

/** The formula of docs/sizing.md, in every configuration that is shipped; Kubernetes' is held to the image's elsewhere. */
class OffHeapTest {
    private static final long BYTES_A_PIXEL = 16;
    private static final long SESSION_BYTES = 64L << 20;

    @Test
    void everySlotHasRoomForTheLargestImageThatIsAccepted() throws Exception {
        for (Map<String, String> settings : List.of(FlinkConfigFiles.anyCluster(), FlinkConfigFiles.image())) {
            long slots = Long.parseLong(settings.get("taskmanager.numberOfTaskSlots"));
            long offHeap = MemorySize.parseBytes(settings.get("taskmanager.memory.task.off-heap.size"));
            long needed = SESSION_BYTES + BYTES_A_PIXEL * FrametagOptions.MAX_PIXELS.defaultValue();
            assertThat(offHeap).as(settings.toString()).isGreaterThanOrEqualTo(slots * needed);
        }
    }
}
