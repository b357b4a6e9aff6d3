package io.frametag.release;

import io.frametag.model.BadModelException;
import io.frametag.model.ModelId;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.OpenModel;
import io.frametag.schema.ModelRelease;
import io.frametag.schema.SingleObjectCodec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * The model that a task labels with, and the one that is to be next. A release is loaded beside the labelling, and takes over in
 * {@link #swap}, which the task calls between two records; one that cannot be used is refused, and changes nothing.
 *
 * <p>Of the task's own thread.
 */
final class ModelSwitch implements AutoCloseable {
    private final ModelReference first;
    private final ModelOpener opener;
    private final ModelLoader loader;
    private final ReleaseReport report;
    private final SingleObjectCodec<ModelRelease> codec = SingleObjectCodec.modelReleases();

    private long heardOffset = -1;
    /** Nothing up to it is taken up. */
    private long knownOffset = -1;

    private Release active;
    private Release pending;
    private OpenModel model;

    /**
     * @param first what to label with as long as there is no release
     * @param loader closed with this
     */
    ModelSwitch(ModelReference first, ModelOpener opener, ModelLoader loader, ReleaseReport report) {
        this.first = first;
        this.opener = opener;
        this.loader = loader;
        this.report = report;
    }

    /**
     * Opens the model of the task's first record.
     *
     * @param restored empty for a job that has no state of releases
     * @throws IOException if there is none that can be opened, or the newest release cannot be read now
     * @throws BadModelException the same of the model that the job was started with
     */
    void start(Optional<RestoredReleases> restored, ReleaseFeed topic) throws IOException, BadModelException {
        if (restored.isPresent()) {
            resume(restored.get(), topic);
        } else if (!begin(topic.newest())) {
            model = opener.open(first);
        }
    }

    private boolean begin(Optional<ReleaseMessage> newest) throws IOException {
        if (newest.isEmpty()) {
            return false;
        }
        heardOffset = newest.get().offset();
        knownOffset = heardOffset;
        Optional<Release> release = read(newest.get());
        return release.isPresent() && adopt(release.get());
    }

    /**
     * The state's own model, so that labels are those of before. A task that cannot load it, as it may have refused it before, goes on
     * with the next older one that a task labelled with; it asks for a newer one, and takes the one that was loading, only if all are gone.
     */
    private void resume(RestoredReleases state, ReleaseFeed topic) throws IOException, BadModelException {
        heardOffset = state.heardOffset();
        pending = state.pending();
        Map<Release, Throwable> gone = new LinkedHashMap<>();
        for (Optional<Release> each : state.actives()) {
            if (each.isEmpty()) {
                model = opener.open(first);
                break;
            }
            try {
                report.resumed(each.get(), take(each.get()), labelling());
                break;
            } catch (BadModelException | IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
                gone.put(each.get(), e);
            }
        }
        if (model == null) {
            replace(gone, topic);
        }
        // What a task has refused others may not have heard: it is heard again; what is older than the active one is
        // not.
        knownOffset = Math.max(knownOffset, Math.max(offset(active), offset(pending)));
        gone.forEach((release, failure) -> report.refused(release, Reasons.of(failure), labelling()));
        if (pending != null) {
            loader.load(pending);
        }
    }

    private void replace(Map<Release, Throwable> gone, ReleaseFeed topic) throws IOException {
        Map.Entry<Release, Throwable> newestGone = gone.entrySet().iterator().next();
        Optional<ReleaseMessage> newer = topic.newest()
                .filter(message -> message.offset() > newestGone.getKey().offset());
        if (!begin(newer) && (pending == null || !adopt(pending))) {
            throw gone(newestGone.getKey(), newestGone.getValue());
        }
        pending = null;
    }

    private static IOException gone(Release release, Throwable failure) {
        return new IOException(
                "The state labels with " + release
                        + ", and it cannot be loaded: put the bundle back, or publish a release that can. "
                        + Reasons.of(failure),
                failure);
    }

    /**
     * @return whether the task labels with it now
     * @throws IOException if the bundle may be readable a moment later: to refuse it would leave this task alone with another model
     */
    private boolean adopt(Release release) throws IOException {
        try {
            report.ready(release, take(release), null);
        } catch (BadModelException
                | UnsupportedFileSystemSchemeException
                | RuntimeException
                | LinkageError
                | OutOfMemoryError e) {
            report.refused(release, Reasons.of(e), null);
            return false;
        } catch (IOException e) {
            throw new IOException(
                    "The newest is " + release
                            + ", and the task does not begin without it: put the bundle where each task reads"
                            + " it, or publish a release that can be loaded. " + Reasons.of(e),
                    e);
        }
        report.active(release, labelling());
        return true;
    }

    /** @return milliseconds that it took */
    private long take(Release release) throws IOException, BadModelException {
        long started = System.nanoTime();
        model = opener.open(release.reference());
        active = release;
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    private static long offset(Release release) {
        return release == null ? -1 : release.offset();
    }

    /** @return offset of the first message that is to be heard */
    long next() {
        return heardOffset + 1;
    }

    /** Takes a release up, unless it is known: its loading begins, and the task goes on as it is. */
    void hear(ReleaseMessage message) {
        if (message.offset() <= heardOffset) {
            // Who reads only goes forward: the topic was deleted and made anew, and counts from 0 again.
            knownOffset = -1;
        }
        heardOffset = message.offset();
        if (message.offset() <= knownOffset) {
            return;
        }
        knownOffset = message.offset();
        read(message).ifPresent(release -> {
            if (pending != null) {
                report.superseded(pending, labelling());
            }
            pending = release;
            loader.load(release);
        });
    }

    private Optional<Release> read(ReleaseMessage message) {
        try {
            return Release.of(message, codec);
        } catch (RefusedReleaseException e) {
            report.refused(message.offset(), e.getMessage(), labelling());
            return Optional.empty();
        }
    }

    /** Changes to what was loaded, if it is still wanted. Between two records: none is on its way through the old model. */
    void swap() {
        loader.take().ifPresent(loaded -> {
            if (!loaded.release().equals(pending)) {
                if (loaded.model() != null) {
                    loader.retire(loaded.model());
                }
                return;
            }
            pending = null;
            if (loaded.model() == null) {
                report.refused(loaded.release(), loaded.reason(), labelling());
                return;
            }
            report.ready(loaded.release(), loaded.millis(), labelling());
            OpenModel old = model;
            model = loaded.model();
            active = loaded.release();
            loader.retire(old);
            report.active(active, labelling());
        });
    }

    /** What the next record is labelled with. */
    OpenModel model() {
        return model;
    }

    ReleaseState state() {
        return new ReleaseState(heardOffset, active, pending);
    }

    private ModelId labelling() {
        return model == null ? null : model.id();
    }

    @Override
    public void close() {
        loader.close();
        if (model != null) {
            model.close();
        }
    }
}
