package io.frametag.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * The options as text, gathered from command line, file and environment in this order of precedence. Keys are checked
 * here, values in {@link JobConfig}.
 *
 * @param options the job's own, by key
 * @param kafka what stood behind {@code kafka.}, for Kafka's own clients
 */
public record RawOptions(Map<String, String> options, Map<String, String> kafka) {
    static final String KAFKA_PREFIX = "kafka.";
    static final String CONFIG_FILE = "config";
    static final String ENVIRONMENT_PREFIX = "FRAMETAG_";
    /** Flink does not tell of an option without a default whether it is a list. */
    private static final Set<ConfigOption<?>> LISTS_WITHOUT_DEFAULT =
            Set.of(FrametagOptions.INPUT_FILES, FrametagOptions.UNTIL);

    private static final Set<String> LISTS = FrametagOptions.all().stream()
            .filter(option -> option.defaultValue() instanceof List || LISTS_WITHOUT_DEFAULT.contains(option))
            .map(ConfigOption::key)
            .collect(Collectors.toUnmodifiableSet());

    /** One wrong letter in so many is a slip; more is another word. */
    private static final int SLIPS_PER_LETTERS = 4;

    /**
     * @param args {@code --key value}, {@code --key=value}, or {@code --key} alone for {@code true}
     * @throws ConfigException for a key that does not exist, a secret on the command line, or a file that cannot be read
     */
    public static RawOptions gather(String[] args, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, String> commandLine = new LinkedHashMap<>();
        CommandLineArguments.parse(args).forEach((key, values) -> commandLine.put(key, join(key, values)));
        commandLine.forEach(RawOptions::refuseSecret);
        all.putAll(fromEnvironment(environment));
        String file = commandLine.getOrDefault(CONFIG_FILE, all.get(CONFIG_FILE));
        if (file != null) {
            all.putAll(OptionsFile.read(file));
        }
        all.putAll(commandLine);
        all.remove(CONFIG_FILE);

        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> kafka = new LinkedHashMap<>();
        Set<String> known = knownKeys();
        all.forEach((key, value) -> {
            if (key.startsWith(KAFKA_PREFIX)) {
                kafka.put(key.substring(KAFKA_PREFIX.length()), value);
            } else if (known.contains(key)) {
                options.put(key, value);
            } else {
                throw new ConfigException(
                        source(key, commandLine, environment) + " names no option. " + suggestion(key, known));
            }
        });
        return new RawOptions(options, kafka);
    }

    /**
     * For whoever keeps or passes on a command line before the job itself reads it.
     *
     * @throws ConfigException if it has a secret, or is none
     */
    public static void refuseSecrets(List<String> args) {
        CommandLineArguments.parse(args.toArray(String[]::new))
                .forEach((key, values) -> values.forEach(value -> refuseSecret(key, value)));
    }

    private static void refuseSecret(String key, String value) {
        if (key.startsWith(KAFKA_PREFIX) && !SecretProperties.mayBeSeen(key.substring(KAFKA_PREFIX.length()), value)) {
            throw new ConfigException("--" + key + " is a secret, and others can see a command line: put " + key
                    + " into the file that --config names, or into the environment variable " + variable(key) + ".");
        }
    }

    /** As Flink writes lists: separated by semicolons. */
    private static String join(String key, List<String> values) {
        if (values.size() > 1 && !LISTS.contains(key)) {
            throw new ConfigException("--" + key + " is given " + values.size() + " times: it takes one value.");
        }
        return String.join(";", values);
    }

    private static String source(String key, Map<String, String> commandLine, Map<String, String> environment) {
        String variable = variable(key);
        boolean fromEnvironment = !commandLine.containsKey(key) && environment.containsKey(variable);
        return fromEnvironment ? "The environment variable " + variable : "'" + key + "'";
    }

    private static String variable(String key) {
        return ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    private static Set<String> knownKeys() {
        return FrametagOptions.all().stream().map(ConfigOption::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code FRAMETAG_INPUT_TOPIC} is {@code input-topic}; {@code FRAMETAG_KAFKA_ACKS} is {@code kafka.acks}. */
    private static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> found = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX)) {
                String key = name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
                found.put(key.startsWith("kafka_") ? key.replace('_', '.') : key.replace('_', '-'), value);
            }
        });
        return found;
    }

    private static String suggestion(String key, Set<String> known) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        Optional<String> nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance.apply(candidate, key)))
                .filter(candidate -> distance.apply(candidate, key) <= Math.max(1, key.length() / SLIPS_PER_LETTERS));
        return nearest.map(candidate -> "Did you mean '" + candidate + "'?")
                .orElse("--help lists them; properties for Kafka's own clients begin with kafka.");
    }

    Configuration asConfiguration() {
        return Configuration.fromMap(options);
    }

    /** The keys alone: values may be secrets. */
    @Override
    public String toString() {
        return "RawOptions" + List.of(options.keySet(), kafka.keySet());
    }
}
