package io.frametag.release;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What all tasks restore, the same for each: tasks hear and swap by themselves, and a checkpoint may fall between two of them.
 *
 * @param heardOffset of the last record that all have heard; -1 for none
 * @param actives what the tasks labelled with, the newest first; empty is the model that the job was started with. All go on with
 *     the first: it has been loaded before, but perhaps not everywhere, and a task that cannot takes the next
 * @param pending null for nothing
 */
record RestoredReleases(long heardOffset, List<Optional<Release>> actives, Release pending) {
    private static final Comparator<Optional<Release>> NEWEST_FIRST =
            Comparator.comparing(release -> release.map(Release::offset).orElse(-1L), Comparator.reverseOrder());

    RestoredReleases {
        actives = List.copyOf(actives);
    }

    /**
     * @param tasks of the checkpoint, one each
     * @return empty if there are none
     */
    static Optional<RestoredReleases> of(Collection<ReleaseState> tasks) {
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        List<Optional<Release>> actives = tasks.stream()
                .map(task -> Optional.ofNullable(task.active()))
                .distinct()
                .sorted(NEWEST_FIRST)
                .toList();
        Optional<Release> newest = actives.get(0);
        Release pending = tasks.stream()
                .filter(task -> task.pending() != null)
                // Each task's own is newer than its active one, also in a topic that was made anew and counts from 0
                // again.
                .filter(task -> newest.equals(Optional.ofNullable(task.active()))
                        || task.pending().offset() > newest.get().offset())
                .map(ReleaseState::pending)
                .max(Comparator.comparingLong(Release::offset))
                .orElse(null);
        long heardByAll =
                tasks.stream().mapToLong(ReleaseState::heardOffset).min().orElse(-1);
        return Optional.of(new RestoredReleases(heardByAll, actives, pending));
    }
}
