package io.frametag.hostile.campaign;

/**
 * Which image is where: on each partition every good frame once, and then damaged images with a good frame behind each. The
 * damaged ones take the partitions in turn.
 *
 * @param first number of a damaged image
 * @param images how many damaged ones there are
 * @param goodFrames how many good ones there are to choose from
 */
record Layout(int partitions, long first, int images, int goodFrames) {
    /** A record of the input topic, by its coordinates. */
    record Place(int partition, long offset) {}

    /**
     * What a record is.
     *
     * @param good which good frame, or -1 for a damaged image
     * @param mutant the damaged image, or the one before a good frame; -1 for good frames before all of them
     */
    record Content(int good, long mutant) {
        boolean isGood() {
            return good >= 0;
        }
    }

    /** @return how many records the topic gets */
    int records() {
        return partitions * goodFrames + 2 * images;
    }

    /** @return the records in the order in which they are sent, which within a partition is that of their offsets */
    Place place(int record) {
        int before = partitions * goodFrames;
        if (record < before) {
            return new Place(record % partitions, record / partitions);
        }
        int image = (record - before) / 2;
        return new Place(image % partitions, goodFrames + 2L * (image / partitions) + (record - before) % 2);
    }

    Content content(Place place) {
        if (place.offset() < goodFrames) {
            return new Content((int) place.offset(), -1);
        }
        long behind = place.offset() - goodFrames;
        long image = behind / 2 * partitions + place.partition();
        return new Content(behind % 2 == 0 ? -1 : (int) (image % goodFrames), first + image);
    }
}
