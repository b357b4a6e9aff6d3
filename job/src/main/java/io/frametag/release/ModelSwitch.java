package io.frametag.release;

import io.frametag.model.BadModelException;
import io.frametag.model.ModelId;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.OpenModel;
import io.frametag.schema.ModelRelease;
import io.frametag.schema.SingleObjectCodec;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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
    private long heardAt = -1;
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
     * @throws IOException if there is none that can be opened
     * @throws BadModelException the same
     */
    void start(Optional<ReleaseState> restored, NewestRelease topic) throws IOException, BadModelException {
        if (restored.isPresent()) {
            resume(restored.get(), topic);
        } else if (!begin(topic.ask())) {
            model = opener.open(first);
        }
    }

    private boolean begin(Optional<ReleaseMessage> newest) {
        newest.ifPresent(this::heard);
        return newest.isPresent() && newest.get().value() != null && adopt(newest.get());
    }

    /** The state's own model, so that labels are those of before; a newer release only if that is gone. */
    private void resume(ReleaseState state, NewestRelease topic) throws IOException, BadModelException {
        heardOffset = state.heardOffset();
        heardAt = state.heardAt();
        active = state.active();
        pending = state.pending();
        if (active == null) {
            model = opener.open(first);
        } else {
            reopen(topic);
        }
        if (pending != null) {
            loader.load(pending);
        }
    }

    private void reopen(NewestRelease topic) throws IOException {
        try {
            model = opener.open(active.reference());
            report.active(active, model.id());
        } catch (BadModelException | IOException | RuntimeException e) {
            Release gone = active;
            Optional<ReleaseMessage> newest = topic.ask().filter(message -> message.offset() > gone.offset());
            if (!begin(newest)) {
                throw gone(gone, e);
            }
            pending = null;
        }
    }

    private static IOException gone(Release release, Exception failure) {
        return new IOException(
                "The state labels with " + release
                        + ", and it cannot be loaded: put the bundle back, or publish a release" + " that can. "
                        + Reasons.of(failure),
                failure);
    }

    /** @return whether the task labels with it now */
    private boolean adopt(ReleaseMessage message) {
        Optional<Release> release = read(message);
        if (release.isEmpty()) {
            return false;
        }
        long started = System.nanoTime();
        try {
            model = opener.open(release.get().reference());
        } catch (BadModelException | IOException | RuntimeException e) {
            report.refused(release.get(), Reasons.of(e), null);
            return false;
        }
        active = release.get();
        report.ready(active, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started), null);
        report.active(active, model.id());
        return true;
    }

    /** Takes a release up, unless it is known: its loading begins, and the task goes on as it is. */
    void hear(ReleaseMessage message) {
        // A topic that was deleted and made anew counts from 0 again.
        if (message.offset() <= heardOffset && message.timestamp() <= heardAt) {
            return;
        }
        heard(message);
        if (message.value() == null) {
            // What is active stays so; a job that starts without state has no release.
            return;
        }
        read(message).ifPresent(release -> {
            if (pending != null) {
                report.superseded(pending, labelling());
            }
            pending = release;
            loader.load(release);
        });
    }

    private void heard(ReleaseMessage message) {
        heardOffset = message.offset();
        heardAt = message.timestamp();
    }

    private Optional<Release> read(ReleaseMessage message) {
        try {
            return Optional.of(Release.of(message, codec));
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
        return new ReleaseState(heardOffset, heardAt, active, pending);
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
