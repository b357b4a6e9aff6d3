package io.frametag.hostile.image;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** What is done to an image. The same random numbers do the same. */
public enum Mutation {
    NONE("none") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            return payload;
        }
    },
    BIT_FLIPS("1 to 16 bits flipped") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            byte[] bytes = payload.bytes().clone();
            for (int flips = 1 + random.nextInt(16); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return payload.with(bytes);
        }
    },
    HEADER_FLIPS("1 to 4 bits flipped in the first 64 bytes") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            byte[] bytes = payload.bytes().clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(Math.min(64, bytes.length))] ^= (byte) (1 << random.nextInt(8));
            }
            return payload.with(bytes);
        }
    },
    OVERWRITTEN("a range overwritten with zeros, FF or noise") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            byte[] bytes = payload.bytes().clone();
            int from = random.nextInt(bytes.length);
            byte[] filler = filler(random, 1 + random.nextInt(bytes.length - from));
            System.arraycopy(filler, 0, bytes, from, filler.length);
            return payload.with(bytes);
        }
    },
    CUT("cut short") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            return payload.with(cut(payload, random));
        }
    },
    CUT_WITH_END("cut short, with the end marker behind the cut") {
        @Override
        boolean appliesTo(FrameFormat format) {
            return format.container().end().length > 0;
        }

        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            return payload.with(
                    Bytes.join(cut(payload, random), format.container().end()));
        }
    },
    CUT_AND_FILLED("cut short, and filled up to its length with zeros, FF or noise") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            byte[] head = cut(payload, random);
            return payload.with(Bytes.join(head, filler(random, payload.bytes().length - head.length)));
        }
    },
    SPLICED("the beginning of one image, the rest of another, perhaps of another format") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            int at = 1 + random.nextInt(Math.min(payload.bytes().length, other.bytes().length));
            return payload.with(Bytes.join(Bytes.head(payload.bytes(), at), Bytes.tail(other.bytes(), at)));
        }
    },
    OTHER_SIZE("a header that claims another size, up to the format's largest") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            return ClaimedSize.any(format.container(), payload, random);
        }
    },
    DEEP("scans, frames or chunks, up to 400 times; a TIFF directory behind itself, without end") {
        @Override
        boolean appliesTo(FrameFormat format) {
            return !EnumSet.of(Container.BMP, Container.RAW).contains(format.container());
        }

        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            return payload.with(Repetition.deep(format.container(), payload.bytes(), random));
        }
    },
    NESTED("segments, chunks or blocks doubled, repeated, exchanged, or the file within itself") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            return payload.with(Repetition.nested(format.container(), payload.bytes(), random));
        }
    },
    WRONG_TYPE("the content type of another format") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            FrameFormat[] formats = FrameFormat.values();
            return payload.ofType(formats[random.nextInt(formats.length)].contentType());
        }
    },
    RANDOM_BODY("noise behind a right signature") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            byte[] bytes = Bytes.random(random, payload.bytes().length);
            System.arraycopy(payload.bytes(), 0, bytes, 0, format.container().signatureBytes());
            return payload.with(bytes);
        }
    },
    CONCATENATED("two images, one behind the other") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            return payload.with(Bytes.join(payload.bytes(), other.bytes()));
        }
    },
    EMPTY("no bytes, or one") {
        @Override
        Payload apply(FrameFormat format, Payload payload, Payload other, Random random) {
            return payload.with(Bytes.head(payload.bytes(), random.nextInt(2)));
        }
    };

    private final String title;

    Mutation(String title) {
        this.title = title;
    }

    /** @return as a row of a table names it */
    public String title() {
        return title;
    }

    /** @return the mutations that make sense of a format */
    static Set<Mutation> of(FrameFormat format) {
        Set<Mutation> all = EnumSet.allOf(Mutation.class);
        all.removeIf(mutation -> !mutation.appliesTo(format));
        return all;
    }

    boolean appliesTo(FrameFormat format) {
        return true;
    }

    /**
     * @param payload a sound image of the format
     * @param other a sound image of any format
     * @return new bytes, or the payload's own, which nobody may write to
     */
    abstract Payload apply(FrameFormat format, Payload payload, Payload other, Random random);

    /** At least the first byte stays, and at least one goes. */
    private static byte[] cut(Payload payload, Random random) {
        return Bytes.head(payload.bytes(), 1 + random.nextInt(payload.bytes().length - 1));
    }

    private static byte[] filler(Random random, int length) {
        byte[] filler = Bytes.random(random, length);
        switch (random.nextInt(3)) {
            case 0 -> Arrays.fill(filler, (byte) 0);
            case 1 -> Arrays.fill(filler, (byte) 0xFF);
            default -> {
                // As it is.
            }
        }
        return filler;
    }
}
