package io.frametag.tools.batch;

import io.frametag.metrics.MetricNames;

/**
 * How much there is to read, as the source of files counts it.
 *
 * @param files as far as they are counted
 * @param allFound whether that is all
 * @param filesRead those that were handed to a task
 * @param bytes of the files
 * @param bytesRead of what was handed to a task
 */
record InputSize(long files, boolean allFound, long filesRead, long bytes, long bytesRead) {
    /** @return as Flink's metrics say in this JVM; nothing where the input is no files */
    static InputSize now() {
        return new InputSize(
                InJvmMetrics.sum(MetricNames.FILES_FOUND),
                InJvmMetrics.sum(MetricNames.FILES_ALL_FOUND) > 0,
                InJvmMetrics.sum(MetricNames.FILES_HANDED_OUT),
                InJvmMetrics.sum(MetricNames.FILE_BYTES_FOUND),
                InJvmMetrics.sum(MetricNames.FILE_BYTES_HANDED_OUT));
    }

    /**
     * @param done images so far
     * @return how many images there will be: exact where each is a file, for archives by the bytes that are read so far; 0 if
     *     it is not known
     */
    long images(long done) {
        if (!allFound || bytesRead == 0) {
            return 0;
        }
        boolean eachIsAFile = done <= filesRead;
        return eachIsAFile ? files : Math.max(done, Math.round((double) done * bytes / bytesRead));
    }
}
