package io.frametag.release;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What all tasks restore, the same for each: tasks swap by themselves, and a checkpoint may fall between two of them.
 *
 * @param heardOffset see {@link ReleaseState}
 * @param deliveredOffset the same
 * @param actives what the tasks labelled with, the newest first; empty is the model that the job was started with. All go on with
 *     the first: it has been loaded before, but perhaps not everywhere, and a task that cannot takes the next
 * @param pending null for nothing
 */
record RestoredReleases(long heardOffset, long deliveredOffset, List<Optional<Release>> actives, Release pending) {
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
        // A barrier is behind the same releases for each: those that have not decided load the same one.
        Release pending = tasks.stream()
                .map(ReleaseState::pending)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(Release::offset))
                .filter(release -> !actives.get(0).equals(Optional.of(release)))
                .orElse(null);
        return Optional.of(new RestoredReleases(
                most(tasks, ReleaseState::heardOffset), most(tasks, ReleaseState::deliveredOffset), actives, pending));
    }

    private static long most(Collection<ReleaseState> tasks, ToLongFunction<ReleaseState> offset) {
        return tasks.stream().mapToLong(offset).max().orElse(-1);
    }
}
