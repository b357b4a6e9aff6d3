package io.frametag.pipeline;

import io.frametag.image.DecodeMode;
import io.frametag.image.ImageGeometry;
import io.frametag.image.Preprocessor;
import io.frametag.metrics.Histograms;
import io.frametag.metrics.MetricNames;
import io.frametag.pipeline.InFlight.Decoded;
import io.frametag.pipeline.InFlight.Prepared;
import io.frametag.pipeline.InFlight.PreparedFor;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Histogram;

/** Pixels → the model's size: resize, crop, RGB. Passes on what has its outcome already. */
public final class Preprocess extends RichMapFunction<InFlight, InFlight> {
    private final DecodeMode mode;
    private final ImageGeometry geometry;
    private final Clock clock;

    private transient Preprocessor preprocessor;
    private transient Histogram preprocess;

    /** @param geometry of the job's model; null if each record is stamped with a model of its own */
    public Preprocess(DecodeMode mode, ImageGeometry geometry, Clock clock) {
        this.mode = mode;
        this.geometry = geometry;
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) {
        if (geometry != null) {
            preprocessor = new Preprocessor(mode, geometry);
        }
        preprocess = Histograms.register(getRuntimeContext().getMetricGroup(), MetricNames.PREPROCESS);
    }

    @Override
    public InFlight map(InFlight record) {
        if (!(record instanceof Decoded decoded)) {
            return record;
        }
        try {
            return prepare(decoded);
        } catch (RuntimeException | Error e) {
            throw FailedRecordException.of(Stage.PREPROCESS, decoded.input().origin(), e);
        }
    }

    private InFlight prepare(Decoded decoded) {
        OpenModel stamp = decoded.model();
        long started = clock.nanos();
        byte[] rgb = (stamp == null ? preprocessor : stamp.preprocessor()).rgb(decoded.pixels());
        long micros = clock.microsSince(started);
        preprocess.update(micros);
        Prepared prepared =
                new Prepared(decoded.input().origin(), decoded.frame(), rgb, decoded.decodeMicros(), micros);
        return stamp == null ? prepared : new PreparedFor(prepared, stamp);
    }

    @Override
    public void close() {
        if (preprocessor != null) {
            preprocessor.close();
        }
    }
}
