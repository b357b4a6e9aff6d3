package io.frametag.image;

import static io.frametag.image.ImageFiles.bytes;
import static io.frametag.image.ImageFiles.chunk;
import static io.frametag.image.ImageFiles.join;
import static io.frametag.image.ImageFiles.png;
import static io.frametag.image.ImageFiles.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Small files that would take a decoder gigabytes or minutes, and are told by their headers. */
class BombsTest {
    @Test
    void textsOfAPngThatInflateAThousandTimes() throws Exception {
        byte[] text = chunk("zTXt", new byte[8 << 10]);
        byte[][] texts = new byte[9][];
        Arrays.fill(texts, text);
        assertUndecodable("The PNG has 73728 bytes of compressed texts", png(1, 1, new byte[4], texts));
        assertThat(read(png(1, 1, new byte[4], Arrays.copyOf(texts, 8))).width())
                .isOne();
    }

    @Test
    void anUncompressedTextOfAPngIsNoBomb() throws Exception {
        byte[] plain = join("XML:com.adobe.xmp".getBytes(StandardCharsets.US_ASCII), bytes(0, 0), new byte[200_000]);
        byte[] compressed = plain.clone();
        compressed[18] = 1;
        assertThat(read(png(1, 1, new byte[4], chunk("iTXt", plain))).width()).isOne();
        assertUndecodable("compressed texts", png(1, 1, new byte[4], chunk("iTXt", compressed)));
    }

    @Test
    void anAnimatedPng() {
        assertUndecodable("The PNG is animated", png(1, 1, new byte[4], chunk("acTL", new byte[8])));
    }

    @Test
    void scansHiddenInASegmentThatIsNone() {
        byte[] frame = segment(0xC2, bytes(8, 0, 8, 0, 8, 1, 1, 0x11, 0));
        byte[] scan = segment(0xDA, bytes(1, 1, 0, 0, 0, 0));
        byte[][] scans = new byte[101][];
        Arrays.fill(scans, scan);
        byte[] hidden = join(bytes(0xFF, 0x02, 0xF0, 0x00), join(scans));
        assertUndecodable(
                "more than 100 scans",
                join(bytes(0xFF, 0xD8), frame, scan, hidden, new byte[70_000], bytes(0xFF, 0xD9)));
    }

    @Test
    void aGifOfNothingButClearCodes() throws Exception {
        assertUndecodable("clears its table", gif(30_000, (byte) 0x24, (byte) 0x49, (byte) 0x92));
        assertThat(read(gif(3_000, (byte) 0x24, (byte) 0x49, (byte) 0x92)).width())
                .isOne();
    }

    @Test
    void aGifWhoseImageIsLargerThanItsScreen() {
        byte[] gif = gif(3, (byte) 0x49);
        ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(13 + 6 + 5, (short) 60_000);
        assertUndecodable("larger than its screen", gif);
    }

    @Test
    void stripsOfATiffThatAreTheSameBytes() {
        int strips = 1_000;
        ByteBuffer file = ByteBuffer.allocate(20_000).order(ByteOrder.LITTLE_ENDIAN);
        tiff(file, strips, 12_000, 12_000 + 4 * strips);
        for (int i = 0; i < strips; i++) {
            file.putInt(12_000 + 4 * i, 200).putInt(12_000 + 4 * (strips + i), 10_000);
        }
        assertUndecodable("strips overlap", file.array());
    }

    @Test
    void stripsOfATiffThatAreFarLargerThanTheImage() {
        ByteBuffer file = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
        tiff(file, 1, 200, 10);
        file.putInt(ROWS_PER_STRIP_VALUE, 0x7FFFFF);
        assertUndecodable("strips are far larger", file.array());
    }

    @Test
    void aTiffThatSaysItsWidthTwice() {
        ByteBuffer file = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
        tiff(file, 1, 200, 10);
        file.putShort(10 + 12, (short) 256);
        assertUndecodable("says something twice", file.array());
    }

    private static final int ROWS_PER_STRIP_VALUE = 10 + 5 * 12 + 8;

    /** The directory of a grey image of 64×1000 pixels, deflated. */
    private static void tiff(ByteBuffer file, int strips, int offsets, int sizes) {
        file.putInt(0x002A4949).putInt(8).putShort((short) 7);
        int[][] entries = {
            {256, 1, 64},
            {257, 1, 1_000},
            {258, 1, 8},
            {259, 1, 8},
            {273, strips, offsets},
            {278, 1, 1},
            {279, strips, sizes}
        };
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 4).putInt(entry[1]).putInt(entry[2]);
        }
    }

    /** Of one pixel, with so many bytes of codes of three bits. */
    private static byte[] gif(int codeBytes, byte... pattern) {
        byte[] header = bytes('G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255);
        byte[] image = bytes(0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2);
        ByteBuffer blocks = ByteBuffer.allocate(codeBytes + codeBytes / 255 + 3);
        for (int i = 0; i < codeBytes; i++) {
            if (i % 255 == 0) {
                blocks.put((byte) Math.min(255, codeBytes - i));
            }
            blocks.put(pattern[i % pattern.length]);
        }
        blocks.put((byte) 0);
        return join(header, image, Arrays.copyOf(blocks.array(), blocks.position()), bytes(0x3B));
    }

    private static ImageHeader read(byte[] file) throws BadImageException {
        return ImageHeader.read(ByteBuffer.wrap(file));
    }

    private static void assertUndecodable(String sentence, byte[] file) {
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNDECODABLE));
    }
}
