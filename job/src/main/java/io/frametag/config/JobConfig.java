package io.frametag.config;

import io.frametag.image.Background;
import io.frametag.image.Decoding;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageLimits;
import java.util.EnumSet;
import java.util.List;
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
 * @param fetch what may be fetched; empty for nothing
 * @param runId written into every outcome
 * @param rejected records that are sent to the dead letters unread
 * @param overload what becomes of frames that waited too long
 * @param parallelism of the whole chain; empty for Flink's own default
 */
public record JobConfig(
        KafkaConfig kafka,
        Optional<FilesInput> inputFiles,
        Optional<FilesOutput> outputFiles,
        Optional<FetchConfig> fetch,
        DeliveryConfig delivery,
        ImageLimits limits,
        Decoding decoding,
        ModelConfig model,
        SegmentsConfig segments,
        String runId,
        Set<RecordCoordinates> rejected,
        Overload overload,
        Optional<Integer> parallelism,
        int maxParallelism) {

    /** OpenCV reads nothing larger. */
    private static final long MOST_PIXELS = 1L << 30;
    /** Flink's own. */
    private static final int MOST_PARALLELISM = 1 << 15;

    public JobConfig {
        if (segments.emit().segments()) {
            kafka.checkIsOther("segments-topic", segments.topic());
        }
        fetch.ifPresent(images -> images.checkFits(kafka.bytesInFlight(), limits.maxBytes()));
    }

    /** @throws ConfigException with a sentence that names the wrong option and value */
    public static JobConfig parse(String[] args, Map<String, String> environment) {
        return of(RawOptions.gather(args, environment));
    }

    /** @throws ConfigException with a sentence that names the wrong option and value */
    public static JobConfig of(RawOptions raw) {
        Configuration options = raw.asConfiguration();
        Overload overload = overload(options);
        Optional<FilesInput> inputFiles =
                optional(options, FrametagOptions.INPUT_FILES).map(FilesInput::new);
        Optional<FilesOutput> outputFiles =
                optional(options, FrametagOptions.OUTPUT_FILES).map(FilesOutput::new);
        boolean needsKafka = inputFiles.isEmpty() || outputFiles.isEmpty();
        KafkaConfig kafka = new KafkaConfig(
                needsKafka ? required(options, FrametagOptions.BOOTSTRAP_SERVERS) : null,
                get(options, FrametagOptions.INPUT_TOPIC),
                get(options, FrametagOptions.LABELS_TOPIC),
                get(options, FrametagOptions.DEAD_LETTERS_TOPIC),
                overload.sheds() ? get(options, FrametagOptions.SHED_TOPIC) : null,
                get(options, FrametagOptions.GROUP_ID),
                get(options, FrametagOptions.BOUNDED),
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
                fetch(options),
                delivery.within(overload),
                limits,
                decoding,
                model,
                segments,
                optional(options, FrametagOptions.RUN_ID)
                        .orElseGet(() -> UUID.randomUUID().toString()),
                RecordCoordinates.parseAll(get(options, FrametagOptions.REJECT_OFFSET)),
                overload,
                optional(options, FrametagOptions.PARALLELISM)
                        .map(p -> Math.toIntExact(positive(FrametagOptions.PARALLELISM, p))),
                (int) atMost(
                        MOST_PARALLELISM,
                        FrametagOptions.MAX_PARALLELISM,
                        get(options, FrametagOptions.MAX_PARALLELISM)));
    }

    private static Overload overload(Configuration options) {
        Overload overload = Overload.parse(get(options, FrametagOptions.OVERLOAD));
        if (overload.sheds() && get(options, FrametagOptions.BOUNDED)) {
            throw new ConfigException("--overload is '" + get(options, FrametagOptions.OVERLOAD)
                    + "', and --bounded is given: what the topic holds already would be shed for its age."
                    + " Leave one of them out.");
        }
        return overload;
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
