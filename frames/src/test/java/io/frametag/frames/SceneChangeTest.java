package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SceneChangeTest {
    @BeforeAll
    static void load() {
        Natives.load();
    }

    private static boolean takes(SceneChange change, int level) {
        try (Scalar grey = new Scalar(level, level, level, 0);
                Mat frame = new Mat(90, 160, opencv_core.CV_8UC3, grey)) {
            return change.takes(frame);
        }
    }

    @Test
    void aFrameLikeTheLastOneTakenIsNotTaken() {
        try (SceneChange change = new SceneChange(5)) {
            assertThat(takes(change, 100)).as("the first").isTrue();
            assertThat(takes(change, 100)).isFalse();
            assertThat(takes(change, 104)).as("4 levels away").isFalse();
            assertThat(takes(change, 96)).isFalse();
            assertThat(takes(change, 105)).as("5 levels away").isTrue();
            assertThat(takes(change, 101)).isFalse();
        }
    }

    @Test
    void aSlowChangeAddsUp() {
        try (SceneChange change = new SceneChange(5)) {
            int taken = 0;
            for (int level = 0; level < 100; level++) {
                taken += takes(change, level) ? 1 : 0;
            }
            assertThat(taken).isEqualTo(20);
        }
    }

    @Test
    void withoutAThresholdAllAreTaken() {
        try (SceneChange change = new SceneChange(0)) {
            assertThat(takes(change, 7)).isTrue();
            assertThat(takes(change, 7)).isTrue();
        }
    }
}
