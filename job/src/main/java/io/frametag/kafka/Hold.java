package io.frametag.kafka;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * What stands before a sink's writer, and may hold records back for a moment. On the task's thread only.
 *
 * @param <T> what is written
 */
interface Hold<T> {
    /** Writes the record now, or soon after this returns, behind all that came before it. */
    void write(T record, SinkWriter.Context context) throws IOException, InterruptedException;

    /** Writes all that is held. */
    void release() throws IOException, InterruptedException;

    /** Made anew for each writer, where the task runs. */
    interface Factory<T> extends Serializable {
        Hold<T> before(SinkWriter<T> writer, ProcessingTimeService timers);
    }

    /** Holds nothing back. */
    static <T> Hold<T> none(SinkWriter<T> writer) {
        return new Hold<>() {
            @Override
            public void write(T record, SinkWriter.Context context) throws IOException, InterruptedException {
                writer.write(record, context);
            }

            @Override
            public void release() {}
        };
    }
}
