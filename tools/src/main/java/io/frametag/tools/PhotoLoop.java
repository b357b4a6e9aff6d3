package io.frametag.tools;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends a folder's images as a camera would that looks at each of them for two seconds, again and again. */
final class PhotoLoop {
    static final double FRAMES_PER_SECOND = 10;
    private static final int FRAMES_AN_IMAGE = 20;

    private final FrameFolder folder;
    private final FrameProducer producer;

    PhotoLoop(FrameFolder folder, FrameProducer producer) {
        this.folder = folder;
        this.producer = producer;
    }

    /**
     * Goes on until the thread is interrupted.
     *
     * @param beforeEach may end it by an exception
     */
    void run(Runnable beforeEach) throws InterruptedException {
        Pace pace = new Pace(FRAMES_PER_SECOND);
        long start = System.nanoTime();
        for (long sequence = 0; ; sequence++) {
            TimeUnit.NANOSECONDS.sleep(pace.delay(sequence, Duration.ofNanos(System.nanoTime() - start))
                    .toNanos());
            beforeEach.run();
            Frame frame = folder.frames()
                    .get((int) (sequence / FRAMES_AN_IMAGE % folder.frames().size()));
            producer.send(frame, frame.name() + "#" + sequence, folder.name(), sequence);
        }
    }
}
