package io.frametag.pipeline;

import io.frametag.config.Overload;
import io.frametag.config.RecordCoordinates;
import io.frametag.image.Decoding;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageGeometry;
import io.frametag.image.ImageLimits;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** {@link RecordDecoder} for the one model that a job without releases has. */
public final class Decode extends RichMapFunction<RawRecord, InFlight> {
    private final ImageLimits limits;
    private final Decoding decoding;
    private final ImageGeometry geometry;
    private final Set<RecordCoordinates> rejected;
    private final Overload overload;
    private final Clock clock;

    private transient RecordDecoder records;
    private transient ImageDecoder images;

    /**
     * @param geometry what the model resizes to, so that no more is decoded than that needs
     * @param rejected records not to look at
     * @param overload how old a frame may be
     */
    public Decode(
            ImageLimits limits,
            Decoding decoding,
            ImageGeometry geometry,
            Set<RecordCoordinates> rejected,
            Overload overload,
            Clock clock) {
        this.limits = limits;
        this.decoding = decoding;
        this.geometry = geometry;
        this.rejected = rejected;
        this.overload = overload;
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) {
        images = new ImageDecoder(limits, decoding, geometry);
        records = new RecordDecoder(getRuntimeContext().getMetricGroup(), rejected, overload, clock);
    }

    @Override
    public InFlight map(RawRecord record) {
        return records.decode(record, images, null);
    }

    @Override
    public void close() {
        if (images != null) {
            images.close();
        }
    }

    /** Stands in dead letters where no exception was thrown; tools of Kafka Connect expect a class name. */
    static final class RejectedRecordException extends Exception {
        private RejectedRecordException() {}
    }
}
