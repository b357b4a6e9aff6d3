package io.frametag.frames;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;

/** Sentences of what FFmpeg and JavaCV say; not their own, which quote the address with its password. */
final class VideoProblem {
    private static final Pattern ERROR = Pattern.compile("error (-?\\d+)");

    private VideoProblem() {}

    static SourceException opening(SourceAddress address, Exception failure) {
        String message = String.valueOf(failure.getMessage());
        String name = address.shown();
        if (message.contains("avcodec_find_decoder")) {
            return new SourceException(
                    "The video in " + name + " is of a codec that this FFmpeg does not know; convert it to H.264.");
        }
        if (message.contains("Did not find a video")) {
            return new SourceException("There is no video in " + name + ".");
        }
        return new SourceException(
                switch (address.kind()) {
                    case CAMERA ->
                        "The camera " + name + " cannot be opened" + because(message)
                                + ". Is it plugged in, and used by nobody else?";
                    case RTSP, HTTP -> "Cannot open the stream " + name + because(message) + ".";
                    default -> name + " is no video that FFmpeg can read" + because(message) + ".";
                });
    }

    private static String because(String message) {
        Matcher error = ERROR.matcher(message);
        if (!error.find()) {
            return "";
        }
        byte[] text = new byte[256];
        avutil.av_strerror(Integer.parseInt(error.group(1)), text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return " (" + new String(text, 0, end, java.nio.charset.StandardCharsets.UTF_8) + ")";
    }
}
