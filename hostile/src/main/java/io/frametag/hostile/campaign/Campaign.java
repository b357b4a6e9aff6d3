package io.frametag.hostile.campaign;

import io.frametag.faults.Build;
import io.frametag.hostile.campaign.Layout.Content;
import io.frametag.hostile.campaign.Layout.Place;
import io.frametag.hostile.cluster.JobUnderTest;
import io.frametag.hostile.cluster.MemoryPlan;
import io.frametag.hostile.cluster.PayloadSender;
import io.frametag.hostile.cluster.ProcessState;
import io.frametag.hostile.image.Mutant.Kind;
import io.frametag.hostile.image.Mutants;
import io.frametag.hostile.image.Payload;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.verify.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends the images of a plan through a job, and finds out what became of each. An object serves one run, on one thread. */
public final class Campaign {
    /** One decoder each, in one process. */
    private static final int SLOTS = 2;
    /** Records under way: so many are suspects at most when a process dies. */
    private static final int WINDOW = 64;

    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LOOK_EVERY_NANOS = 500_000_000;
    private static final Duration LAST_POLL = Duration.ofSeconds(1);
    private static final int PROGRESS_EVERY = 1_000;

    private final Path project;
    private final CampaignPlan plan;
    private final Mutants mutants;
    private final List<GoodFrame> goodFrames;
    private final Layout layout;
    private final Consumer<String> progress;
    private final List<String> troubles = new ArrayList<>();
    private int sent;
    private long peakBytes;

    /**
     * @param project the project's root folder
     * @param progress takes a line at a time
     */
    public Campaign(Path project, CampaignPlan plan, Consumer<String> progress) throws IOException {
        this.project = project;
        this.plan = plan;
        this.mutants = plan.mutants(project);
        this.goodFrames = GoodFrame.of(project);
        this.layout = new Layout(SLOTS, plan.first(), plan.images(), goodFrames.size());
        this.progress = progress;
    }

    /** @param folder gets everything that the processes write */
    public CampaignResult run(Path folder, Build build) throws IOException, InterruptedException {
        CampaignResult result = carryOut(folder, build);
        if (result.sound()) {
            JobUnderTest.deleteRecords(folder);
        }
        return result;
    }

