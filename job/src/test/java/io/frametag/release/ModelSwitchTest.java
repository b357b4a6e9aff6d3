package io.frametag.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.image.DecodeMode;
import io.frametag.image.Decoding;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageLimits;
import io.frametag.metrics.ReleaseMetrics;
import io.frametag.model.BundleFiles;
import io.frametag.model.Classifier;
import io.frametag.model.GoldenAnswers;
import io.frametag.model.Label;
import io.frametag.model.ModelBundle;
import io.frametag.model.ReleasedBundles;
import io.frametag.natives.NativeHandles;
import io.frametag.natives.NoLeaks;
import io.frametag.natives.ProcessMemory;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.OpenModel;
import io.frametag.pipeline.SystemClock;
import io.frametag.schema.ModelRelease;
import io.frametag.schema.ModelReleaseOutcome;
import io.frametag.schema.SingleObjectCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
@Timeout(120)
class ModelSwitchTest {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 1 << 20, 2_000_000);
    private static final ReleaseFeed NOBODY_ASKS = topic(() -> {
        throw new AssertionError("The topic was asked.");
    });
    private static final long SWAPS = 200;
    private static final long WARM = 50;
    /** The allocator's own unrest. A session that stayed open would be above ten megabytes each. */
    private static final long NOISE_BYTES = 64L << 20;

    private static final int TOUCH_BYTES = 1 << 20;

    @TempDir
    private static Path folder;

    private final List<ModelReleaseOutcome> said = new ArrayList<>();
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private ModelOpener opener = ModelOpener.of(LIMITS, Decoding.in(DecodeMode.FAST), null, ModelTrial.GOLDEN);
    private Path first;
    private Path red;
    private Path blue;

    @BeforeEach
    void bundles() throws Exception {
        first = ReleasedBundles.channels(folder.resolve("first"), "first", 8, 8);
        red = ReleasedBundles.channels(folder.resolve("red"), "red", 16, 8);
        blue = ReleasedBundles.channels(folder.resolve("blue"), "blue", 8, 16);
    }

    private static ReleaseFeed topic(Supplier<Optional<ReleaseMessage>> newest) {
        return new ReleaseFeed() {
            @Override
            public Optional<ReleaseMessage> newest() {
                return newest.get();
            }

            @Override
            public ReleaseReader follow(long offset) {
                throw new AssertionError("Nobody follows it here.");
            }
        };
    }

    private ModelSwitch models() {
        ReleaseMetrics metrics = new ReleaseMetrics(new UnregisteredMetricsGroup());
        ReleaseReport report = new ReleaseReport(1, 2, "run-1", SystemClock.INSTANCE, metrics, said::add);
        ModelSwitch[] models = new ModelSwitch[1];
        ModelLoader loader = new ModelLoader("task", opener, () -> mailbox.add(() -> models[0].swap()));
        models[0] = new ModelSwitch(new ModelReference(first.toString(), null, null), opener, loader, report);
        return models[0];
    }

    private ModelSwitch started(ReleaseMessage... newest) throws Exception {
        ModelSwitch models = models();
        models.start(Optional.empty(), topic(() -> Optional.ofNullable(newest.length == 0 ? null : newest[0])));
        return models;
    }

    private void runNextMail() throws InterruptedException {
        Runnable mail = mailbox.poll(60, TimeUnit.SECONDS);
        assertThat(mail).as("a mail").isNotNull();
        mail.run();
    }

    private static ReleaseMessage release(long offset, Path bundle) throws Exception {
        return message(offset, bundle.toString(), ReleasedBundles.sha256(bundle));
    }

    private static ReleaseMessage missing(long offset) {
        return message(offset, folder.resolve("nowhere").toString(), "00".repeat(32));
    }

    private static ReleaseMessage message(long offset, String bundle, String sha256) {
        return new ReleaseMessage(
                offset,
                SingleObjectCodec.modelReleases()
                        .encode(new ModelRelease(bundle, sha256, "v" + offset, Instant.EPOCH)));
    }

    private static Release held(long offset, Path bundle) throws Exception {
        return new Release(offset, bundle.toString(), ReleasedBundles.sha256(bundle), "v" + offset);
    }

    private static RestoredReleases restored(long offset, Release pending, Release... actives) {
        return new RestoredReleases(
                offset, Stream.of(actives).map(Optional::ofNullable).toList(), pending);
    }

    private List<String> outcomes() {
        return said.stream()
                .map(outcome -> outcome.getReleaseOffset() + " " + outcome.getStatus())
                .toList();
    }

    @Test
    void aReleaseTakesOverWhenTheTaskSwapsAndNotBefore() throws Exception {
        try (ModelSwitch models = started()) {
            assertThat(models.model().id().name()).isEqualTo("first");
            models.hear(release(0, red));
            Runnable mail = mailbox.poll(60, TimeUnit.SECONDS);
            assertThat(models.model().id().name()).isEqualTo("first");
            assertThat(models.state().pending()).isEqualTo(held(0, red));
            mail.run();
            assertThat(models.model().id().name()).isEqualTo("red");
            assertThat(models.model().id().version()).isEqualTo("v0");
            assertThat(models.state()).isEqualTo(new ReleaseState(0, held(0, red), null));
        }
        assertThat(outcomes()).containsExactly("0 READY", "0 ACTIVE");
        ModelReleaseOutcome ready = said.get(0);
        assertThat(ready.getModel().getName()).isEqualTo("first");
        assertThat(ready.getLoadMs()).isNotNegative();
        ModelReleaseOutcome active = said.get(1);
        assertThat(active.getModel().getName()).isEqualTo("red");
        assertThat(active.getSubtask()).isEqualTo(1);
        assertThat(active.getParallelism()).isEqualTo(2);
        assertThat(active.getRunId()).isEqualTo("run-1");
        assertThat(active.getBundle()).isEqualTo(red.toString());
    }

    @Test
    void whatCannotBeLoadedIsRefusedAndNothingElseChanges() throws Exception {
        try (ModelSwitch models = started(release(3, red))) {
            models.hear(missing(4));
            runNextMail();
            models.hear(new ReleaseMessage(5, new byte[] {1, 2, 3}));
            models.hear(new ReleaseMessage(6, null));
            assertThat(models.model().id().name()).isEqualTo("red");
            assertThat(models.state()).isEqualTo(new ReleaseState(6, held(3, red), null));
        }
        assertThat(outcomes()).containsExactly("3 READY", "3 ACTIVE", "4 REFUSED", "5 REFUSED");
        assertThat(said.get(2).getReason()).contains("there is no inference.onnx");
        assertThat(said.get(2).getModel().getName()).isEqualTo("red");
        assertThat(said.get(3).getReason()).contains("is not an Avro ModelRelease");
        assertThat(said.get(3).getBundle()).isNull();
    }

    @Test
    void aNewerReleaseSupersedesOneThatIsStillLoading() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ModelOpener real = opener;
        opener = model -> {
            if (model.location().equals(red.toString())) {
                loading.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return real.open(model);
        };
        try (ModelSwitch models = started()) {
            models.hear(release(0, red));
            loading.await();
            models.hear(release(1, first));
            models.hear(release(2, blue));
            goOn.countDown();
            runNextMail();
            assertThat(models.model().id().name()).isEqualTo("blue");
        }
        assertThat(outcomes()).containsExactly("0 SUPERSEDED", "1 SUPERSEDED", "2 READY", "2 ACTIVE");
    }

    @Test
    void aTopicThatWasMadeAnewIsHeardFromItsBeginning() throws Exception {
        try (ModelSwitch models = started(release(3, red))) {
            assertThat(models.next()).isEqualTo(4);
            models.hear(release(4, blue));
            runNextMail();
            models.hear(release(0, red));
            runNextMail();
            assertThat(models.model().id().name()).isEqualTo("red");
            assertThat(models.state()).isEqualTo(new ReleaseState(0, held(0, red), null));
        }
        assertThat(outcomes()).containsExactly("3 READY", "3 ACTIVE", "4 READY", "4 ACTIVE", "0 READY", "0 ACTIVE");
    }

    @Test
    void aTaskWhoseNewestReleaseIsBadBeginsWithItsOwnModel() throws Exception {
        try (ModelSwitch models = started(missing(0))) {
            assertThat(models.model().id().name()).isEqualTo("first");
        }
        assertThat(outcomes()).containsExactly("0 REFUSED");
        assertThat(said.get(0).getModel()).isNull();
    }

    @Test
    void aRestoredTaskGoesOnWithBothReleasesOfItsState() throws Exception {
        try (ModelSwitch models = models()) {
            models.start(Optional.of(restored(7, held(7, blue), held(3, red))), NOBODY_ASKS);
            assertThat(models.model().id().name()).isEqualTo("red");
            runNextMail();
            assertThat(models.model().id().name()).isEqualTo("blue");
            assertThat(models.state()).isEqualTo(new ReleaseState(7, held(7, blue), null));
        }
        assertThat(outcomes()).containsExactly("3 ACTIVE", "7 READY", "7 ACTIVE");
    }

    /** Of another task that was ahead; what that one refused is heard again. */
    @Test
    void whatARestoredTaskLabelsWithIsNotHeardAgain() throws Exception {
        try (ModelSwitch models = models()) {
            models.start(Optional.of(new RestoredReleases(5, List.of(Optional.of(held(7, red))), null)), NOBODY_ASKS);
            assertThat(models.next()).isEqualTo(6);
            models.hear(release(6, blue));
            models.hear(release(7, red));
            assertThat(models.state()).isEqualTo(new ReleaseState(7, held(7, red), null));
            models.hear(missing(8));
            runNextMail();
        }
        assertThat(outcomes()).containsExactly("7 ACTIVE", "8 REFUSED");
    }

    @Test
    void aTaskThatCannotLoadWhatOthersLabelWithGoesOnWithWhatItHad() throws Exception {
        Release elsewhere = new Release(5, folder.resolve("elsewhere").toString(), "00".repeat(32), null);
        try (ModelSwitch models = models()) {
            models.start(Optional.of(restored(5, null, elsewhere, held(3, red), null)), NOBODY_ASKS);
            assertThat(models.model().id().name()).isEqualTo("red");
            assertThat(models.state()).isEqualTo(new ReleaseState(5, held(3, red), null));
        }
        assertThat(outcomes()).containsExactly("3 ACTIVE", "5 REFUSED");
        assertThat(said.get(1).getReason()).contains("there is no inference.onnx");
        assertThat(said.get(1).getModel().getName()).isEqualTo("red");
        try (ModelSwitch models = models()) {
            models.start(Optional.of(restored(5, held(6, blue), elsewhere, null)), NOBODY_ASKS);
            assertThat(models.model().id().name()).isEqualTo("first");
            runNextMail();
            assertThat(models.model().id().name()).isEqualTo("blue");
        }
    }

    /** To refuse it would leave one task with another model than the others. */
    @Test
    void aTaskDoesNotBeginWithoutABundleThatCannotBeReadForAMoment() throws Exception {
        ModelOpener real = opener;
        AtomicInteger times = new AtomicInteger();
        opener = model -> {
            if (model.location().equals(red.toString()) && times.getAndIncrement() == 0) {
                throw new IOException("connection reset");
            }
            return real.open(model);
        };
        ReleaseMessage newest = release(3, red);
        try (ModelSwitch models = models()) {
            assertThatThrownBy(() -> models.start(Optional.empty(), topic(() -> Optional.of(newest))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("The newest is release 3 (" + red + ")")
                    .hasMessageContaining("It cannot be read: connection reset");
        }
        assertThat(said).isEmpty();
        try (ModelSwitch models = started(newest)) {
            assertThat(models.model().id().name()).isEqualTo("red");
        }
    }

    @Test
    void aPlaceThatNoTaskCanReadIsRefusedAtTheStart() throws Exception {
        try (ModelSwitch models = started(message(0, "nosuch://bucket/model", "00".repeat(32)))) {
            assertThat(models.model().id().name()).isEqualTo("first");
        }
        assertThat(outcomes()).containsExactly("0 REFUSED");
    }

    @Test
    void aReleaseThatWasLoadingServesATaskWhoseOthersAreGone() throws Exception {
        Release gone = new Release(3, folder.resolve("nowhere").toString(), "00".repeat(32), "v3");
        try (ModelSwitch models = models()) {
            models.start(Optional.of(restored(4, held(4, red), gone)), topic(Optional::empty));
            assertThat(models.model().id().name()).isEqualTo("red");
            assertThat(models.state()).isEqualTo(new ReleaseState(4, held(4, red), null));
        }
        assertThat(outcomes()).containsExactly("4 READY", "4 ACTIVE", "3 REFUSED");
    }

    @Test
    void aModelThatAnswersItsGoldenPicturesOtherwiseIsRefused() throws Exception {
        Path good = ReleasedBundles.channels(folder.resolve("packed"), "packed", 16, 8);
        Path other = ReleasedBundles.channels(folder.resolve("changed"), "changed", 8, 16);
        GoldenAnswers right = golden(good, 0);
        Files.write(good.resolve(GoldenAnswers.RGB), right.rgb());
        Files.write(good.resolve(GoldenAnswers.JSON), right.json());
        GoldenAnswers wrong = golden(other, 0.25f);
        Files.write(other.resolve(GoldenAnswers.RGB), wrong.rgb());
        Files.write(other.resolve(GoldenAnswers.JSON), wrong.json());
        try (ModelSwitch models = started()) {
            models.hear(release(0, good));
            runNextMail();
            models.hear(release(1, other));
            runNextMail();
            assertThat(models.model().id().name()).isEqualTo("packed");
        }
        assertThat(outcomes()).containsExactly("0 READY", "0 ACTIVE", "1 REFUSED");
        assertThat(said.get(2).getReason())
                .contains("the golden picture grey is ")
                .contains("it is not the same model on this machine.");
    }

    /** What a bundle says to a grey picture, off by so much. */
    private static GoldenAnswers golden(Path folder, float off) throws Exception {
        ModelBundle bundle = ModelBundle.load(BundleFiles.folder(folder), Optional.empty(), Optional.empty());
        try (Classifier classifier = Classifier.open(bundle)) {
            byte[] grey = new byte[3 * bundle.spec().width() * bundle.spec().height()];
            Arrays.fill(grey, (byte) 127);
            List<Label> labels = GoldenAnswers.image("grey", grey, classifier).labels().stream()
                    .map(label -> new Label(label.index(), label.name(), label.score() + off))
                    .toList();
            return new GoldenAnswers(bundle.id().sha256(), "1", List.of(new GoldenAnswers.Image("grey", grey, labels)));
        }
    }

    @Test
    void aModelThatDoesNotStandItsTrialIsRefusedAndClosed() throws Exception {
        opener = ModelOpener.of(LIMITS, Decoding.in(DecodeMode.FAST), null, (files, bundle, classifier) -> {
            int size = 3 * bundle.spec().width() * bundle.spec().height();
            assertThat(classifier.probabilities(new byte[size])).hasSize(3);
            if (bundle.id().name().equals("red")) {
                ModelBundle.load(files, Optional.of("00".repeat(32)), Optional.empty());
            }
        });
        try (ModelSwitch models = started()) {
            Map<String, Long> before = NativeHandles.open();
            models.hear(release(0, red));
            runNextMail();
            assertThat(models.model().id().name()).isEqualTo("first");
            assertThat(NativeHandles.open()).isEqualTo(before);
        }
        assertThat(outcomes()).containsExactly("0 REFUSED");
        assertThat(said.get(0).getReason()).contains("not the expected " + "00".repeat(32));
    }

    @Test
    void anErrorWhileLoadingIsARefusalToo() throws Exception {
        ModelOpener real = opener;
        opener = model -> {
            if (model.location().equals(red.toString())) {
                throw new LinkageError("no such symbol");
            }
            return real.open(model);
        };
        try (ModelSwitch models = started()) {
            models.hear(release(0, red));
            runNextMail();
            assertThat(models.state().pending()).isNull();
        }
        assertThat(outcomes()).containsExactly("0 REFUSED");
        assertThat(said.get(0).getReason()).isEqualTo("It cannot be loaded: no such symbol");
    }

    /** A task that does not come to swap, because a record takes it long, while one release after the other is loaded. */
    @Test
    void noMoreThanTwoModelsAreOpen() throws Exception {
        ModelOpener real = opener;
        AtomicLong most = new AtomicLong();
        opener = model -> {
            OpenModel opened = real.open(model);
            most.accumulateAndGet(NativeHandles.open().get("OrtSession"), Math::max);
            return opened;
        };
        try (ModelSwitch models = started()) {
            for (int i = 0; i < 3; i++) {
                models.hear(release(i, i % 2 == 0 ? red : blue));
                Runnable mail = mailbox.poll(60, TimeUnit.SECONDS);
                assertThat(mail).isNotNull();
                if (i == 2) {
                    mail.run();
                }
            }
            assertThat(models.model().id().version()).isEqualTo("v2");
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void aRestoredTaskWithoutAReleaseHasItsOwnModel() throws Exception {
        try (ModelSwitch models = models()) {
            models.start(Optional.of(restored(-1, null, (Release) null)), NOBODY_ASKS);
            assertThat(models.model().id().name()).isEqualTo("first");
        }
        assertThat(said).isEmpty();
    }

    @Test
    void whereTheStatesBundleIsGoneOnlyANewerReleaseHelps() throws Exception {
        Release gone = new Release(3, folder.resolve("gone").toString(), "00".repeat(32), null);
        RestoredReleases state = restored(3, null, gone);
        try (ModelSwitch models = models()) {
            assertThatThrownBy(() -> models.start(Optional.of(state), topic(() -> Optional.of(missing(3)))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("The state labels with release 3")
                    .hasMessageContaining("put the bundle back, or publish a release that can");
        }
        ReleaseMessage newer = release(4, blue);
        try (ModelSwitch models = models()) {
            models.start(Optional.of(state), topic(() -> Optional.of(newer)));
            assertThat(models.model().id().name()).isEqualTo("blue");
            assertThat(models.state()).isEqualTo(new ReleaseState(4, held(4, blue), null));
        }
    }

    @Test
    void aTaskThatEndsWhileItLoadsLeavesNothingOpen() throws Exception {
        try (ModelSwitch models = started()) {
            models.hear(release(0, red));
        }
        assertThat(NativeHandles.open()).isEmpty();
        try (ModelSwitch models = started()) {
            models.hear(release(0, red));
            assertThat(mailbox.poll(60, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(NativeHandles.open()).isEmpty();
    }

    @Test
    void nativeMemoryIsFlatOverTwoHundredSwaps() throws Exception {
        Path[] bundles = {
            ReleasedBundles.renamed(folder.resolve("one"), "one"), ReleasedBundles.renamed(folder.resolve("two"), "two")
        };
        try (ModelSwitch models = started()) {
            long handles = 0;
            long outsideOfHeap = 0;
            for (int i = 0; i < SWAPS; i++) {
                models.hear(release(i, bundles[i % 2]));
                runNextMail();
                assertThat(models.model().id().version()).isEqualTo("v" + i);
                Classifier used = models.model().classifier();
                byte[] black = new byte[3 * used.spec().width() * used.spec().height()];
                assertThat(used.classify(black, 1)).hasSize(1);
                if (i == WARM) {
                    handles = NativeHandles.total();
                    outsideOfHeap = outsideOfHeap();
                }
            }
            // The one before may still be on its way out, on the loader's thread.
            assertThat(NativeHandles.total()).isBetween(handles / 2, handles * 2);
            assertThat(outsideOfHeap() - outsideOfHeap).isLessThan(NOISE_BYTES);
        }
        assertThat(outcomes()).hasSize(2 * (int) SWAPS);
    }

    /** Resident bytes that are not the heap's, all of which is touched first: pages that it has not used yet are not resident. */
    private static long outsideOfHeap() {
        long heap = Runtime.getRuntime().totalMemory();
        int touched = 0;
        for (long bytes = 0; bytes < 2 * heap; bytes += TOUCH_BYTES) {
            touched += new byte[TOUCH_BYTES].length;
        }
        assertThat(touched).isNotZero();
        return ProcessMemory.residentBytes().orElse(0) - Runtime.getRuntime().totalMemory();
    }
}
