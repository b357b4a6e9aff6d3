package io.frametag.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.frametag.image.DamagedImages;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageFormat;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * Every option of the job. An option {@code some-name} is given as {@code --some-name VALUE}, as {@code some-name: VALUE}
 * in the file named by {@code --config}, or as the environment variable {@code FRAMETAG_SOME_NAME}; the first of these
 * that is there counts.
 */
public final class FrametagOptions {
    // ---- Kafka: where frames come from and labels go to

    public static final ConfigOption<String> BOOTSTRAP_SERVERS = key("bootstrap-servers")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Kafka brokers, host:port, separated by commas. Required, unless both input and output are files.");

    public static final ConfigOption<List<String>> INPUT_TOPIC = key("input-topic")
            .stringType()
            .asList()
            .defaultValues("image-events")
            .withDescription("Topic of the image events; several are separated by semicolons.");

    public static final ConfigOption<String> INPUT_TOPIC_PATTERN = key("input-topic-pattern")
            .stringType()
            .noDefaultValue()
            .withDescription("A regular expression in place of input-topic: all topics are read whose whole names match"
                    + " it, and may be read. New ones are found within a minute; a bounded job reads those that are"
                    + " there when it starts. It must not match a topic that the job writes to.");

    public static final ConfigOption<List<String>> FROM = key("from")
            .stringType()
            .asList()
            .defaultValues("committed")
            .withDescription(
                    "Where a new job begins to read. committed: at the group's offsets, or else at the earliest."
                            + " earliest. latest. A time such as 2026-11-24T10:00:00Z: in each partition at the first record"
                            + " whose timestamp is not before it. PARTITION:OFFSET (TOPIC:PARTITION:OFFSET if there may be"
                            + " several topics), separated by semicolons: other partitions begin at the earliest, or as what"
                            + " stands before the offsets says, as in committed;0:1500. A job that is restored goes on where"
                            + " its state says.");

    public static final ConfigOption<List<String>> UNTIL = key("until")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription(
                    "Where to end, with exit status 0: latest, which is the end of what is committed when the job"
                            + " starts, or a time, or offsets, in the same forms as for from; the record there is not read any"
                            + " more. Partitions that are not named end at the latest. Default: the job has no end.");

    public static final ConfigOption<String> LABELS_TOPIC =
            key("labels-topic").stringType().defaultValue("image-labels").withDescription("Topic of the labels.");

    public static final ConfigOption<String> DEAD_LETTERS_TOPIC = key("dead-letters-topic")
            .stringType()
            .defaultValue("image-dead-letters")
            .withDescription("Topic of the rejected records: their own bytes, with the reason in headers.");

    public static final ConfigOption<String> SHED_TOPIC = key("shed-topic")
            .stringType()
            .defaultValue("image-shed")
            .withDescription("Topic of the frames that were shed for their age. Needed under a deadline only.");

    public static final ConfigOption<String> GROUP_ID = key("group-id")
            .stringType()
            .defaultValue("frametag")
            .withDescription(
                    "Consumer group. A new job starts at its committed offsets, or else at the earliest, unless"
                            + " from says otherwise. One of its own for a job that reads the same topics beside another.");

    public static final ConfigOption<Boolean> BOUNDED = key("bounded")
            .booleanType()
            .defaultValue(false)
            .withDescription("The same as --until latest: read what the topic holds when the job starts, then end.");