    private CampaignResult carryOut(Path folder, Build build) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (JobUnderTest job =
                        JobUnderTest.start(project, folder, "hostile", unheld(build), MemoryPlan.SHIPPED, SLOTS);
                PayloadSender sender = new PayloadSender(job.topics());
                Answers answers = new Answers(job.topics())) {
            feed(job, sender, answers);
            judge(job, answers);
            SlowestImage slowest =
                    new SlowestImage(answers.slowest().map(this::name).orElse("none"), answers.longest());
            troubles.addAll(slowest.troubles());
            int restarts = restarts(job);
            if (!troubles.isEmpty()) {
                troubles.add("The logs are in " + job.logs() + ".");
            }
            return new CampaignResult(
                    plan,
                    tallies(answers.byPlace()),
                    layout.records() - plan.images(),
                    Duration.ofNanos(System.nanoTime() - begin),
                    slowest,
                    restarts,
                    peakBytes,
                    job.residentLimit(),
                    troubles);
        }
    }

    /** With every answer sent at once, so that those without one are few when a process dies. */
    private static Build unheld(Build build) {
        List<String> options = new ArrayList<>(List.of("--max-hold", "0 ms"));
        options.addAll(build.options());
        return new Build(build.jar(), build.mainClass(), options);
    }

    /** Returns when every record has its answer, or something is wrong. */
    private void feed(JobUnderTest job, PayloadSender sender, Answers answers) {
        long answered = System.nanoTime();
        long looked = answered;
        int told = 0;
        while (troubles.isEmpty() && answers.count() < layout.records()) {
            while (sent < layout.records() && sent - answers.count() < WINDOW) {
                send(sender, layout.place(sent));
                sent++;
            }
            if (answers.poll(POLL) > 0) {
                answered = System.nanoTime();
            } else if (System.nanoTime() - answered > plan.patience().toNanos()) {
                troubles.add("No input has been answered for " + plan.patience().toSeconds() + " s.");
            }
            if (System.nanoTime() - looked > LOOK_EVERY_NANOS) {
                looked = System.nanoTime();
                look(job, answers);
            }
            if (answers.count() / PROGRESS_EVERY > told) {
                told = answers.count() / PROGRESS_EVERY;
                progress.accept(String.format(
                        Locale.ROOT, "%,d of %,d inputs are answered", answers.count(), layout.records()));
            }
        }
        if (troubles.isEmpty()) {
            look(job, answers);
        }
        int more = 1;
        while (!troubles.isEmpty() && more > 0) {
            // What was answered before a process died is no suspect.
            more = answers.poll(LAST_POLL);
        }
    }

    private void send(PayloadSender sender, Place place) {
        Content content = layout.content(place);
        Payload payload = content.isGood()
                ? goodFrames.get(content.good()).payload()
                : mutants.at(content.mutant()).payload();
        String id = (content.isGood() ? "good-" : "damaged-") + content.mutant();
        sender.send(place.partition(), id, place.offset(), payload);
    }

    private void look(JobUnderTest job, Answers answers) {
        job.troubles().forEach(trouble -> troubles.add(trouble + named(trouble)));
        watchMemory(job, answers);
    }

    private void watchMemory(JobUnderTest job, Answers answers) {
        if (!job.taskManager().isAlive()) {
            return;
        }
        try {
            peakBytes =
                    Math.max(peakBytes, ProcessState.of(job.taskManager().pid()).peakBytes());
        } catch (IOException | RuntimeException e) {
            // It is about to end, which the next look tells.
            return;
        }
        if (peakBytes > job.residentLimit()) {
            troubles.add("The TaskManager had " + (peakBytes >> 20) + " MiB in memory, and its limit is "
                    + (job.residentLimit() >> 20) + " MiB. Under way or answered just before were "
                    + suspects(Math.max(0, answers.count() - WINDOW)) + ".");
        }
    }

    private void judge(JobUnderTest job, Answers answers) {
        troubles.addAll(new Judgement(layout, goodFrames, this::name, answers.byPlace()).troubles(sent));
        if (!troubles.isEmpty()) {
            return;
        }
        try {
            Report report = job.verify();
            if (report.verdict() != Report.Verdict.PROVEN || report.total().inputs() != layout.records()) {
                troubles.add("verify, of " + layout.records() + " inputs: " + report.sentence() + " "
                        + report.doubled().first().stream()
                                .map(doubled -> name(new Place(doubled.partition(), doubled.offset())))
                                .toList());
            }
        } catch (TopicsException e) {
            troubles.add("verify has no verdict: " + e.getMessage());
        }
    }

    private int restarts(JobUnderTest job) {
        try {
            return job.job().failures().size();
        } catch (IOException e) {
            troubles.add("The JobManager does not say whether the job restarted: " + e.getMessage());
            return 0;
        }
    }

    /** @return the damaged images among the records sent from that one on */
    private String suspects(int from) {
        List<String> names = new ArrayList<>();
        for (int record = from; record < sent; record++) {
            Content content = layout.content(layout.place(record));
            if (!content.isGood()) {
                names.add(name(content.mutant()));
            }
        }
        return String.join("; ", names);
    }

    /** @return the damaged images whose records a message of the job's names */
    private String named(String message) {
        Matcher coordinates = Pattern.compile("hostile-events:(\\d+):(\\d+)").matcher(message);
        StringBuilder names = new StringBuilder();
        while (coordinates.find()) {
            names.append(" That is ")
                    .append(name(
                            new Place(Integer.parseInt(coordinates.group(1)), Long.parseLong(coordinates.group(2)))))
                    .append('.');
        }
        return names.toString();
    }

    private String name(Place place) {
        Content content = layout.content(place);
        if (content.isGood() && content.mutant() < 0) {
            return "good frame " + content.good();
        }
        return (content.isGood() ? "the good frame behind " : "") + name(content.mutant());
    }

    private String name(long mutant) {
        return mutant < 0 ? "none" : mutant + " (" + mutants.kind(mutant) + ")";
    }

    private Map<Kind, Tally> tallies(Map<Place, Answer> answers) {
        Map<Kind, Tally> tallies = new HashMap<>();
        for (int record = 0; record < sent; record++) {
            Place place = layout.place(record);
            Content content = layout.content(place);
            if (!content.isGood()) {
                tallies.computeIfAbsent(mutants.kind(content.mutant()), kind -> new Tally())
                        .add(answers.get(place));
            }
        }
        return tallies;
    }
}
