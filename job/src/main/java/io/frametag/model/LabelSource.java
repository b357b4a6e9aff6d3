package io.frametag.model;

import java.io.IOException;
import java.util.Optional;

/** Where labels come from that the description does not have. Asked only then. */
interface LabelSource {
    /** There is nothing beside the description. */
    LabelSource NONE = Optional::empty;

    Optional<LabelList> labels() throws BadModelException, IOException;
}
