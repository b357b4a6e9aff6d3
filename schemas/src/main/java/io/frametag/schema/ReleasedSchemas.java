package io.frametag.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Every released version of a record's schema, oldest first, so that a reader understands what an older producer wrote.
 * They stand in {@code schemas/released/NAME/vN.avsc}, numbered without gaps.
 */
final class ReleasedSchemas {
    private ReleasedSchemas() {}

    /** @param name the folder's name, such as {@code image-event} */
    static List<Schema> of(String name) {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; ; version++) {
            try (InputStream in =
                    ReleasedSchemas.class.getResourceAsStream("released/" + name + "/v" + version + ".avsc")) {
                if (in == null) {
                    return versions;
                }
                versions.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
