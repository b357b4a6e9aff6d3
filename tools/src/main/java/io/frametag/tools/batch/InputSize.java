package io.frametag.tools.batch;

import io.frametag.metrics.MetricNames;

/**
 * How much there is to read, as the source counts it.
 *
 * @param files as far as they are counted
 * @param allFound whether that is all
 * @param filesRead those that were handed to a task
 * @param bytes of the files
 * @param bytesRead of what was handed to a task
 * @param records of topics, in place of all these
 */
record InputSize(long files, boolean allFound, long filesRead, long bytes, long bytesRead, long records) {
    /** @return as Flink's metrics say in this JVM */
    static InputSize now() {
        return new InputSize(
                InJvmMetrics.sum(MetricNames.FILES_FOUND),
                InJvmMetrics.sum(MetricNames.FILES_ALL_FOUND) > 0,
                InJvmMetrics.sum(MetricNames.FILES_HANDED_OUT),
                InJvmMetrics.sum(MetricNames.FILE_BYTES_FOUND),
                InJvmMetrics.sum(MetricNames.FILE_BYTES_HANDED_OUT),
                InJvmMetrics.sum(MetricNames.RECORDS_TO_READ));
    }

    /**
     * @param done images so far
     * @return how many images there will be: exact where each is a file, for archives by the bytes that are read so far, of
     *     topics as many as there are offsets; 0 if it is not known
     */
    long images(long done) {
        if (records > 0) {
            return Math.max(done, records);
        }
        if (!allFound || bytesRead == 0) {
            return 0;
        }
        boolean eachIsAFile = done <= filesRead;
        return eachIsAFile ? files : Math.max(done, Math.round((double) done * bytes / bytesRead));
    }
}
