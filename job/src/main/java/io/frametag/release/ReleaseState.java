package io.frametag.release;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of releases is kept in checkpoints.
 *
 * @param heardOffset of the newest release that was read; -1 for none
 * @param heardAt its record's timestamp; -1 for none
 * @param active null for the model that the job was started with
 * @param pending what is being loaded; null for nothing
 */
record ReleaseState(long heardOffset, long heardAt, Release active, Release pending) {
    /**
     * What all tasks restore, the same for each: tasks swap by themselves, and a checkpoint may fall between two of them. The
     * newest release that any task labelled with is loaded by all; it has been loaded before.
     *
     * @param tasks of the checkpoint, one each
     */
    static Optional<ReleaseState> merge(Collection<ReleaseState> tasks) {
        Optional<ReleaseState> furthest = tasks.stream()
                .max(Comparator.comparingLong(ReleaseState::heardOffset).thenComparingLong(ReleaseState::heardAt));
        Optional<Release> active = newest(tasks.stream().map(ReleaseState::active));
        Optional<Release> pending = newest(tasks.stream().map(ReleaseState::pending))
                .filter(release ->
                        release.offset() > active.map(Release::offset).orElse(-1L));
        return furthest.map(
                task -> new ReleaseState(task.heardOffset, task.heardAt, active.orElse(null), pending.orElse(null)));
    }

    private static Optional<Release> newest(Stream<Release> releases) {
        return releases.filter(release -> release != null).max(Comparator.comparingLong(Release::offset));
    }
}
