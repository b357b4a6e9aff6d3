package io.frametag.frames;

import io.frametag.tools.CommandFailure;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user calls the source.
 *
 * @param kind how it is opened
 * @param location what is opened: a path, a URL, a device, or nothing for the sample photos
 */
record SourceAddress(Kind kind, String location) {
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*");
    private static final Pattern PASSWORD = Pattern.compile("(?<=://)[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("[?#].*");
    private static final String CAMERA = "camera:";
    private static final String SLIDESHOW = "slideshow";

    enum Kind {
        FILE,
        FOLDER,
        /** Over the network: live, unless it says how long it is. */
        HTTP,
        RTSP,
        CAMERA,
        SLIDESHOW
    }

    /** @throws CommandFailure if there is no such source */
    static SourceAddress of(String text) {
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            return switch (url.group(1).toLowerCase(Locale.ROOT)) {
                case "http", "https" -> new SourceAddress(Kind.HTTP, text);
                case "rtsp", "rtsps" -> new SourceAddress(Kind.RTSP, text);
                default ->
                    throw CommandFailure.wrongUse("Streams are read over rtsp, rtsps, http and https, not over "
                            + url.group(1) + ": " + withoutSecrets(text) + ".");
            };
        }
        if (text.equals(SLIDESHOW) || text.startsWith(SLIDESHOW + ":")) {
            return new SourceAddress(Kind.SLIDESHOW, text.substring(Math.min(text.length(), SLIDESHOW.length() + 1)));
        }
        if (text.startsWith(CAMERA) || text.startsWith("/dev/video")) {
            return camera(text.startsWith(CAMERA) ? text.substring(CAMERA.length()) : text);
        }
        return onDisk(text);
    }

    private static SourceAddress camera(String device) {
        if (device.startsWith("/") && !Files.exists(Path.of(device))) {
            throw CommandFailure.wrongUse("There is no camera " + device + ".");
        }
        return new SourceAddress(Kind.CAMERA, device);
    }

    private static SourceAddress onDisk(String text) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException e) {
            throw CommandFailure.wrongUse("'" + text + "' names no file: " + e.getReason() + ".");
        }
        if (Files.isDirectory(path)) {
            return new SourceAddress(Kind.FOLDER, text);
        }
        if (!Files.exists(path)) {
            throw CommandFailure.wrongUse("There is no file or folder " + path + ".");
        }
        if (!Files.isReadable(path)) {
            throw CommandFailure.wrongUse("The file " + path + " cannot be read: is it yours to read?");
        }
        return new SourceAddress(Kind.FILE, text);
    }

    /** @return whether it has no end for certain: of HTTP that is known once it is open */
    boolean isLive() {
        return kind == Kind.RTSP || kind == Kind.CAMERA;
    }

    /** @return the location for everybody's eyes: of a URL neither user and password nor the query, where cameras want them too */
    String shown() {
        return kind == Kind.HTTP || kind == Kind.RTSP ? withoutSecrets(location) : location;
    }

    /** @return the source for a sentence */
    String inWords() {
        return location.isEmpty() ? "the sample photos" : shown();
    }

    private static String withoutSecrets(String url) {
        return QUERY.matcher(PASSWORD.matcher(url).replaceFirst("")).replaceFirst("");
    }

    /** @return a stream's id made of it, when the user gives none */
    String streamId() {
        return switch (kind) {
            case SLIDESHOW -> SLIDESHOW;
            case CAMERA -> "camera" + lastPart().replaceAll("[^0-9]", "");
            case HTTP, RTSP -> lastPart().isEmpty() ? "stream" : lastPart();
            case FILE, FOLDER -> lastPart().isEmpty() ? "frames" : lastPart();
        };
    }

    private String lastPart() {
        String path = shown().replace('\\', '/').replaceAll("/+$", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.replaceAll("(?<=.)\\.[A-Za-z0-9]{1,5}$", "");
    }
}
