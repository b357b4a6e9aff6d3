package io.frametag.tools.verify;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The runs that count: all, or the one that was asked for.
 *
 * @param <R> what is noted of each
 */
final class Runs<R> {
    private static final int OTHERS_REMEMBERED = 8;

    private final Optional<String> only;
    private final Maker<R> maker;
    private final Map<String, R> byId = new TreeMap<>();
    private final Set<String> others = new TreeSet<>();

    /** Makes what is noted of a run, when its first outcome comes. */
    @FunctionalInterface
    interface Maker<R> {
        R make(String runId) throws VerificationException;
    }

    /** @param only the one run that counts, which is there from the start, or all */
    Runs(Optional<String> only, Maker<R> maker) throws VerificationException {
        this.only = only;
        this.maker = maker;
        if (only.isPresent()) {
            of(only.get());
        }
    }

    /** @return whether a run counts; one that does not is remembered as passed over */
    boolean count(String runId) {
        boolean counts = only.isEmpty() || only.get().equals(runId);
        if (!counts && others.size() < OTHERS_REMEMBERED) {
            others.add(runId);
        }
        return counts;
    }

    /** @return what is noted of a run that counts */
    R of(String runId) throws VerificationException {
        R run = byId.get(runId);
        if (run == null) {
            run = maker.make(runId);
            byId.put(runId, run);
        }
        return run;
    }

    /** @return of every run that counts and answered something, and of the one that was asked for in any case; by id */
    Iterable<R> all() {
        return byId.values();
    }

    /** @return some of the runs that were passed over because another was asked for */
    Set<String> others() {
        return others;
    }
}
