package io.frametag.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every metric of the job's own, all under the operator's group {@value #GROUP}. Flink and Kafka add theirs
 * (numRecordsIn, pendingRecords, currentFetchEventTimeLag, ..).
 */
public final class MetricNames {
    public static final String GROUP = "frametag";

    /** Counter, at the sink. */
    public static final String LABELLED = "labelled";
    /** Counter, at the sink, one per reason: group {@value #REASON} with the reason's name. */
    public static final String REJECTED = "rejected";

    /** Counter, at the sink. By stream there would be no end of counters: {@code frametag verify} counts so. */
    public static final String SHED = "shed";

    public static final String REASON = "reason";

    /** Counters, at the fetch, if something may be fetched. */
    public static final String FETCHED = "fetched";

    public static final String FETCH_FAILED = "fetchFailed";
    public static final String FETCHED_BYTES = "fetchedBytes";
    /** Histograms, microseconds. */
    public static final String FETCH = "fetchMicros";

    public static final String QUEUE_WAIT = "queueWaitMicros";

    public static final String DECODE = "decodeMicros";
    public static final String PREPROCESS = "preprocessMicros";
    public static final String INFERENCE = "inferenceMicros";
    public static final String CAPTURE_TO_LABEL = "captureToLabelMicros";

    /** Counters, where models change while the job runs. */
    public static final String MODEL_SWAPS = "modelSwaps";

    public static final String MODEL_RELEASES_REFUSED = "modelReleasesRefused";
    /** Gauges, the same. */
    public static final String MODEL_RELEASE = "modelRelease";

    public static final String MODEL_LOAD = "modelLoadMillis";

    /** Counters, at the segments. */
    public static final String SEGMENTS_OPENED = "segmentsOpened";

    public static final String SEGMENTS_CLOSED = "segmentsClosed";
    public static final String LATE_FRAMES = "lateFrames";
    /** Gauge, at the segments. */
    public static final String SEGMENTS_OPEN = "segmentsOpen";

    /** Gauge, at the source's enumerator, where the input is topics with an end. */
    public static final String RECORDS_TO_READ = "recordsToRead";

    /** Gauges, at the source's enumerator, where the input is files. */
    public static final String FILES_HANDED_OUT = "filesHandedOut";

    public static final String FILE_BYTES_HANDED_OUT = "fileBytesHandedOut";
    public static final String FILES_FOUND = "filesFound";
    public static final String FILE_BYTES_FOUND = "fileBytesFound";
    public static final String FILES_ALL_FOUND = "filesAllFound";
    public static final String FILES_IGNORED = "filesIgnored";

    /** Those of a job that reads files; others do not have them. */
    public static final List<String> OF_FILES = List.of(
            FILES_FOUND, FILE_BYTES_FOUND, FILES_ALL_FOUND, FILES_HANDED_OUT, FILE_BYTES_HANDED_OUT, FILES_IGNORED);

    /** Those of a job whose model may change while it runs; others do not have them. */
    public static final List<String> OF_RELEASES =
            List.of(MODEL_SWAPS, MODEL_RELEASES_REFUSED, MODEL_RELEASE, MODEL_LOAD);

    /** Gauges of the whole process, the same from each of its tasks. */
    public static final String NATIVE_HANDLES = "nativeHandles";

    public static final String PROCESS_RESIDENT = "processResidentBytes";
    public static final String PROCESS_LIMIT = "processLimitBytes";

    private MetricNames() {}

    /** Name to Markdown cells (kind, where, meaning), for the docs. */
    public static Map<String, String> descriptions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(LABELLED, "counter | sink | records that ended as labels");
        all.put(REJECTED, "counter | sink | records that ended as dead letters; one counter per `reason`");
        all.put(
                SHED,
                "counter | sink | records that were older than the deadline of `--overload`, and were not looked at");
        all.put(FETCHED, "counter | fetch | images that were fetched from their URIs");
        all.put(FETCH_FAILED, "counter | fetch | URIs without an image: refused, failed in all attempts, or too large");
        all.put(FETCHED_BYTES, "counter | fetch | bytes of the images that were fetched");
        all.put(FETCH, "histogram | fetch | from a URI to its image or to giving up, all attempts and waits");
        all.put(
                QUEUE_WAIT,
                "histogram | decode | wall clocks: from `sent_at` until the job takes the record up; with the fetch, where"
                        + " there is one");
        all.put(DECODE, "histogram | decode | Avro, header, limits, pixels");
        all.put(PREPROCESS, "histogram | preprocess | resize, crop, RGB");
        all.put(INFERENCE, "histogram | classify | normalise, the model, top-k");
        all.put(CAPTURE_TO_LABEL, "histogram | sink | wall clocks: from `captured_at` to the sink");
        all.put(
                MODEL_SWAPS,
                "counter | release | releases that the task has begun to label with, its first one included");
        all.put(MODEL_RELEASES_REFUSED, "counter | release | releases that cannot be used");
        all.put(
                MODEL_RELEASE,
                "gauge | release | offset of the release that the task labels with; -1 for the model of `--model`");
        all.put(MODEL_LOAD, "gauge | release | of the last model: loading, checking and warming up, in milliseconds");
        all.put(SEGMENTS_OPENED, "counter | segments | segments that have begun");
        all.put(SEGMENTS_CLOSED, "counter | segments | segments that are over");
        all.put(
                SEGMENTS_OPEN,
                "gauge | segments | segments that are open; after a restart, of the streams that have had a frame since");
        all.put(LATE_FRAMES, "counter | segments | frames older than their stream's newest, which no segment counts");
        all.put(
                RECORDS_TO_READ,
                "gauge | source (JobManager) | offsets of all partitions from their beginning to their end, if the job has"
                        + " one; markers of transactions and what compaction took are among them");
        all.put(FILES_FOUND, "gauge | source (JobManager) | files to read, as far as they are counted");
        all.put(FILE_BYTES_FOUND, "gauge | source (JobManager) | their bytes");
        all.put(FILES_ALL_FOUND, "gauge | source (JobManager) | 1 once all are counted, before that 0");
        all.put(
                FILES_HANDED_OUT,
                "gauge | source (JobManager) | of these files, those that a task reads or has read, over restarts, too");
        all.put(
                FILE_BYTES_HANDED_OUT,
                "gauge | source (JobManager) | their bytes; of a large file, of the ranges so far");
        all.put(
                FILES_IGNORED,
                "gauge | source (JobManager) | other files among these, which are no images and have none");
        all.put(NATIVE_HANDLES, "gauge | classify | open sessions, tensors, images and buffers of the process");
        all.put(PROCESS_RESIDENT, "gauge | classify | memory of the process, heap and native; on Linux only");
        all.put(
                PROCESS_LIMIT,
                "gauge | classify | memory that the process may have: the container's limit, or else the host's");
        return all;
    }
}
