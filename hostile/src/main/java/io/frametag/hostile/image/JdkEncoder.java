package io.frametag.hostile.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The kinds of files that OpenCV does not write, by the JDK's own encoders. */
final class JdkEncoder {
    private static final int CMYK = 4;

    private JdkEncoder() {}

    /** Four components without a word on what they mean, which readers take for CMYK. */
    static byte[] cmykJpeg(Picture picture) throws IOException {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, picture.width(), picture.height(), CMYK, null);
        byte[] rgb = picture.rgb();
        byte[] cmyk = new byte[picture.width() * picture.height() * CMYK];
        for (int pixel = 0; pixel < picture.width() * picture.height(); pixel++) {
            for (int channel = 0; channel < Picture.CHANNELS; channel++) {
                cmyk[pixel * CMYK + channel] = (byte) (255 - rgb[pixel * Picture.CHANNELS + channel]);
            }
        }
        raster.setDataElements(0, 0, picture.width(), picture.height(), cmyk);
        return file("jpeg", new IIOImage(raster, null, null), options -> {});
    }

    static byte[] palettePng(Picture picture) throws IOException {
        return file("png", image(picture, BufferedImage.TYPE_BYTE_INDEXED), options -> {});
    }

    static byte[] interlacedPng(Picture picture) throws IOException {
        return file("png", image(picture, BufferedImage.TYPE_3BYTE_BGR), JdkEncoder::interlace);
    }

    static byte[] paletteBmp(Picture picture) throws IOException {
        return file("bmp", image(picture, BufferedImage.TYPE_BYTE_INDEXED), options -> compress(options, "BI_RGB"));
    }

    /** Run lengths, with which a row, or the image, may end anywhere. */
    static byte[] rleBmp(Picture picture) throws IOException {
        return file("bmp", image(picture, BufferedImage.TYPE_BYTE_INDEXED), options -> compress(options, "BI_RLE8"));
    }

    static byte[] gif(Picture picture) throws IOException {
        return file(
                "gif",
                image(picture, BufferedImage.TYPE_BYTE_INDEXED),
                options -> options.setProgressiveMode(ImageWriteParam.MODE_DISABLED));
    }

    static byte[] interlacedGif(Picture picture) throws IOException {
        return file("gif", image(picture, BufferedImage.TYPE_BYTE_INDEXED), JdkEncoder::interlace);
    }

    private static void interlace(ImageWriteParam options) {
        options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }

    private static void compress(ImageWriteParam options, String type) {
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionType(type);
    }

    private static IIOImage image(Picture picture, int type) {
        return new IIOImage(picture.buffered(type), null, null);
    }

    private static byte[] file(String format, IIOImage image, Consumer<ImageWriteParam> choices) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            ImageWriteParam options = writer.getDefaultWriteParam();
            choices.accept(options);
            writer.write(null, image, options);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
