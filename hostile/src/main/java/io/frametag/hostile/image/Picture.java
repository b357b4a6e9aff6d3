package io.frametag.hostile.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Pixels to encode.
 *
 * @param bgr 8 bits a sample, interleaved, rows from the top, not filled up
 */
public record Picture(int width, int height, byte[] bgr) {
    static final int CHANNELS = 3;

    /** @return the file's image at exactly this size, whatever becomes of its proportions */
    public static Picture of(Path file, int width, int height) throws IOException {
        BufferedImage whole = ImageIO.read(file.toFile());
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        draw(whole, scaled);
        return new Picture(width, height, ((DataBufferByte) scaled.getRaster().getDataBuffer()).getData());
    }

    /** @return the same pixels in an image of the JDK's, of one of its types */
    BufferedImage buffered(int type) {
        BufferedImage plain = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        plain.getRaster().setDataElements(0, 0, width, height, rgb());
        if (type == BufferedImage.TYPE_3BYTE_BGR) {
            return plain;
        }
        BufferedImage other = new BufferedImage(width, height, type);
        draw(plain, other);
        return other;
    }

    /** @return the samples of each pixel in the other order */
    byte[] rgb() {
        byte[] rgb = new byte[bgr.length];
        for (int at = 0; at < bgr.length; at += CHANNELS) {
            rgb[at] = bgr[at + 2];
            rgb[at + 1] = bgr[at + 1];
            rgb[at + 2] = bgr[at];
        }
        return rgb;
    }

    private static void draw(BufferedImage from, BufferedImage to) {
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, 0, 0, to.getWidth(), to.getHeight(), null);
        graphics.dispose();
    }
}
