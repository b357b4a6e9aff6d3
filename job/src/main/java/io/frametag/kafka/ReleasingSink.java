package io.frametag.kafka;

import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka sink whose writers give back what they hold when they are closed, and send labels together where a task is behind
 * ({@link HeldOutcomes}). In all else it is the sink that it is given, with the same state. Two faults of the connector (5.0.0-2.2) are mended here:
 *
 * <ul>
 *   <li>Its exactly-once writer never closes the admin client with which it looks for open transactions. The client's
 *       thread holds the job's class loader: a thread for each restart, some 19 MB of metaspace for each submission.
 *       (A client that was made by a writer whose start then failed is out of reach, and stays.)
 *   <li>Its writers throw a failed send once more on being closed. Flink takes an exception while a task is cleaned up for
 *       fatal, so that one refused record would end the whole TaskManager.
 * </ul>
 *
 * @param <T> what is written
 * @param <S> the writer's state
 * @param <C> what is committed
 */
final class ReleasingSink<T, S, C>
        implements Sink<T>,
                SupportsWriterState<T, S>,
                SupportsCommitter<C>,
                SupportsPostCommitTopology<C>,
                LineageVertexProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ReleasingSink.class);

    private final TwoPhaseCommittingStatefulSink<T, S, C> sink;
    private final Hold.Factory<T> hold;

    private ReleasingSink(TwoPhaseCommittingStatefulSink<T, S, C> sink, Hold.Factory<T> hold) {
        this.sink = sink;
        this.hold = hold;
    }

    /** @param longestHold see {@link HeldOutcomes} */
    static Sink<Outcome> of(KafkaSink<Outcome> sink, Duration longestHold, Clock clock) {
        return wrap(sink, (writer, timers) -> new HeldOutcomes(writer, timers, longestHold, clock));
    }

    /** Each record is written at once. */
    static <T> Sink<T> of(KafkaSink<T> sink) {
        return wrap(sink, (writer, timers) -> Hold.none(writer));
    }

    /** The connector keeps its types of state and committables to itself; they can be passed on, not named. */
    private static <T, S, C> Sink<T> wrap(TwoPhaseCommittingStatefulSink<T, S, C> sink, Hold.Factory<T> hold) {
        return new ReleasingSink<>(sink, hold);
    }

    @Override
    public Writer<T, S, C> createWriter(WriterInitContext context) throws IOException {
        return writer(sink.createWriter(context), context);
    }

    @Override
    public Writer<T, S, C> restoreWriter(WriterInitContext context, Collection<S> state) throws IOException {
        return writer(sink.restoreWriter(context, state), context);
    }

    private Writer<T, S, C> writer(PrecommittingStatefulSinkWriter<T, S, C> writer, WriterInitContext context) {
        return new Writer<>(writer, hold.before(writer, context.getProcessingTimeService()));
    }

    @Override
    public SimpleVersionedSerializer<S> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
        return sink.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<C> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    @SuppressWarnings("unchecked") // It is a Kafka sink, whose committables these are.
    public void addPostCommitTopology(DataStream<CommittableMessage<C>> committables) {
        ((SupportsPostCommitTopology<C>) sink).addPostCommitTopology(committables);
    }

    @Override
    public LineageVertex getLineageVertex() {
        return ((LineageVertexProvider) sink).getLineageVertex();
    }

    /** Passes everything on but the end. */
    static final class Writer<T, S, C> implements StatefulSinkWriter<T, S>, CommittingSinkWriter<T, C> {
        private final PrecommittingStatefulSinkWriter<T, S, C> writer;
        private final Hold<T> held;

        private Writer(PrecommittingStatefulSinkWriter<T, S, C> writer, Hold<T> held) {
            this.writer = writer;
            this.held = held;
        }

        @Override
        public void write(T record, Context context) throws IOException, InterruptedException {
            held.write(record, context);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            // What is held belongs to the checkpoint that this flush is for.
            held.release();
            writer.flush(endOfInput);
        }

        @Override
        public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
            writer.writeWatermark(watermark);
        }

        @Override
        public Collection<C> prepareCommit() throws IOException, InterruptedException {
            return writer.prepareCommit();
        }

        @Override
        public List<S> snapshotState(long checkpointId) throws IOException {
            return writer.snapshotState(checkpointId);
        }

        @Override
        public void close() {
            try {
                writer.close();
            } catch (Exception e) {
                // Nothing depends on it any more: what a checkpoint counts as done was flushed before that checkpoint.
                LOG.warn("The Kafka writer failed while it was closed; what it had not yet sent is read again.", e);
            } finally {
                closeAdminClient();
            }
        }

        private void closeAdminClient() {
            for (Class<?> type = writer.getClass(); type != null; type = type.getSuperclass()) {
                try {
                    Field field = type.getDeclaredField("adminClient");
                    field.setAccessible(true);
                    if (field.get(writer) instanceof Admin client) {
                        // It has nothing under way, and a broker that is gone must not hold up the restart.
                        client.close(Duration.ZERO);
                    }
                    return;
                } catch (NoSuchFieldException elsewhere) {
                    // The at-least-once writer has none.
                } catch (Exception e) {
                    LOG.warn("The Kafka writer's admin client stays open: its thread is left behind.", e);
                    return;
                }
            }
        }
    }
}
