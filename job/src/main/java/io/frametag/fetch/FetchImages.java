package io.frametag.fetch;

import io.frametag.config.FetchConfig;
import io.frametag.config.JobConfig;
import io.frametag.config.Overload;
import io.frametag.config.RecordCoordinates;
import io.frametag.pipeline.Attachment;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.FailedRecordException;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.Stage;
import io.frametag.schema.PayloadUris;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Record → the same record, with the image that its URI names. Records come out in the order in which they went in, whether there is
 * something to fetch for them or not. What will not be looked at is not fetched either.
 */
public final class FetchImages extends RichAsyncFunction<RawRecord, RawRecord> {
    /** {@link UriFetcher} keeps the time: Flink's own would fail the job. */
    private static final long NO_TIMEOUT = 0;

    private final FetchConfig config;
    private final int mostBytes;
    private final Set<RecordCoordinates> rejected;
    private final Overload overload;
    private final Clock clock;

    private transient PayloadUris uris;
    private transient UriFetcher fetcher;
    private transient FetchMetrics metrics;

    FetchImages(FetchConfig config, int mostBytes, Set<RecordCoordinates> rejected, Overload overload, Clock clock) {
        this.config = config;
        this.mostBytes = mostBytes;
        this.rejected = rejected;
        this.overload = overload;
        this.clock = clock;
    }

    /** @return {@code records} as they are, if nothing may be fetched */
    public static DataStream<RawRecord> of(DataStream<RawRecord> records, JobConfig config, Clock clock) {
        if (config.fetch().isEmpty()) {
            return records;
        }
        FetchConfig fetch = config.fetch().get();
        FetchImages images =
                new FetchImages(fetch, config.limits().maxBytes(), config.rejected(), config.overload(), clock);
        return AsyncDataStream.orderedWait(records, images, NO_TIMEOUT, TimeUnit.MILLISECONDS, fetch.concurrency())
                .name(Stage.FETCH.uid())
                .uid(Stage.FETCH.uid());
    }

    @Override
    public void open(OpenContext context) throws IOException {
        uris = new PayloadUris();
        metrics = new FetchMetrics(getRuntimeContext().getMetricGroup());
        fetcher = UriFetcher.of(config, mostBytes);
    }

    @Override
    public void asyncInvoke(RawRecord record, ResultFuture<RawRecord> result) {
        String uri = isWanted(record) ? uris.find(record.value()) : null;
        if (uri == null) {
            result.complete(List.of(record));
            return;
        }
        long started = clock.nanos();
        // If the task has ended meanwhile, nobody takes the result, and nobody misses it.
        CompletableFuture<Attachment> unused = fetcher.fetch(uri).whenComplete((attachment, failure) -> {
            long micros = clock.microsSince(started);
            if (failure != null) {
                result.completeExceptionally(named(record, failure));
            } else {
                // Flink runs this on the task's own thread.
                result.complete(() -> completed(record, attachment, micros));
            }
        });
    }

    private boolean isWanted(RawRecord record) {
        return record.attachment() == null
                && !(!rejected.isEmpty() && rejected.contains(record.origin().coordinates()))
                && record.origin().ageMicros(clock.wallMicros()) <= overload.deadlineMicros();
    }

    private List<RawRecord> completed(RawRecord record, Attachment attachment, long micros) {
        metrics.ended(attachment, micros);
        return List.of(new RawRecord(record.origin(), record.value(), attachment));
    }

    private static Throwable named(RawRecord record, Throwable failure) {
        try {
            return FailedRecordException.of(Stage.FETCH, record.origin(), failure);
        } catch (Error e) {
            return e;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (fetcher != null) {
            fetcher.close();
        }
    }
}
