package io.frametag.output;

import io.frametag.config.PartitionTemplate;
import io.frametag.config.PartitionTemplate.Field;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.schema.EpochMicros;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Outcome → folder below the output's. Only labels are partitioned: a record that could not be read has none of the fields, and
 * few are rejected or shed.
 */
final class OutcomeFolders implements BucketAssigner<Outcome, String> {
    static final String LABELS = "labels";
    static final String DEAD_LETTERS = "dead-letters";
    static final String SHED = "shed";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH", Locale.ROOT);
    /** Four digits. */
    private static final int LAST_YEAR = 9999;

    private final PartitionTemplate template;

    OutcomeFolders(PartitionTemplate template) {
        this.template = template;
    }

    @Override
    public String getBucketId(Outcome outcome, Context context) {
        if (outcome instanceof Labelled labelled) {
            String partition = template.path(field -> value(field, labelled));
            return partition.isEmpty() ? LABELS : LABELS + "/" + partition;
        }
        return outcome instanceof Outcome.Shed ? SHED : DEAD_LETTERS;
    }

    /** @return null for none */
    private String value(Field field, Labelled labelled) {
        return switch (field) {
            case DATE -> time(labelled, DATE);
            case HOUR -> time(labelled, HOUR);
            case STREAM -> PathValue.of(labelled.frame().streamId());
            case MODEL -> PathValue.of(labelled.model().name());
            case LABEL ->
                labelled.labels().isEmpty()
                        ? null
                        : PathValue.of(labelled.labels().get(0).name());
        };
    }

    /** @return null for an instant that nobody can mean */
    private static String time(Labelled labelled, DateTimeFormatter format) {
        Instant captured = EpochMicros.toInstant(labelled.frame().capturedAtMicros());
        try {
            LocalDateTime time = LocalDateTime.ofInstant(captured, ZoneOffset.UTC);
            return time.getYear() < 0 || time.getYear() > LAST_YEAR ? null : time.format(format);
        } catch (DateTimeException e) {
            // A producer may claim any instant.
            return null;
        }
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
