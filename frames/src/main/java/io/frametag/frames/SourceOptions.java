package io.frametag.frames;

import io.frametag.frames.FrameOptions.Requirement;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is played, as which streams, and how: the same for every command that plays. */
final class SourceOptions {
    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = {
                "A video file (H.264, HEVC, VP9, MJPEG .. in MP4, MKV, AVI, WebM ..), a folder of images,",
                "rtsp://.. or http://..: a stream, camera:DEVICE such as camera:/dev/video0, or slideshow:FOLDER",
                "of photos; slideshow alone takes those that come with Frametag."
            })
    private String source;

    @Option(names = "--stream", paramLabel = "ID", description = "The stream's id. Default: made of the source's name.")
    private String stream;

    @Mixin
    private FrameOptions frames;

    @Mixin
    private PlayOptions play;

    @Mixin
    private LiveOptions live;

    @Mixin
    private SlideshowOptions slideshow;

    /**
     * Looks at all of them.
     *
     * @return the source
     * @throws io.frametag.tools.CommandFailure if there is none
     */
    SourceAddress check(Requirement require) {
        SourceAddress address = SourceAddress.of(source);
        frames.check(require);
        live.check(require);
        slideshow.check(require, address.kind() == SourceAddress.Kind.SLIDESHOW);
        play.check(require, address.isLive());
        return address;
    }

    /** @return the ids: each stream gets every frame */
    List<String> streams(SourceAddress address) {
        String id = stream == null ? address.streamId() : stream;
        return frames.streams() == 1
                ? List.of(id)
                : IntStream.range(0, frames.streams())
                        .mapToObj(n -> id + "-" + n)
                        .toList();
    }

    FrameOptions frames() {
        return frames;
    }

    PlayOptions play() {
        return play;
    }

    LiveOptions live() {
        return live;
    }

    SlideshowOptions slideshow() {
        return slideshow;
    }
}
