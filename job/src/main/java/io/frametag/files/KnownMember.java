package io.frametag.files;

import io.frametag.pipeline.RawRecord;

/** An input of which all is known already. */
record KnownMember(long ordinal, RawRecord record) implements Member {
    @Override
    public RawRecord read() {
        return record;
    }
}
