package io.frametag.config;

import io.frametag.yaml.YamlShape;
import io.frametag.yaml.YamlShapeException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML of options: plain values, lists and maps, never Java types, and no more of them than somebody would write. */
final class Yaml {
    private static final int LARGEST = 1 << 20;
    /** Each can stand for all that the one before it stands for: few are enough for a document without end. */
    private static final int MOST_ALIASES = 8;

    private Yaml() {}

    /** @throws ConfigException with the place, and without what stands there: it may be a secret */
    static Object read(Path file, String name) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(LARGEST)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            try (Reader reader = Files.newBufferedReader(file)) {
                YamlShape.check(new Parse(settings).parseReader(reader));
            }
            try (Reader reader = Files.newBufferedReader(file)) {
                return new Load(settings).loadFromReader(reader);
            }
        } catch (YamlShapeException e) {
            throw new ConfigException("--config names " + name + ", which " + e.getMessage() + ".");
        } catch (YamlEngineException e) {
            throw new ConfigException("--config names " + name + ", which is no YAML that options can be read from"
                    + place(e).map(mark -> ": see line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                            .orElse("")
                    + ". Values with special characters go in quotes; tags, and files of more than " + LARGEST
                    + " characters or " + MOST_ALIASES + " aliases, are refused.");
        }
    }

    private static Optional<Mark> place(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked ? marked.getProblemMark() : Optional.empty();
    }
}
