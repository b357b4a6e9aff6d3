package io.frametag.files;

import io.frametag.files.SplitPlanner.Planned;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out splits to readers that ask, and looks for more on Flink's own thread for that. A checkpoint holds the place of the last file that
 * was handed out: files that were found and are still here are found again.
 */
final class FilesEnumerator implements SplitEnumerator<FileSplit, FilesProgress> {
    private static final Logger LOG = LoggerFactory.getLogger(FilesEnumerator.class);
    private static final int MOST_AHEAD = 64;

    private final SplitEnumeratorContext<FileSplit> context;
    private final SplitPlanner planner;
    private final Census census;
    private final int ahead;

    private final Deque<FileSplit> returned;
    private final Deque<Planned> ready = new ArrayDeque<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private boolean planning;
    /** Once everything is found. */
    private FilesProgress end;

    private volatile FilesProgress progress;
    private volatile Census.Count count = Census.Count.NOTHING;

    /** @param from where an earlier run of the same inputs was */
    FilesEnumerator(
            SplitEnumeratorContext<FileSplit> context, List<InputPath> inputs, FilesProgress from, ShardOpener opener) {
        this.context = context;
        this.planner = new SplitPlanner(inputs, from, opener, context.currentParallelism());
        this.census = new Census(inputs);
        this.ahead = Math.min(MOST_AHEAD, 2 * context.currentParallelism());
        this.returned = new ArrayDeque<>(from.returned());
        this.progress = from;
    }

    @Override
    public void start() {
        FileMetrics.register(context.metricGroup(), () -> progress, () -> count);
        plan();
        takeCensus();
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        waiting.add(subtask);
        serve();
    }

    private void serve() {
        while (!waiting.isEmpty()) {
            int subtask = waiting.peek();
            if (!context.registeredReaders().containsKey(subtask)) {
                // It failed since it asked, and asks again when it is back.
                waiting.remove();
            } else if (!returned.isEmpty()) {
                context.assignSplit(returned.remove(), waiting.remove());
            } else if (!ready.isEmpty()) {
                Planned planned = ready.remove();
                progress = planned.after();
                context.assignSplit(planned.split(), waiting.remove());
            } else if (end != null) {
                progress = end;
                context.signalNoMoreSplits(waiting.remove());
            } else {
                break;
            }
        }
        plan();
    }

    private void plan() {
        if (!planning && end == null && ready.size() < ahead) {
            planning = true;
            context.callAsync(this::planMore, this::planned);
        }
    }

    /** On the worker's thread; nobody else touches the planner. */
    private Plan planMore() {
        List<Planned> found = new ArrayList<>();
        while (found.size() < ahead) {
            Planned planned = planner.next();
            if (planned == null) {
                return new Plan(found, planner.end());
            }
            found.add(planned);
        }
        return new Plan(found, null);
    }

    private void planned(Plan plan, Throwable failure) {
        if (failure != null) {
            throw new FlinkRuntimeException("The input files cannot be listed.", failure);
        }
        planning = false;
        ready.addAll(plan.splits());
        end = plan.end();
        if (end != null) {
            sayWhatIsListed();
        }
        serve();
    }

    private void sayWhatIsListed() {
        if (end.files() == 0) {
            LOG.warn(
                    "There is no file to read in {}: looked for files that end in {}.",
                    end.inputs().replace("\n", ", "),
                    FileType.ENDINGS);
        }
        LOG.info(
                "All input is listed: {} files of {} bytes. {} other files are left out, since they do not end in {}.",
                end.files(),
                end.bytes(),
                end.ignored(),
                FileType.ENDINGS);
    }

    private void takeCensus() {
        context.callAsync(census::step, (counted, failure) -> {
            if (failure != null) {
                LOG.warn("How many files there are is not known; they are read all the same.", failure);
                return;
            }
            count = counted;
            if (!counted.done()) {
                takeCensus();
            }
        });
    }

    @Override
    public void addSplitsBack(List<FileSplit> splits, int subtask) {
        returned.addAll(splits);
        serve();
    }

    @Override
    public void addReader(int subtask) {
        // Readers ask.
    }

    @Override
    public FilesProgress snapshotState(long checkpoint) {
        return progress.withReturned(List.copyOf(returned));
    }

    @Override
    public void close() {}

    /**
     * What the worker found.
     *
     * @param end what is to be remembered once all is handed out; null if there is more to find
     */
    private record Plan(List<Planned> splits, FilesProgress end) {}
}
