package io.frametag.tools.replay;

import io.frametag.pipeline.RejectReason;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options that make a {@link Selection}. */
final class SelectionOptions {
    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those that were rejected for this reason, such as TOO_MANY_BYTES. May be given more"
                    + " than once.")
    private List<RejectReason> reasons;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only inputs whose timestamp is not before this, such as 2026-11-24T10:00:00Z. It is the"
                    + " input's own timestamp, in this project the capture time; when something was rejected is not"
                    + " recorded.")
    private Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only inputs whose timestamp is before this.")
    private Instant until;

    @Option(
            names = "--input",
            paramLabel = "OFFSETS",
            converter = InputOffsetsConverter.class,
            description = "Only these inputs: PARTITION, PARTITION:OFFSET, PARTITION:FIRST-LAST (both included) or"
                    + " PARTITION:FIRST-. May be given more than once.")
    private List<InputOffsets> inputs;

    /**
     * @param commandLine is named in the exception
     * @throws ParameterException if nothing could ever be selected
     */
    Selection selection(CommandLine commandLine) {
        if (since != null && until != null && !since.isBefore(until)) {
            throw new ParameterException(
                    commandLine, "--since " + since + " is not before --until " + until + ": that selects nothing.");
        }
        return new Selection(
                reasons == null ? Set.of() : reasons.stream().map(Enum::name).collect(Collectors.toSet()),
                Optional.ofNullable(since),
                Optional.ofNullable(until),
                inputs == null ? List.of() : inputs);
    }

    static final class TimeConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no time with its zone, such as 2026-11-24T10:00:00Z");
            }
        }
    }

    static final class InputOffsetsConverter implements ITypeConverter<InputOffsets> {
        @Override
        public InputOffsets convert(String text) {
            try {
                return InputOffsets.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
