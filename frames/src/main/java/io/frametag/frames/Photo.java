package io.frametag.frames;

import io.frametag.tools.Frame;
import java.io.IOException;
import java.nio.file.Files;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** An image file as OpenCV reads it: upright, 8 bits of blue, green and red. */
final class Photo {
    private Photo() {}

    /** @return to be closed by the caller */
    static Mat read(Frame image) throws SourceException {
        Natives.load();
        // Not imread: it takes a name that is not in the system's own encoding for no file.
        try (BytePointer bytes = new BytePointer(Files.readAllBytes(image.file()));
                Mat file = new Mat(1, Math.toIntExact(bytes.limit()), opencv_core.CV_8UC1, bytes)) {
            if (bytes.limit() > 0) {
                Mat bgr = opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_COLOR);
                if (!bgr.empty()) {
                    return bgr;
                }
                bgr.close();
            }
        } catch (IOException e) {
            throw new SourceException(
                    "Cannot read " + image.file() + " (" + e.getClass().getSimpleName() + ").", e);
        } catch (RuntimeException e) {
            throw new SourceException(unreadable(image), e);
        }
        throw new SourceException(unreadable(image));
    }

    private static String unreadable(Frame image) {
        return image.file() + " is no image that OpenCV can read: mend it or leave it out.";
    }
}
