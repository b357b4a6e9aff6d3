package io.frametag.bench.subject;

import java.util.List;

/** A program that runs and takes frames, in processes of its own. */
public interface Subject extends AutoCloseable {
    /** @return what the report calls it */
    String name();

    /** @return the process that was started */
    long pid();

    /** @return every process of it that runs now, {@link #pid} first: their CPU time together is its own */
    List<Long> pids();

    /** Ends all its processes, in good order if they let it, and waits until they are gone. */
    @Override
    void close();
}
