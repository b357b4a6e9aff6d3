package io.frametag.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions.TimestampMicrosConversion;

/**
 * Instants as microseconds since the epoch, UTC. Exact for every long, unlike {@code ChronoUnit.MICROS.between}, which
 * overflows in the year 2262: an event may claim any instant.
 */
public final class EpochMicros {
    private static final TimestampMicrosConversion CONVERSION = new TimestampMicrosConversion();
    private static final Schema SCHEMA = LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));

    private EpochMicros() {}

    public static long of(Instant instant) {
        return CONVERSION.toLong(instant, SCHEMA, SCHEMA.getLogicalType());
    }

    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
