package io.frametag;

import io.frametag.config.FilesOutput;
import io.frametag.config.JobConfig;
import io.frametag.config.OptionsHelp;
import io.frametag.config.SegmentsConfig;
import io.frametag.fetch.FetchImages;
import io.frametag.files.FilesSource;
import io.frametag.kafka.BrokerAccess;
import io.frametag.kafka.ImageEventSource;
import io.frametag.kafka.KafkaReleases;
import io.frametag.kafka.OutcomeSink;
import io.frametag.kafka.SegmentSink;
import io.frametag.kafka.history.InputCheck;
import io.frametag.model.ModelBundle;
import io.frametag.output.OnlyMissing;
import io.frametag.output.OutcomeFiles;
import io.frametag.pipeline.Classify;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Decode;
import io.frametag.pipeline.DecodeStamped;
import io.frametag.pipeline.FrameWatermarks;
import io.frametag.pipeline.InFlight;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.Preprocess;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.SumTallies;
import io.frametag.pipeline.SystemClock;
import io.frametag.pipeline.TakeScores;
import io.frametag.pipeline.TallyOutcomes;
import io.frametag.pipeline.Tallying;
import io.frametag.pipeline.TrackSegments;
import io.frametag.pipeline.UnionTypeInfo;
import io.frametag.pipeline.WithoutLabels;
import io.frametag.release.ModelReleases;
import io.frametag.segment.FrameScores;
import io.frametag.segment.Segment;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Image events in, labels and segments out. */
public final class TaggingJob {
    /** Uids are what a savepoint is restored by: never change one. */
    public static final String SOURCE_UID = "image-events";

    public static final String SINK_UID = "outcomes";
    public static final String SEGMENT_SINK_UID = "segment-records";
    private static final Logger LOG = LoggerFactory.getLogger(TaggingJob.class);

    private TaggingJob() {}

