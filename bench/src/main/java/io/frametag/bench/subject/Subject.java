package io.frametag.bench.subject;

import java.util.List;

/** Something that labels frames in processes of its own. */
public interface Subject extends AutoCloseable {
    String name();

    /** @return those whose processor time is its cost */
    List<Long> pids();

    /** Ends its processes. */
    @Override
    void close();
}
