package io.frametag.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.junit.jupiter.api.Test;

class FileRollingTest {
    private static final long LARGE = 1000;

    private final OpenFiles open = new OpenFiles();
    private final FileRolling rolling = new FileRolling(LARGE, open);

    private record File(long size) implements PartFileInfo<String> {
        @Override
        public String getBucketId() {
            return "labels";
        }

        @Override
        public long getCreationTime() {
            return 0;
        }

        @Override
        public long getSize() {
            return size;
        }

        @Override
        public long getLastUpdateTime() {
            return 0;
        }
    }

    @Test
    void aCheckpointEndsEveryFile() {
        assertThat(rolling.shouldRollOnCheckpoint(new File(1))).isTrue();
    }

    @Test
    void aFileThatIsLargeEnoughIsEnded() throws Exception {
        assertThat(rolling.shouldRollOnEvent(new File(LARGE - 1), null)).isFalse();
        assertThat(rolling.shouldRollOnEvent(new File(LARGE), null)).isTrue();
    }

    /** The sink asks for one file after the other, and ends the ones for which it hears yes. */
    @Test
    void ofTooManyOpenFilesSoManyAreEndedThatTheRestIsNot() {
        int files = FileRolling.MOST_OPEN + 3;
        for (int file = 0; file < files; file++) {
            open.opened();
        }
        int ended = 0;
        for (int file = 0; file < files; file++) {
            if (rolling.shouldRollOnProcessingTime(new File(1), 0)) {
                open.ended();
                ended++;
            }
        }
        assertThat(ended).isEqualTo(3);
        assertThat(rolling.shouldRollOnProcessingTime(new File(1), 0)).isFalse();
    }
}
