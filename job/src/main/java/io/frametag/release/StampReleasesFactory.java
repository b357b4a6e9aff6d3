package io.frametag.release;

import io.frametag.pipeline.Clock;
import io.frametag.pipeline.InFlight;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.RawRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** What travels with the job graph to make a {@link StampReleases}. */
final class StampReleasesFactory extends AbstractStreamOperatorFactory<InFlight>
        implements OneInputStreamOperatorFactory<RawRecord, InFlight> {
    private final ReleaseFeed releases;
    private final ModelReference first;
    private final ModelOpener opener;
    private final String runId;
    private final Clock clock;

    StampReleasesFactory(ReleaseFeed releases, ModelReference first, ModelOpener opener, String runId, Clock clock) {
        this.releases = releases;
        this.first = first;
        this.opener = opener;
        this.runId = runId;
        this.clock = clock;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    ReleaseFeed releases() {
        return releases;
    }

    ModelReference first() {
        return first;
    }

    ModelOpener opener() {
        return opener;
    }

    String runId() {
        return runId;
    }

    Clock clock() {
        return clock;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // The signature is Flink's; it asks for the one type made here.
    public <T extends StreamOperator<InFlight>> T createStreamOperator(StreamOperatorParameters<InFlight> parameters) {
        return (T) new StampReleases(parameters, this);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's own.
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return StampReleases.class;
    }
}
