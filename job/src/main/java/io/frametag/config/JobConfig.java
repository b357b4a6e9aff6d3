package io.frametag.config;

import io.frametag.image.Background;
import io.frametag.image.Decoding;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageLimits;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/**
 * Everything that somebody can set, parsed and checked once.
 *
 * @param kafka without an address if both input and output are files
 * @param inputFiles what to read in place of a topic
 * @param outputFiles where to write in place of topics
 * @param onlyMissing the folder of an earlier output, by path or URI, whose inputs are passed over
 * @param fetch what may be fetched; empty for nothing
 * @param releases where models come from while the job runs; empty if the model stays
 * @param runId written into every outcome
 * @param report where the report of a run that ends goes, by path or URI
 * @param rejected records that are sent to the dead letters unread
 * @param overload what becomes of frames that waited too long
 * @param parallelism of the whole chain; empty for Flink's own default
 */
public record JobConfig(
        KafkaConfig kafka,
        Optional<FilesInput> inputFiles,
        Optional<FilesOutput> outputFiles,
        Optional<String> onlyMissing,
        Optional<FetchConfig> fetch,
        DeliveryConfig delivery,
        ImageLimits limits,
        Decoding decoding,
        ModelConfig model,
        Optional<ReleasesConfig> releases,
        SegmentsConfig segments,
        String runId,
        Optional<String> report,
        Set<RecordCoordinates> rejected,
        Overload overload,
        Optional<Integer> parallelism,
        int maxParallelism) {

    /** OpenCV reads nothing larger. */
    private static final long MOST_PIXELS = 1L << 30;
    /** Flink's own. */
    private static final int MOST_PARALLELISM = 1 << 15;

    public JobConfig {
        if (inputFiles.isPresent() && !kafka.range().equals(ReadRange.ENDLESS)) {
            throw new ConfigException("--input-files is given, and --from, --until or --bounded as well: these are for"
                    + " topics, and files are read from beginning to end. Leave them out.");
        }
        if (report.isPresent() && inputFiles.isEmpty() && !kafka.bounded()) {
            throw new ConfigException(
                    "--report is given, and the job has no end: give --until as well, or leave it out.");
        }
        if (onlyMissing.isPresent() && inputFiles.isEmpty() && !kafka.bounded()) {
            throw new ConfigException(
                    "--only-missing is given, and the job has no end: it is for what is stored already."
                            + " Give --until as well, or leave it out.");
        }
        if (segments.emit().segments()) {
            kafka.checkIsOther("segments-topic", segments.topic());
            if (kafka.bootstrapServers() == null) {
                throw new ConfigException(
                        "--emit is " + segments.emit().toString().toLowerCase(Locale.ROOT)
                                + ", and neither input nor output is Kafka: segments are written to a topic only."
                                + " Leave --emit out.");
            }
        }
        releases.ifPresent(
                topics -> topics.checkAreOthers(kafka, segments.emit().segments() ? segments.topic() : null));
        fetch.ifPresent(images -> images.checkFits(kafka.bytesInFlight(), limits.maxBytes()));
    }

    /** @return whether the job ends by itself */
    public boolean ends() {
        return inputFiles.isPresent() || kafka.bounded();
    }

    /** @return whether models change while it runs: a job that ends keeps to the release that is newest where it is submitted */
    public boolean followsReleases() {
        return releases.isPresent() && !ends();
    }

    /** @throws ConfigException with a sentence that names the wrong option and value */
    public static JobConfig parse(String[] args, Map<String, String> environment) {
        return of(RawOptions.gather(args, environment));
    }

    /** @throws ConfigException with a sentence that names the wrong option and value */
    public static JobConfig of(RawOptions raw) {
        Configuration options = raw.asConfiguration();
        InputTopics inputTopics = inputTopics(options);
        ReadRange range = range(options, inputTopics);
        Overload overload = overload(options, range);
        Optional<FilesInput> inputFiles =
                optional(options, FrametagOptions.INPUT_FILES).map(paths -> files(paths, options));
        Optional<FilesOutput> outputFiles =
                optional(options, FrametagOptions.OUTPUT_FILES).map(folder -> filesOutput(folder, options));
        Optional<ReleasesConfig> releases = optional(options, FrametagOptions.MODEL_RELEASES)
                .map(topic -> new ReleasesConfig(topic, get(options, FrametagOptions.MODEL_RELEASE_OUTCOMES)));
        boolean needsKafka = inputFiles.isEmpty() || outputFiles.isEmpty() || releases.isPresent();
        KafkaConfig kafka = new KafkaConfig(
                needsKafka ? required(options, FrametagOptions.BOOTSTRAP_SERVERS) : null,
                inputTopics,
                get(options, FrametagOptions.LABELS_TOPIC),
                get(options, FrametagOptions.DEAD_LETTERS_TOPIC),
                overload.sheds() ? get(options, FrametagOptions.SHED_TOPIC) : null,
                get(options, FrametagOptions.GROUP_ID),
                range,
                positive(FrametagOptions.BYTES_IN_FLIGHT, bytes(options, FrametagOptions.BYTES_IN_FLIGHT)),
                (int) atMost(
                        KafkaConfig.LARGEST_IMAGE_BYTES,
                        FrametagOptions.MAX_IMAGE_BYTES,
                        bytes(options, FrametagOptions.MAX_IMAGE_BYTES)),
                raw.kafka());
        DeliveryConfig delivery = new DeliveryConfig(
                get(options, FrametagOptions.DELIVERY),
                get(options, FrametagOptions.CHECKPOINT_INTERVAL),
                get(options, FrametagOptions.CHECKPOINT_TIMEOUT),
                get(options, FrametagOptions.TRANSACTION_TIMEOUT),
                get(options, FrametagOptions.RESTART_ALLOWANCE),
                optional(options, FrametagOptions.TRANSACTION_PREFIX).orElseGet(kafka::defaultTransactionPrefix),
                Math.toIntExact(
                        positive(FrametagOptions.RESTART_ATTEMPTS, get(options, FrametagOptions.RESTART_ATTEMPTS))),
                get(options, FrametagOptions.MAX_HOLD));
        List<ImageFormat> formats = get(options, FrametagOptions.FORMATS);
        if (formats.isEmpty()) {
            throw new ConfigException("--formats is empty: name at least one image format to accept.");
        }
        ImageLimits limits = new ImageLimits(
                EnumSet.copyOf(formats),
                kafka.maxImageBytes(),
                atMost(MOST_PIXELS, FrametagOptions.MAX_PIXELS, get(options, FrametagOptions.MAX_PIXELS)),
                positive(FrametagOptions.MAX_PIXELS_A_BYTE, get(options, FrametagOptions.MAX_PIXELS_A_BYTE)));
        Decoding decoding = new Decoding(
                get(options, FrametagOptions.DECODE_MODE),
                get(options, FrametagOptions.DAMAGED_IMAGES),
                optional(options, FrametagOptions.ALPHA_BACKGROUND)
                        .map(JobConfig::background)
                        .orElse(null));
        ModelConfig model = new ModelConfig(
                get(options, FrametagOptions.MODEL),
                optional(options, FrametagOptions.MODEL_SHA256),
                optional(options, FrametagOptions.MODEL_VERSION),
                optional(options, FrametagOptions.TOP_K).map(k -> Math.toIntExact(positive(FrametagOptions.TOP_K, k))));
        SegmentsConfig segments = new SegmentsConfig(
                get(options, FrametagOptions.EMIT),
                get(options, FrametagOptions.SEGMENTS_TOPIC),
                get(options, FrametagOptions.SEGMENT_ON),
                get(options, FrametagOptions.SEGMENT_OFF),
                get(options, FrametagOptions.SEGMENT_SMOOTHING),
                get(options, FrametagOptions.SEGMENT_MIN_TIME),
                get(options, FrametagOptions.SEGMENT_GAP),
                get(options, FrametagOptions.SEGMENT_IDLE),
                optional(options, FrametagOptions.SEGMENT_UPDATES),
                get(options, FrametagOptions.SEGMENT_LABELS));
        return new JobConfig(
                kafka,
                inputFiles,
                outputFiles,
                optional(options, FrametagOptions.ONLY_MISSING),
                fetch(options),
                delivery.within(overload),
                limits,
                decoding,
                model,
                releases,
                segments,
                optional(options, FrametagOptions.RUN_ID)
                        .orElseGet(() -> UUID.randomUUID().toString()),
                optional(options, FrametagOptions.REPORT),
                RecordCoordinates.parseAll(get(options, FrametagOptions.REJECT_OFFSET)),
                overload,
                optional(options, FrametagOptions.PARALLELISM)
                        .map(p -> Math.toIntExact(positive(FrametagOptions.PARALLELISM, p))),
                (int) atMost(
                        MOST_PARALLELISM,
                        FrametagOptions.MAX_PARALLELISM,
                        get(options, FrametagOptions.MAX_PARALLELISM)));
    }

    private static FilesInput files(List<String> paths, Configuration options) {
        return new FilesInput(
                paths,
                get(options, FrametagOptions.IMAGE_COLUMN),
                optional(options, FrametagOptions.ID_COLUMN).orElse(null));
    }

    private static InputTopics inputTopics(Configuration options) {
        Optional<String> pattern = optional(options, FrametagOptions.INPUT_TOPIC_PATTERN);
        if (pattern.isPresent() && options.contains(FrametagOptions.INPUT_TOPIC)) {
            throw new ConfigException("--input-topic and --input-topic-pattern are both given: leave one of them out.");
        }
        return pattern.map(InputTopics::like)
                .orElseGet(() -> InputTopics.named(get(options, FrametagOptions.INPUT_TOPIC)));
    }

    private static ReadRange range(Configuration options, InputTopics topics) {
        boolean bounded = get(options, FrametagOptions.BOUNDED);
        Optional<List<String>> until = optional(options, FrametagOptions.UNTIL);
        ReadRange range = ReadRange.parse(
                get(options, FrametagOptions.FROM),
                until.orElse(bounded ? List.of(Bound.Place.LATEST.toString()) : null),
                topics,
                Instant.now());
        if (until.isPresent() && options.contains(FrametagOptions.BOUNDED) && !(bounded && range.untilLatest())) {
            throw new ConfigException("--bounded" + (bounded ? ", which is --until latest," : "=false")
                    + " and --until " + String.join(";", until.get()) + " are both given: leave --bounded out.");
        }
        return range;
    }

    private static Overload overload(Configuration options, ReadRange range) {
        Overload overload = Overload.parse(get(options, FrametagOptions.OVERLOAD));
        if (overload.sheds() && optional(options, FrametagOptions.INPUT_FILES).isPresent()) {
            throw new ConfigException("--overload is '" + get(options, FrametagOptions.OVERLOAD)
                    + "', and --input-files is given: files would be shed for their age. Leave one of them out.");
        }
        if (overload.sheds() && range.bounded()) {
            throw new ConfigException("--overload is '" + get(options, FrametagOptions.OVERLOAD)
                    + "', and --" + (options.contains(FrametagOptions.UNTIL) ? "until" : "bounded")
                    + " is given: what the topic holds already would be shed for its age."
                    + " Leave one of them out.");
        }
        return overload;
    }

    private static FilesOutput filesOutput(String folder, Configuration options) {
        return new FilesOutput(
                folder,
                get(options, FrametagOptions.OUTPUT_FORMAT),
                optional(options, FrametagOptions.OUTPUT_PARTITION)
                        .map(PartitionTemplate::parse)
                        .orElse(PartitionTemplate.NONE),
                positive(FrametagOptions.OUTPUT_FILE_SIZE, bytes(options, FrametagOptions.OUTPUT_FILE_SIZE)));
    }

    private static Optional<FetchConfig> fetch(Configuration options) {
        List<String> hosts = get(options, FrametagOptions.FETCH_HOSTS);
        List<String> roots = get(options, FrametagOptions.FETCH_ROOTS);
        if (hosts.isEmpty() && roots.isEmpty()) {
            options.toMap().keySet().stream()
                    .filter(key -> key.startsWith("fetch-"))
                    .findFirst()
                    .ifPresent(key -> {
                        throw new ConfigException("--" + key + " is given, but nothing may be fetched: name hosts by"
                                + " --fetch-hosts or folders by --fetch-roots, or leave it out.");
                    });
            return Optional.empty();
        }
        return Optional.of(new FetchConfig(
                hosts.stream().map(HostRule::parse).toList(),
                get(options, FrametagOptions.FETCH_SCHEMES).stream()
                        .map(FetchConfig::scheme)
                        .collect(Collectors.toSet()),
                roots.stream().map(FetchRoot::parse).toList(),
                get(options, FrametagOptions.FETCH_TIMEOUT),
                get(options, FrametagOptions.FETCH_ATTEMPTS),
                get(options, FrametagOptions.FETCH_CONCURRENCY),
                get(options, FrametagOptions.FETCH_PRIVATE_ADDRESSES)));
    }

    private static Background background(String colour) {
        try {
            return Background.parse(colour);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--" + FrametagOptions.ALPHA_BACKGROUND.key() + ": " + e.getMessage());
        }
    }

    private static <T> T get(Configuration options, ConfigOption<T> option) {
        try {
            T value = options.get(option);
            if (value instanceof String text && text.isBlank()) {
                throw new ConfigException("--" + option.key() + " is empty: give it a value or leave it out.");
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--" + option.key() + " is given a value that it cannot take: " + deepest(e));
        }
    }

    private static <T> Optional<T> optional(Configuration options, ConfigOption<T> option) {
        return Optional.ofNullable(get(options, option));
    }

    private static <T> T required(Configuration options, ConfigOption<T> option) {
        return optional(options, option)
                .orElseThrow(() -> new ConfigException("--" + option.key() + " is missing: "
                        + "give the Kafka brokers as host:port, separated by commas."));
    }

    private static long bytes(Configuration options, ConfigOption<MemorySize> option) {
        return get(options, option).getBytes();
    }

    private static long positive(ConfigOption<?> option, long value) {
        if (value <= 0) {
            throw new ConfigException("--" + option.key() + " is " + value + ": it must be at least 1.");
        }
        return value;
    }

    private static long atMost(long most, ConfigOption<?> option, long value) {
        if (positive(option, value) > most) {
            throw new ConfigException("--" + option.key() + " is " + value + ": it can be at most " + most + ".");
        }
        return value;
    }

    private static String deepest(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
