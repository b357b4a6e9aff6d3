package io.frametag.kafka.history;

import io.frametag.config.InputTopics;
import io.frametag.config.KafkaConfig;
import io.frametag.config.ReadRange;
import io.frametag.metrics.MetricNames;
import io.frametag.source.UnusableState;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka source over a range of its topics, with or without an end, and with the connector's own state. Over a restore the range
 * is that of the state. What the connector (5.0.0-2.2) does for a source without an end it does here as well; of one with an end
 * the restore ({@link KnownSplits}), the commits ({@link CommittingReader}) and where it ends ({@link RangeOffsets}) are
 * mended.
 *
 * @param <T> what is read
 */
public final class RangedSource<T>
        implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<T>, LineageVertexProvider {
    private static final Logger LOG = LoggerFactory.getLogger(RangedSource.class);
    private static final String DISCOVERY_INTERVAL_MILLIS = "60000";

    private final KafkaSource<T> source;
    private final KafkaConfig kafka;
    /** That of the source. */
    private final RangeOffsets ends;

    private RangedSource(KafkaSource<T> source, KafkaConfig kafka, RangeOffsets ends) {
        this.source = source;
        this.kafka = kafka;
        this.ends = ends;
    }

    /** @param source with everything but topics and offsets, which are set here */
    @SuppressWarnings("deprecation") // The connector takes no other type than Kafka's old OffsetResetStrategy.
    public static <T> RangedSource<T> of(KafkaSourceBuilder<T> source, KafkaConfig kafka) {
        source.setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), Boolean.toString(!kafka.bounded()));
        // Without a range the readers ask for the group's offsets themselves.
        source.setStartingOffsets(
                kafka.range().equals(ReadRange.ENDLESS)
                        ? OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST)
                        : RangeOffsets.beginnings(kafka));
        RangeOffsets ends = RangeOffsets.ends(kafka);
        if (kafka.bounded()) {
            source.setKafkaSubscriber(new BoundedTopics(kafka));
            source.setBounded(ends);
        } else {
            subscribe(source, kafka.inputTopics());
            source.setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), DISCOVERY_INTERVAL_MILLIS);
        }
        return new RangedSource<>(source.build(), kafka, ends);
    }

    /** New topics and partitions are looked for again and again. */
    private static void subscribe(KafkaSourceBuilder<?> source, InputTopics topics) {
        if (topics.pattern() == null) {
            source.setTopics(topics.names());
        } else {
            source.setTopicPattern(Pattern.compile(topics.pattern()));
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        SourceReader<T, KafkaPartitionSplit> reader = source.createReader(context);
        return kafka.bounded() ? new CommittingReader<>(reader, new GroupOffsets(kafka)) : reader;
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        tellHowMuch(context, ends::recordsToRead);
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws Exception {
        if (!state.initialDiscoveryFinished()) {
            return source.restoreEnumerator(context, state);
        }
        Optional<String> unusable = Stream.of(state.assignedSplits(), state.unassignedSplits())
                .flatMap(Collection::stream)
                .flatMap(split -> wrongEnd(split).stream())
                .findFirst();
        if (unusable.isPresent()) {
            return new UnusableState<>(new InputRangeException(unusable.get()));
        }
        long records = Stream.of(state.assignedSplits(), state.unassignedSplits())
                .flatMap(Collection::stream)
                .mapToLong(split -> split.getStoppingOffset().orElse(0L) - split.getStartingOffset())
                .sum();
        tellHowMuch(context, () -> records);
        LOG.info("Restored: what is read is what the state says, and not {}", kafka.range());
        return kafka.bounded()
                ? new KnownSplits<>(source.restoreEnumerator(new WithoutDiscovery<>(context), state), context)
                : source.restoreEnumerator(context, state);
    }

    private void tellHowMuch(SplitEnumeratorContext<KafkaPartitionSplit> context, Gauge<Long> records) {
        if (kafka.bounded()) {
            context.metricGroup()
                    .addGroup(MetricNames.GROUP)
                    .<Long, Gauge<Long>>gauge(MetricNames.RECORDS_TO_READ, records);
        }
    }

    /** What has an end in the state has one for good, and what has none never ends. */
    private Optional<String> wrongEnd(KafkaPartitionSplit split) {
        boolean ends = split.getStoppingOffset().isPresent();
        if (ends && !kafka.bounded()) {
            return Optional.of("The state is that of a bounded job: " + split.getTopicPartition() + " ends at offset "
                    + split.getStoppingOffset().get()
                    + ", and nothing behind it would ever be read. Give the --until of that job to finish it, or start"
                    + " without the state: at the group's offsets, a job goes on where that one ended.");
        }
        if (!ends && kafka.bounded()) {
            return Optional.of("The state is that of a job without an end: " + split.getTopicPartition()
                    + " would be read for ever. Leave --until and --bounded out to go on with it, or start without the"
                    + " state: at the group's offsets, a job begins where that one was stopped.");
        }
        return Optional.empty();
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return source.getProducedType();
    }

    @Override
    public LineageVertex getLineageVertex() {
        return source.getLineageVertex();
    }
}
