package io.frametag.pipeline;

import io.frametag.metrics.Histograms;
import io.frametag.metrics.MetricNames;
import io.frametag.metrics.NativeGauges;
import io.frametag.model.BadModelException;
import io.frametag.model.Classifier;
import io.frametag.model.Label;
import io.frametag.model.ModelBundle;
import io.frametag.pipeline.InFlight.Prepared;
import io.frametag.pipeline.InFlight.PreparedFor;
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

    /**
     * @param model the job's; null if each record is stamped with one
     * @param topK labels per image; a stamp has its own
     */
    public Classify(ModelReference model, int topK, Clock clock) {
        this.model = model;
        this.topK = topK;
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) throws IOException, BadModelException {
        if (model != null) {
            ModelBundle bundle = model.load();
            classifier = Classifier.open(bundle);
            LOG.info(
                    "{} labels with model {}, {}, top {}",
                    getRuntimeContext().getTaskInfo().getTaskNameWithSubtasks(),
                    bundle.id(),
                    bundle.spec().geometry(),
                    topK);
        }
        NativeGauges.register(getRuntimeContext().getMetricGroup());
        inference = Histograms.register(getRuntimeContext().getMetricGroup(), MetricNames.INFERENCE);
    }

    @Override
    public Outcome map(InFlight record) {
        if (record instanceof Outcome outcome) {
            return outcome;
        }
        return record instanceof PreparedFor stamped
                ? classified(
                        stamped.prepared(),
                        stamped.model().classifier(),
                        stamped.model().topK())
                : classified((Prepared) record, classifier, topK);
    }

    private Labelled classified(Prepared prepared, Classifier by, int most) {
        try {
            return classify(prepared, by, most);
        } catch (RuntimeException | Error e) {
            throw FailedRecordException.of(Stage.CLASSIFY, prepared.origin(), e);
        }
    }

    private Labelled classify(Prepared prepared, Classifier by, int most) {
        long started = clock.nanos();
        List<Label> labels = by.classify(prepared.rgb(), most);
        long micros = clock.microsSince(started);
        inference.update(micros);
        return new Labelled(
                prepared.origin(),
                prepared.frame(),
                labels,
                by.model(),
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