    public static void main(String[] args) throws Exception {
        if (Arrays.asList(args).contains("--help")) {
            System.out.print(OptionsHelp.text());
            return;
        }
        JobConfig config = JobConfig.parse(args, System.getenv());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, config);
        Optional<ReportFile> reportFile = config.report().map(ReportFile::at);
        // Last, since it may take a while: what is wrong on this machine has been said by now.
        if (config.kafka().bootstrapServers() != null && BrokerAccess.check(config.kafka())) {
            checkTopics(config, FlinkSettings.startsAnew(env.getConfiguration()));
        }
        String input = config.inputFiles()
                .map(files -> String.join(" ", files.paths()))
                .orElseGet(() -> config.kafka().inputTopics().toString());
        JobExecutionResult result = env.execute("frametag " + input);
        if (config.ends()) {
            report(result, config, input, FlinkSettings.isRestored(env.getConfiguration()), reportFile);
        }
    }

    /** A job with a state is to come back, also where a JobManager that took over runs this again: its tasks say what is wrong. */
    private static void checkTopics(JobConfig config, boolean startsAnew) {
        if (!startsAnew) {
            return;
        }
        if (config.followsReleases()) {
            KafkaReleases.check(config.kafka(), config.releases().get());
        }
        if (config.inputFiles().isEmpty()) {
            InputCheck.check(config.kafka());
        }
    }

    /** Beside what Flink itself prints of a job that it has waited for. */
    private static void report(
            JobExecutionResult result, JobConfig config, String input, boolean restored, Optional<ReportFile> file) {
        if (!result.isJobExecutionResult()) {
            LOG.info("The job is not waited for: what it did will be among its accumulators, and not reported here.");
            return;
        }
        RunReport report = RunReport.of(result, config.runId(), input, restored);
        LOG.info("{}", report.sentence());
        System.out.println(report.sentence());
        file.ifPresent(each -> each.write(report));
    }

    /** The job between the Kafka topics that {@code config} names. */
    public static void build(StreamExecutionEnvironment env, JobConfig config) {
        NativeLibraries.check(TaggingJob.class.getClassLoader());
        FlinkSettings.apply(env, config);
        FirstModel first = FirstModel.of(config);
        ModelBundle bundle = first.load();
        ModelReference model = first.reference().pinnedTo(bundle);
        LOG.info("Run {}: {} with model {} from {}", config.runId(), config.kafka(), bundle.id(), model.location());
        config.onlyMissing().ifPresent(OnlyMissing::check);
        build(env, source(config), output(config), config, model, bundle);
    }

    /** The dataflow; every road to a running job takes this one. */
    static void build(
            StreamExecutionEnvironment env,
            Source<RawRecord, ?, ?> source,
            OutcomeOutput output,
            JobConfig config,
            ModelReference model,
            ModelBundle bundle) {
        Clock clock = SystemClock.INSTANCE;
        var geometry = bundle.spec().geometry();
        int topK = config.model().topK().orElse(bundle.spec().topK());
        SegmentsConfig segments = config.segments();

        DataStream<RawRecord> records =
                env.fromSource(source, watermarks(segments), SOURCE_UID).uid(SOURCE_UID);
        Optional<SingleOutputStreamOperator<RawRecord>> missing =
                config.onlyMissing().map(earlier -> OnlyMissing.of(records, earlier));
        DataStream<RawRecord> whole = FetchImages.of(missing.isPresent() ? missing.get() : records, config, clock);
        boolean stays = !config.followsReleases();
        SingleOutputStreamOperator<InFlight> decoded = stays
                ? whole.map(new Decode(
                        config.limits(), config.decoding(), geometry, config.rejected(), config.overload(), clock))
                : ModelReleases.stamp(
                                whole,
                                KafkaReleases.of(config, config.releases().get()),
                                config,
                                model,
                                clock)
                        .map(new DecodeStamped(config.rejected(), config.overload(), clock));
        SingleOutputStreamOperator<Outcome> outcomes = decoded.returns(UnionTypeInfo.IN_FLIGHT)
                .name("decode")
                .uid("decode")
                .map(new Preprocess(config.decoding().mode(), stays ? geometry : null, clock))
                .returns(UnionTypeInfo.IN_FLIGHT)
                .name("preprocess")
                .uid("preprocess")
                .map(new Classify(stays ? model : null, topK, clock))
                .returns(UnionTypeInfo.OUTCOME)
                .name("classify")
                .uid("classify");

        if (config.ends()) {
            outcomes = TallyOutcomes.of(outcomes);
            DataStream<Map<String, Long>> tallies = Tallying.tallies(outcomes);
            SumTallies.of(missing.isPresent() ? tallies.union(Tallying.tallies(missing.get())) : tallies);
        }
        SingleOutputStreamOperator<Outcome> written = segments.emit().frames()
                ? outcomes
                : outcomes.filter(new WithoutLabels()).name("without-labels").uid("without-labels");
        output.write(written);

        if (segments.emit().segments()) {
            outcomes.flatMap(new TakeScores(!stays))
                    .returns(FrameScores.class)
                    .name("scores")
                    .uid("scores")
                    .keyBy(FrameScores::streamId)
                    .process(new TrackSegments(segments.settings(), segments.idle()))
                    .returns(Segment.class)
                    .name("segments")
                    .uid("segments")
                    .sinkTo(SegmentSink.of(config, bundle.id(), clock))
                    .name(SEGMENT_SINK_UID)
                    .uid(SEGMENT_SINK_UID);
        }
    }

    private static Source<RawRecord, ?, ?> source(JobConfig config) {
        if (config.inputFiles().isEmpty()) {
            return ImageEventSource.of(config.kafka());
        }
        FilesSource files = FilesSource.of(
                config.inputFiles().get(),
                config.kafka().maxImageBytes(),
                config.kafka().bytesInFlight());
        config.outputFiles().ifPresent(output -> files.refuseAsOutput(output.folder()));
        return files;
    }

    private static OutcomeOutput output(JobConfig config) {
        Clock clock = SystemClock.INSTANCE;
        if (config.outputFiles().isPresent()) {
            FilesOutput files = config.outputFiles().get();
            return outcomes -> OutcomeFiles.write(outcomes, files, config.runId(), clock);
        }
        return OutcomeOutput.to(OutcomeSink.of(config.kafka(), config.delivery(), config.runId(), clock));
    }

    /** Only segments need to know the time. */
    private static WatermarkStrategy<RawRecord> watermarks(SegmentsConfig segments) {
        return segments.emit().segments()
                ? FrameWatermarks.withIdleness(segments.idle())
                : WatermarkStrategy.noWatermarks();
    }
}
