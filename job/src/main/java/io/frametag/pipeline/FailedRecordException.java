package io.frametag.pipeline;

/**
 * Names the record on which a stage failed for a reason that is no fault of the record's: it fails the task. It tells what
 * to give to {@code --reject-offset}, should the same record fail the task again and again.
 */
public final class FailedRecordException extends RuntimeException {
    private FailedRecordException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @return what to throw in place of {@code failure}
     * @throws Error {@code failure} itself, if it is one, since Flink ends its process on some and has to recognise them;
     *     the record is named by what it suppresses
     */
    public static FailedRecordException of(Stage stage, Origin origin, Throwable failure) {
        String message = stage.uid() + " failed on " + origin.withStream()
                + ". Should the task fail on this record again and again, start the job with --reject-offset " + origin
                + ", which sends the record to the dead letters unread. The failure: " + failure;
        if (failure instanceof Error error) {
            error.addSuppressed(new FailedRecordException(message, null));
            throw error;
        }
        return new FailedRecordException(message, failure);
    }
}
