package io.frametag.tools.kafka;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** Shows progress beside the report, never in it: as a bar where somebody watches, as lines where a log is kept. */
public final class StandardErrorProgress {
    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private StandardErrorProgress() {}

    /**
     * @param command whose progress it is
     * @param lines where lines go, if standard error is no terminal
     */
    public static ScanProgress barOrLines(String command, PrintWriter lines) {
        return isWatched() ? bar() : lines(command, lines, System::nanoTime);
    }

    /** For what needs no lines in a log. */
    public static ScanProgress barOrNothing() {
        return isWatched() ? bar() : ScanProgress.NONE;
    }

    /** @return whether standard error is a terminal */
    public static boolean isWatched() {
        return new ExecTerminalProvider().isSystemStream(SystemStream.Error);
    }

    private static ScanProgress bar() {
        return (what, offsets) -> {
            ProgressBar bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(offsets)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .clearDisplayOnFinish()
                    .showSpeed()
                    .build();
            return new ScanProgress.Scan() {
                @Override
                public void advance(long by) {
                    bar.stepBy(by);
                }

                @Override
                public void close() {
                    bar.close();
                }
            };
        };
    }

    /**
     * A line every ten seconds, and one at the end of a scan.
     *
     * @param ticker nanoseconds since whenever
     */
    static ScanProgress lines(String command, PrintWriter out, LongSupplier ticker) {
        return new ScanProgress() {
            @Override
            public Scan begin(String what, long offsets) {
                return begin(what, offsets, "offsets");
            }

            @Override
            public Scan begin(String what, long amount, String unit) {
                return new Lines(command, what, amount, unit, out, ticker);
            }
        };
    }

    private static final class Lines implements ScanProgress.Scan {
        private final String command;
        private final String what;
        private final long amount;
        private final String unit;
        private final PrintWriter out;
        private final LongSupplier ticker;
        private long passed;
        private long lastLine;

        Lines(String command, String what, long amount, String unit, PrintWriter out, LongSupplier ticker) {
            this.command = command;
            this.what = what;
            this.amount = amount;
            this.unit = unit;
            this.out = out;
            this.ticker = ticker;
            this.lastLine = ticker.getAsLong();
        }

        @Override
        public void advance(long by) {
            passed += by;
            if (passed == amount || ticker.getAsLong() - lastLine >= LINE_EVERY_NANOS) {
                line();
            }
        }

        @Override
        public void close() {
            if (passed < amount) {
                line();
            }
        }

        private void line() {
            lastLine = ticker.getAsLong();
            out.printf(Locale.ROOT, "%s: read %,d of %,d %s of %s%n", command, passed, amount, unit, what);
            out.flush();
        }
    }
}
