package io.frametag.tools.batch;

import io.frametag.tools.kafka.StandardErrorProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a run has come: a bar on a terminal, lines elsewhere. Told once a second or so, by one thread. */
interface Progress extends AutoCloseable {
    void show(Standing standing);

    @Override
    void close();

    static Progress onStandardError(PrintWriter lines) {
        return StandardErrorProgress.isWatched() ? new Bar() : new Lines(lines, System::nanoTime);
    }

    /** The library's bar knows rate and time left by itself. */
    final class Bar implements Progress {
        private ProgressBar bar;

        @Override
        public void show(Standing standing) {
            if (bar == null) {
                // What an earlier attempt has done says nothing of this one's rate.
                bar = new ProgressBarBuilder()
                        .setTaskName("images")
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .startsFrom(standing.read(), Duration.ZERO)
                        .showSpeed()
                        .build();
            }
            bar.maxHint(standing.total() > 0 ? standing.total() : -1);
            bar.stepTo(standing.read());
            bar.setExtraMessage(" " + standing.asideText());
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    /** A line every ten seconds. */
    final class Lines implements Progress {
        private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();
        private static final double NANOS_A_SECOND = 1e9;

        private final PrintWriter out;
        private final LongSupplier ticker;
        private long lastNanos;
        /** Negative before anything is known: what an earlier attempt has done says nothing of this one's rate. */
        private long lastRead = -1;

        /** @param ticker nanoseconds since whenever */
        Lines(PrintWriter out, LongSupplier ticker) {
            this.out = out;
            this.ticker = ticker;
            this.lastNanos = ticker.getAsLong();
        }

        @Override
        public void show(Standing standing) {
            long now = ticker.getAsLong();
            if (lastRead < 0) {
                lastRead = standing.read();
            }
            if (now - lastNanos < EVERY_NANOS) {
                return;
            }
            // Negative if Flink has gone back to a checkpoint.
            double rate = Math.max(0, standing.read() - lastRead) / ((now - lastNanos) / NANOS_A_SECOND);
            lastNanos = now;
            lastRead = standing.read();
            long total = standing.total();
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "batch: %,d", standing.read()));
            line.append(total > 0 ? String.format(Locale.ROOT, " of %,d images", total) : " images")
                    .append(String.format(Locale.ROOT, ", %.1f/s", rate));
            if (total > 0 && rate > 0) {
                long left = Math.round((total - standing.read()) / rate);
                line.append(String.format(Locale.ROOT, ", %d:%02d:%02d left", left / 3600, left / 60 % 60, left % 60));
            }
            if (!standing.asideText().isEmpty()) {
                line.append("; ").append(standing.asideText());
            }
            out.println(line);
            out.flush();
        }

        @Override
        public void close() {}
    }
}
