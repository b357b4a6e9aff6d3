package io.frametag.pipeline;

import io.frametag.config.Overload;
import io.frametag.config.RecordCoordinates;
import io.frametag.pipeline.InFlight.Stamped;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** {@link RecordDecoder} for the model that each record is stamped with. */
public final class DecodeStamped extends RichMapFunction<InFlight, InFlight> {
    private final Set<RecordCoordinates> rejected;
    private final Overload overload;
    private final Clock clock;

    private transient RecordDecoder records;

    /**
     * @param rejected records not to look at
     * @param overload how old a frame may be
     */
    public DecodeStamped(Set<RecordCoordinates> rejected, Overload overload, Clock clock) {
        this.rejected = rejected;
        this.overload = overload;
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) {
        records = new RecordDecoder(getRuntimeContext().getMetricGroup(), rejected, overload, clock);
    }

    @Override
    public InFlight map(InFlight record) {
        Stamped stamped = (Stamped) record;
        return records.decode(stamped.input(), stamped.model().decoder(), stamped.model());
    }
}
