package io.frametag.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilesSerializersTest {
    private static final FileSplit SPLIT = new FileSplit(
            "file:/shards/ü.tar@1536",
            List.of(
                    new Piece(
                            "file:/shards",
                            "ü.tar",
                            FileType.TAR,
                            70_000_000_000L,
                            5,
                            new Cursor(1536, 2, 0),
                            67_108_864,
                            null),
                    new Piece("file:/shards", "a/1.jpg", FileType.IMAGE, 3, 4, Cursor.START, Long.MAX_VALUE, null),
                    new Piece("s3://bucket", "b", null, 0, 0, Cursor.START, Long.MAX_VALUE, "permission denied")));

    private static final FilesProgress PROGRESS = new FilesProgress(
            "file:/shards\nfile:/more",
            new ListingPosition(1, "x/ü.tar", new Cursor(7, 8, 9), 10),
            11,
            12,
            13,
            List.of(SPLIT));

    /** Version 1, byte for byte: what a release has written is read by all later ones. */
    private static final String SPLIT_1 = "00000018" + "66696c653a2f7368617264732fc3bc2e7461724031353336" + "00000003"
            + "00" + "0000000c" + "66696c653a2f736861726473" + "00000006" + "c3bc2e746172" + "00000003" + "544152"
            + "000000104c533c00" + "0000000000000005"
            + "0000000000000600" + "0000000000000002" + "0000000000000000" + "0000000004000000" + "00000000"
            + "01" + "00000007" + "612f312e6a7067" + "00000005" + "494d414745"
            + "0000000000000003" + "0000000000000004"
            + "0000000000000000" + "0000000000000000" + "0000000000000000" + "7fffffffffffffff" + "00000000"
            + "00" + "0000000b" + "73333a2f2f6275636b6574" + "00000001" + "62" + "00000000"
            + "0000000000000000" + "0000000000000000"
            + "0000000000000000" + "0000000000000000" + "0000000000000000" + "7fffffffffffffff"
            + "00000011" + "7065726d697373696f6e2064656e696564";

    private static final String PROGRESS_1 = "00000017" + "66696c653a2f7368617264730a66696c653a2f6d6f7265"
            + "00000001" + "01" + "00000008" + "782fc3bc2e746172"
            + "01" + "0000000000000007" + "0000000000000008" + "0000000000000009" + "000000000000000a"
            + "000000000000000b" + "000000000000000c" + "000000000000000d" + "00000001" + SPLIT_1;

    @Test
    void aSplitIsWrittenAsVersionOneWas() throws IOException {
        FileSplitSerializer serializer = new FileSplitSerializer();
        assertThat(serializer.getVersion()).isEqualTo(1);
        assertThat(HexFormat.of().formatHex(serializer.serialize(SPLIT))).isEqualTo(SPLIT_1);
        assertThat(serializer.deserialize(1, HexFormat.of().parseHex(SPLIT_1))).isEqualTo(SPLIT);
    }

    @Test
    void progressIsWrittenAsVersionOneWas() throws IOException {
        FilesProgressSerializer serializer = new FilesProgressSerializer();
        assertThat(serializer.getVersion()).isEqualTo(1);
        assertThat(HexFormat.of().formatHex(serializer.serialize(PROGRESS))).isEqualTo(PROGRESS_1);
        assertThat(serializer.deserialize(1, HexFormat.of().parseHex(PROGRESS_1)))
                .isEqualTo(PROGRESS);
    }

    @Test
    void theBeginningIsWrittenToo() throws IOException {
        FilesProgressSerializer serializer = new FilesProgressSerializer();
        FilesProgress start = FilesProgress.start(List.of(new InputPath(InputPath.Kind.GLOB, "file:/shards", "*.tar")));
        assertThat(serializer.deserialize(1, serializer.serialize(start))).isEqualTo(start);
        assertThat(start.inputs()).isEqualTo("file:/shards/*.tar");
    }

    @Test
    void aVersionOfALaterBuildIsRefusedWithASentence() {
        assertThatThrownBy(() -> new FileSplitSerializer().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "The checkpoint has file splits of version 2, and this build reads version 1: resume it with the"
                                + " build that wrote it, or a later one.");
        assertThat(new FilesProgressSerializer().deserialize(2, new byte[0]).problem())
                .as("nothing is thrown: it would be lost, and the source refuses it")
                .isEqualTo(
                        "The checkpoint has a listing of version 2, and this build reads version 1: resume it with the"
                                + " build that wrote it, or a later one.");
    }

    @Test
    void aListingThatIsDamagedIsForTheSourceToRefuse() throws IOException {
        FilesProgressSerializer serializer = new FilesProgressSerializer();
        byte[] whole = serializer.serialize(PROGRESS);
        for (int length = 0; length < whole.length; length++) {
            assertThat(serializer.deserialize(1, Arrays.copyOf(whole, length)).problem())
                    .as("cut to %d", length)
                    .startsWith("The checkpoint's listing is damaged (");
        }
    }

    /** However many files there are, a checkpoint holds a place. */
    @Test
    void aCheckpointIsSmall() throws IOException {
        FilesProgress progress = PROGRESS.withReturned(List.of());
        assertThat(new FilesProgressSerializer().serialize(progress)).hasSizeLessThan(150);
    }
}
