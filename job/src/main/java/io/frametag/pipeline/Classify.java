package io.frametag.pipeline;

import io.frametag.metrics.Histograms;
import io.frametag.metrics.MetricNames;
import io.frametag.metrics.NativeGauges;
import io.frametag.model.BadModelException;
import io.frametag.model.Classifier;
import io.frametag.model.Label;
import io.frametag.model.ModelBundle;
import io.frametag.pipeline.InFlight.Prepared;
import io.frametag.pipeline.Outcome.Labelled;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Model-sized RGB → labels: normalise, infer, top-k, by one ONNX Runtime session per task. Passes on what has
 * its outcome already. A model that cannot be opened or run fails the task.
 */
public final class Classify extends RichMapFunction<InFlight, Outcome> {
    private static final Logger LOG = LoggerFactory.getLogger(Classify.class);

    private final ModelReference model;
    private final int topK;
    private final Clock clock;

    private transient Classifier classifier;
    private transient Histogram inference;

    public Classify(ModelReference model, int topK, Clock clock) {
        this.model = model;
        this.topK = topK;
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) throws IOException, BadModelException {
        ModelBundle bundle = model.load();
        classifier = Classifier.open(bundle);
        LOG.info(
                "{} labels with model {}, {}, top {}",
                getRuntimeContext().getTaskInfo().getTaskNameWithSubtasks(),
                bundle.id(),
                bundle.spec().geometry(),
                topK);
        NativeGauges.register(getRuntimeContext().getMetricGroup());
        inference = Histograms.register(getRuntimeContext().getMetricGroup(), MetricNames.INFERENCE);
    }

    @Override
    public Outcome map(InFlight record) {
        if (record instanceof Outcome outcome) {
            return outcome;
        }
        Prepared prepared = (Prepared) record;
        try {
            return classify(prepared);
        } catch (RuntimeException | Error e) {
            throw FailedRecordException.of(Stage.CLASSIFY, prepared.origin(), e);
        }
    }

    private Labelled classify(Prepared prepared) {
        long started = clock.nanos();
        List<Label> labels = classifier.classify(prepared.rgb(), topK);
        long micros = clock.microsSince(started);
        inference.update(micros);
        return new Labelled(
                prepared.origin(),
                prepared.frame(),
                labels,
                prepared.decodeMicros(),
                prepared.preprocessMicros(),
                micros);
    }

    @Override
    public void close() {
        if (classifier != null) {
            classifier.close();
        }
    }
}