    public static final ConfigOption<String> REPORT = key("report")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "File, by path or URI, that gets the report of a job that ends by itself, as JSON: what was"
                            + " read, labelled and rejected, and how fast. It is printed in any case, where the job was"
                            + " submitted and waited for.");

    public static final ConfigOption<List<String>> REJECT_OFFSET = key("reject-offset")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription("Records to send to the dead letters unread, as topic:partition:offset, separated by"
                    + " semicolons: the way out when one input kills the JVM.");

    public static final ConfigOption<MemorySize> BYTES_IN_FLIGHT = key("bytes-in-flight")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(96))
            .withDescription(
                    "Heap that one source subtask may hold in fetched records. Fetch sizes, max.poll.records and"
                            + " the element queue are derived from it.");

    public static final ConfigOption<String> OVERLOAD = key("overload")
            .stringType()
            .defaultValue("keep-all")
            .withDescription("What becomes of frames when more come than can be labelled. keep-all: they wait."
                    + " deadline=MS, or deadline=200ms and the like, from 1 ms to 1 h: a frame that is older by its Kafka"
                    + " timestamp when the job takes it up is not looked at, and goes to the shed topic. Not with"
                    + " --bounded, --until or --input-files.");

    // ---- Files, in place of Kafka

    public static final ConfigOption<List<String>> INPUT_FILES = key("input-files")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription(
                    "Folders, files and globs to read in place of a topic, by path or by any URI that Flink's file"
                            + " systems read, separated by semicolons; the job ends when all are read. Images, and tar, zip, Avro"
                            + " and Parquet files of them: docs/batch.md. They must be there on every machine.");

    public static final ConfigOption<String> IMAGE_COLUMN = key("image-column")
            .stringType()
            .defaultValue("image")
            .withDescription(
                    "Column of Parquet files that has the encoded images, as binary; with dots for a field within a"
                            + " column. Of a column that is a struct its field bytes.");

    public static final ConfigOption<String> ID_COLUMN = key("id-column")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Column of Parquet files that names each image, as a string or a whole number. Default: the file's"
                            + " path and the row's number.");

    public static final ConfigOption<String> OUTPUT_FILES = key("output-files")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Write into this folder in place of topics, by path or by a URI of any file system that Flink"
                            + " knows: labels under labels/, dead letters under dead-letters/, shed frames under shed/. Files become"
                            + " visible when their checkpoint completes, each outcome once.");

    public static final ConfigOption<OutputFormat> OUTPUT_FORMAT = key("output-format")
            .enumType(OutputFormat.class)
            .defaultValue(OutputFormat.PARQUET)
            .withDescription(
                    "Of the files in output-files: parquet; avro, which is container files; json, which is one record a line.");

    public static final ConfigOption<String> OUTPUT_PARTITION = key("output-partition")
            .stringType()
            .noDefaultValue()
            .withDescription("Folders below labels/, such as date={date}/stream={stream}. Fields are {date}, {hour},"
                    + " {stream}, {model} and {label}. Default: all labels in one folder.");

    public static final ConfigOption<MemorySize> OUTPUT_FILE_SIZE = key("output-file-size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(128))
            .withDescription("A file in output-files that has grown to this size is ended and a new one begun. Each"
                    + " checkpoint ends all files as well: small ones become fewer with a longer checkpoint-interval.");

    public static final ConfigOption<String> ONLY_MISSING = key("only-missing")
            .stringType()
            .noDefaultValue()
            .withDescription("A folder that an earlier run had as its output-files: inputs that it has an outcome of, a"
                    + " label, a dead letter or a shed frame, are passed over. For runs that end.");

    // ---- Images that events only point at

    public static final ConfigOption<List<String>> FETCH_HOSTS = key("fetch-hosts")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription(
                    "Hosts that images are fetched from where an event has a URI in place of its image, separated by"
                            + " semicolons: images.example.com, *.example.com for all below it, * for any public host; each with"
                            + " :PORT for a port other than 80 and 443. Default: nothing is fetched.");

    public static final ConfigOption<List<String>> FETCH_SCHEMES = key("fetch-schemes")
            .stringType()
            .asList()
            .defaultValues("https")
            .withDescription(
                    "Schemes of the URIs that are fetched, separated by semicolons: https, http, and those of Flink's"
                            + " file systems (file, s3 ..), for which --fetch-roots is needed.");

    public static final ConfigOption<List<String>> FETCH_ROOTS = key("fetch-roots")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription(
                    "Folders and buckets that images are fetched from by Flink's file systems, with all below them,"
                            + " separated by semicolons, such as s3://bucket/images. Their schemes must be listed by --fetch-schemes.");

    public static final ConfigOption<Duration> FETCH_TIMEOUT = key("fetch-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription(
                    "Longest time for one image, from its host's name to its last byte, over all attempts, redirects"
                            + " and waits. A server that says nothing is given up after this time divided by --fetch-attempts. Shorter than"
                            + " the checkpoint timeout.");

    public static final ConfigOption<Integer> FETCH_ATTEMPTS = key("fetch-attempts")
            .intType()
            .defaultValue(3)
            .withDescription(
                    "How often one image is tried, with growing waits between: when the connection fails or breaks, or"
                            + " the server answers 5xx or 429 (whose Retry-After counts, if there is time). Other answers are final.");

    public static final ConfigOption<Integer> FETCH_CONCURRENCY = key("fetch-concurrency")
            .intType()
            .defaultValue(16)
            .withDescription(
                    "Images that one task fetches at a time. Times --max-image-bytes at most --bytes-in-flight, as"
                            + " which it comes on top.");

    public static final ConfigOption<Boolean> FETCH_PRIVATE_ADDRESSES = key("fetch-private-addresses")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "Whether the hosts may have addresses of the internal network: loopback, private, shared (CGNAT),"
                            + " unique local. Not with *. Link-local ones, a cloud's metadata among them, are never connected to.");

    // ---- Delivery

    public static final ConfigOption<Delivery> DELIVERY = key("delivery")
            .enumType(Delivery.class)
            .defaultValue(Delivery.AT_LEAST_ONCE)
            .withDescription("at-least-once: labels are visible at once, and some come twice after a failure."
                    + " exactly-once: labels are visible when their checkpoint completes, each once.");

    public static final ConfigOption<Duration> MAX_HOLD = key("max-hold")
            .durationType()
            .defaultValue(Duration.ofMillis(100))
            .withDescription(
                    "Longest time that a task which is behind holds a label back, so that several share a request"
                            + " to Kafka; never more than a twentieth of the time that it has been busy, or of a deadline. 0: each"
                            + " label at once, at 3 to 4 % less throughput.");

    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL = key("checkpoint-interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("Time between checkpoints, unless execution.checkpointing.interval is set in Flink's own"
                    + " configuration. The job does not start without checkpoints.");

    public static final ConfigOption<Duration> CHECKPOINT_TIMEOUT = key("checkpoint-timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(2))
            .withDescription(
                    "A checkpoint that takes longer is given up, unless execution.checkpointing.timeout is set in"
                            + " Flink's own configuration.");

    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT = key("transaction-timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("exactly-once: the broker aborts a transaction that is open for longer, and its labels are"
                    + " lost. At least checkpoint-interval + checkpoint-timeout + restart-allowance, and at most the"
                    + " broker's transaction.max.timeout.ms (15 min unless changed).");

    public static final ConfigOption<Duration> RESTART_ALLOWANCE = key("restart-allowance")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription("exactly-once: how long a failed job may need until it runs again.");

    public static final ConfigOption<String> TRANSACTION_PREFIX = key("transaction-prefix")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "exactly-once: begins the transactional ids; unique per job, not the beginning of another job's,"
                            + " and the same after a restart."
                            + " Default: frametag-GROUP-ID- and a hash of the topics.");

    public static final ConfigOption<Integer> RESTART_ATTEMPTS = key("restart-attempts")
            .intType()
            .defaultValue(20)
            .withDescription(
                    "Failures in a row before the job gives up; the waits between them grow from 1 s to 1 min, so that 20"
                            + " quick ones take about 11 min. An hour without one starts the count anew. Not used when restart-strategy.type is set in Flink's own configuration.");

    public static final ConfigOption<String> RUN_ID = key("run-id")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Written into every outcome: within one run, each input has one. Default: a new one each time"
                            + " the job is submitted; give the old one when a savepoint is resumed.");

    // ---- Images

    public static final ConfigOption<List<ImageFormat>> FORMATS = key("formats")
            .enumType(ImageFormat.class)
            .asList()
            .defaultValues(ImageFormat.values())
            .withDescription(
                    "Image formats to accept, separated by semicolons. Told by the first bytes, not the content"
                            + " type; only RGB24, BGR24, GRAY8, NV12 and I420, which have no header, by it.");

    public static final ConfigOption<MemorySize> MAX_IMAGE_BYTES = key("max-image-bytes")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(4))
            .withDescription("Larger encoded images are rejected. Topic, broker and producer must let them pass:"
                    + " docs/operations.md has the sizes that belong together.");

    public static final ConfigOption<Long> MAX_PIXELS = key("max-pixels")
            .longType()
            .defaultValue(25_000_000L)
            .withDescription("Images with more pixels are rejected by their header, before anything is allocated.");

    public static final ConfigOption<Long> MAX_PIXELS_A_BYTE = key("max-pixels-a-byte")
            .longType()
            .defaultValue(1_000L)
            .withDescription("Images of more than 4,194,304 pixels with more pixels than this for each byte of the file"
                    + " are rejected as bombs.");

    public static final ConfigOption<DamagedImages> DAMAGED_IMAGES = key("damaged-images")
            .enumType(DamagedImages.class)
            .defaultValue(DamagedImages.REJECT)
            .withDescription("JPEGs that are not whole. reject: those with damaged pixels; where only the end marker is"
                    + " missing, labels are flagged. strict: these too, and each JPEG is decoded twice to find more."
                    + " label: none, labels are flagged.");

    public static final ConfigOption<String> ALPHA_BACKGROUND = key("alpha-background")
            .stringType()
            .noDefaultValue()
            .withDescription("Colour to show behind transparent pixels, as #RRGGBB. Default: none, alpha is dropped as"
                    + " PaddleClas does it, and the colours beneath it show.");

    public static final ConfigOption<DecodeMode> DECODE_MODE = key("decode-mode")
            .enumType(DecodeMode.class)
            .defaultValue(DecodeMode.FAST)
            .withDescription(
                    "fast: large JPEGs are decoded at a half, a quarter or an eighth of their size, never below"
                            + " what the model resizes to, or twice that for a bundle that resizes as Pillow does, and a"
                            + " linear resize leaves out what the crop drops. exact: everything in full, equal to OpenCV"
                            + " or Pillow to the bit.");

    // ---- Model

    public static final ConfigOption<String> MODEL = key("model")
            .stringType()
            .defaultValue("bundled:pp-lcnet-x0_5-cifar10")
            .withDescription(
                    "Model bundle: a folder as PaddleX, timm or transformers leave it, by path or by any URI that"
                            + " Flink's file systems read; bundled:NAME is in the job's jar.");

    public static final ConfigOption<String> MODEL_SHA256 = key("model-sha256")
            .stringType()
            .noDefaultValue()
            .withDescription("Expected SHA-256 of the bundle's files in a row, such as inference.onnx followed by"
                    + " inference.yml; another bundle is refused.");

    public static final ConfigOption<String> MODEL_VERSION = key("model-version")
            .stringType()
            .noDefaultValue()
            .withDescription("Written into every label record. Default: the first 12 digits of the bundle's SHA-256.");

    public static final ConfigOption<Integer> TOP_K =
            key("top-k").intType().noDefaultValue().withDescription("Labels per image. Default: what the bundle says.");

    public static final ConfigOption<String> MODEL_RELEASES = key("model-releases")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Topic of model releases, compacted and with one partition: the job labels with the newest that can be"
                            + " loaded, and changes to the next one while it runs, between two records. A job that"
                            + " ends keeps to the one that is newest where it is submitted. model is what a job labels"
                            + " with until there is one. Default: the model never changes.");

    public static final ConfigOption<String> MODEL_RELEASE_OUTCOMES = key("model-release-outcomes")
            .stringType()
            .defaultValue("model-release-outcomes")
            .withDescription("Topic of what each task has made of a release: ready, active, or refused with the reason."
                    + " Needed with model-releases, and by jobs without an end only.");

    // ---- Segments: what a stream shows, and from when to when

    public static final ConfigOption<Emit> EMIT = key("emit")
            .enumType(Emit.class)
            .defaultValue(Emit.FRAMES)
            .withDescription(
                    "frames: the labels of each frame. segments: from when to when a stream shows a label, and no"
                            + " labels, so that verify finds no outcome of a labelled frame. both: the two. Rejected records are"
                            + " dead letters in any case.");

    public static final ConfigOption<String> SEGMENTS_TOPIC = key("segments-topic")
            .stringType()
            .defaultValue("image-segments")
            .withDescription("Topic of the segments; used only when they are emitted.");

    public static final ConfigOption<Double> SEGMENT_ON = key("segment-on")
            .doubleType()
            .defaultValue(0.5)
            .withDescription("Smoothed score, 0 to 1, that begins a segment.");

    public static final ConfigOption<Double> SEGMENT_OFF = key("segment-off")
            .doubleType()
            .defaultValue(0.3)
            .withDescription("Smoothed score below which a segment ends; lower than segment-on.");

    public static final ConfigOption<Duration> SEGMENT_SMOOTHING = key("segment-smoothing")
            .durationType()
            .defaultValue(Duration.ofMillis(500))
            .withDescription(
                    "Time constant of the exponential smoothing: a score that changes for good has got 63 % of the"
                            + " way after it.");

    public static final ConfigOption<Duration> SEGMENT_MIN_TIME = key("segment-min-time")
            .durationType()
            .defaultValue(Duration.ofMillis(500))
            .withDescription(
                    "For how long the smoothed score must stay at segment-on or above before there is a segment.");

    public static final ConfigOption<Duration> SEGMENT_GAP = key("segment-gap")
            .durationType()
            .defaultValue(Duration.ofSeconds(5))
            .withDescription("A stream without a frame for longer than this, by its frames' times, has ended, and its"
                    + " segments with it.");

    public static final ConfigOption<Duration> SEGMENT_IDLE = key("segment-idle")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("A stream without a frame for this long by the wall clock has ended, too, where the other"
                    + " streams' frames cannot tell; a partition without one is no longer waited for. At least"
                    + " segment-gap.");

    public static final ConfigOption<Duration> SEGMENT_UPDATES = key("segment-updates")
            .durationType()
            .noDefaultValue()
            .withDescription("How often, by its frames' times, an open segment is written again. Default: never.");

    public static final ConfigOption<Integer> SEGMENT_LABELS = key("segment-labels")
            .intType()
            .defaultValue(16)
            .withDescription("Labels that are tracked at a time in one stream: the bound of its state.");

    // ---- Flink

    public static final ConfigOption<Integer> PARALLELISM = key("parallelism")
            .intType()
            .noDefaultValue()
            .withDescription(
                    "Tasks in parallel, each with one core's work; more than the input topic has partitions are"
                            + " idle. Default: Flink's parallelism.default or -p.");

    public static final ConfigOption<Integer> MAX_PARALLELISM = key("max-parallelism")
            .intType()
            .defaultValue(128)
            .withDescription("Upper bound of parallelism for as long as the job's savepoints are to be used.");

    private FrametagOptions() {}

    /** Every option, in the order of this file. */
    public static List<ConfigOption<?>> all() {
        return Arrays.stream(FrametagOptions.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == ConfigOption.class)
                .<ConfigOption<?>>map(FrametagOptions::valueOf)
                .toList();
    }

    private static ConfigOption<?> valueOf(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("A public field of this class", e);
        }
    }
}
