package io.frametag.image;

import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What the JDK's decoder says of a JPEG. It is libjpeg as OpenCV's is, several times as slow, and it passes the warnings on
 * that OpenCV only prints. Nothing but the lowest row is kept of the pixels.
 */
final class JpegWarnings {
    private static final String OWN_READER = "com.sun.imageio.plugins.jpeg.";
    /** How libjpeg's own warnings of bad data begin; ImageIO adds others, about metadata. */
    private static final String[] OF_DATA = {"Corrupt JPEG data", "Premature end of"};

    private JpegWarnings() {}

    /** @return the first warning of damaged data; empty if there is none */
    static Optional<String> of(byte[] jpeg) throws IOException {
        ImageReader reader = reader();
        String[] first = new String[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            if (first[0] == null && isOfData(warning)) {
                first[0] = warning;
            }
        });
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            ImageReadParam lowestRow = reader.getDefaultReadParam();
            lowestRow.setSourceRegion(new Rectangle(0, reader.getHeight(0) - 1, reader.getWidth(0), 1));
            // Not read(..): the colours of CMYK are of no interest, and would be refused.
            reader.readRaster(0, lowestRow);
            return Optional.ofNullable(first[0]);
        } catch (RuntimeException e) {
            throw new IIOException("ImageIO cannot read it: " + e, e);
        } finally {
            reader.dispose();
        }
    }

    private static boolean isOfData(String warning) {
        for (String beginning : OF_DATA) {
            if (warning.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static ImageReader reader() throws IIOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            // Others may be on the class path, and warn of other things.
            if (reader.getClass().getName().startsWith(OWN_READER)) {
                return reader;
            }
        }
        throw new IIOException("This Java has no JPEG reader.");
    }
}
