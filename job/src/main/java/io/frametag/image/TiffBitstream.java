package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * TIFF 6.0, of which the first image counts. Refused is what could take far more memory or time than its pixels: tiles
 * larger than the image, deep samples, and JPEG within it, which would pass by the limits of {@link JpegBitstream}.
 */
final class TiffBitstream implements Bitstream {
    private static final int LITTLE_ENDIAN = 0x49492A00;
    private static final int BIG_ENDIAN = 0x4D4D002A;
    private static final int MOST_BITS = 16;
    private static final int MOST_SAMPLES = 4;
    private static final long SMALL_TILE = 1 << 20;
    private static final long ALL_ROWS = 0xFFFF_FFFFL;
    private static final int UNCOMPRESSED = 1;
    /** White is 0, black is 0, RGB, palette. */
    private static final int LAST_PHOTOMETRIC = 3;

    /** None, CCITT 1D, T.4, T.6, LZW, Deflate by either number, PackBits. */
    private static final Set<Integer> COMPRESSIONS = Set.of(1, 2, 3, 4, 5, 8, 32946, 32773);

    @Override
    public boolean begins(ByteBuffer bytes) {
        return bytes.limit() >= 8 && (bytes.getInt(0) == LITTLE_ENDIAN || bytes.getInt(0) == BIG_ENDIAN);
    }

    @Override
    public ImageHeader header(ByteBuffer bytes) throws BadImageException {
        TiffDirectory directory = TiffDirectory.first(bytes);
        long width = directory.number(TiffDirectory.WIDTH, 0);
        long height = directory.number(TiffDirectory.HEIGHT, 0);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw undecodable("The TIFF's header gives no width and height.");
        }
        long samples = directory.number(TiffDirectory.SAMPLES, 1);
        long bits = directory.largest(TiffDirectory.BITS, 1);
        if (bits > MOST_BITS || samples > MOST_SAMPLES) {
            throw undecodable("The TIFF has " + samples + " samples of " + bits + " bits a pixel: read are at most "
                    + MOST_SAMPLES + " of " + MOST_BITS + ".");
        }
        long compression = directory.number(TiffDirectory.COMPRESSION, 1);
        if (!COMPRESSIONS.contains((int) compression)) {
            throw undecodable("The TIFF's compression " + compression + " is not read.");
        }
        long tile = directory.number(TiffDirectory.TILE_WIDTH, 0) * directory.number(TiffDirectory.TILE_HEIGHT, 0);
        if (tile < 0 || tile > Math.max(SMALL_TILE, 2 * width * height)) {
            throw undecodable("The TIFF's tiles are far larger than the image.");
        }
        long rowsPerStrip = Math.min(directory.number(TiffDirectory.ROWS_PER_STRIP, height), ALL_ROWS);
        if (rowsPerStrip != ALL_ROWS && rowsPerStrip > height && rowsPerStrip * width > SMALL_TILE) {
            throw undecodable("The TIFF's strips are far larger than the image.");
        }
        long photometric = directory.number(TiffDirectory.PHOTOMETRIC, 0);
        if (photometric > LAST_PHOTOMETRIC) {
            throw undecodable("The TIFF's colours are of kind " + photometric + ", which is not read.");
        }
        long leastBytes = compression == UNCOMPRESSED ? (width * bits * samples + 7) / 8 * height : 1;
        int orientation = (int) directory.number(TiffDirectory.ORIENTATION, ExifOrientation.UPRIGHT);
        return new ImageHeader(
                ImageFormat.TIFF,
                (int) width,
                (int) height,
                orientation > 8 || orientation < 1 ? ExifOrientation.UPRIGHT : orientation,
                directory.has(TiffDirectory.EXTRA_SAMPLES),
                directory.hasData(leastBytes, bytes.limit()) ? Ending.WHOLE : Ending.INCOMPLETE);
    }

    static BadImageException undecodable(String sentence) {
        return new BadImageException(Fault.UNDECODABLE, sentence);
    }
}
