package io.frametag.bench.stage;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.machine.Cores;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same picture as one gets it from the JDK alone, with its default settings. */
@State(Scope.Benchmark)
public class ImageIoBenchmark {
    private static final int SHORT_SIDE = 256;
    private static final int CROP = 224;

    @Param
    FrameSize size;

    private Round<byte[]> files;
    private int width;

    @Setup
    public void open() throws IOException {
        Cores.pinAsTold();
        files = new Round<>(SizedFrames.jpegs(StageJvm.project(), size));
        width = (int) Math.rint(size.width() * (double) SHORT_SIDE / size.height());
    }

    @Benchmark
    public int[] picture() throws IOException {
        BufferedImage whole = ImageIO.read(new ByteArrayInputStream(files.next()));
        BufferedImage resized = new BufferedImage(width, SHORT_SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = resized.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(whole, 0, 0, width, SHORT_SIDE, null);
        graphics.dispose();
        return resized.getRGB((width - CROP) / 2, (SHORT_SIDE - CROP) / 2, CROP, CROP, null, 0, CROP);
    }
}
