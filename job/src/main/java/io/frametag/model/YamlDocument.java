package io.frametag.model;

import io.frametag.yaml.YamlShape;
import io.frametag.yaml.YamlShapeException;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads YAML as maps, lists and text. */
final class YamlDocument {
    /** PaddleX writes a few; each can stand for all that the one before it stands for. */
    private static final int MOST_ALIASES = 50;

    private YamlDocument() {}

    static DescriptionNode parse(String file, String yml) throws BadModelException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                // A key without a value is null even to this schema, which does not say what that is.
                .setTagConstructors(Map.of(Tag.NULL, node -> null))
                .setLabel(file)
                .setCodePointLimit(ModelBundle.MOST_YML_BYTES)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            YamlShape.check(new Parse(settings).parseString(yml));
            return new DescriptionNode(file, "", new Load(settings).loadFromString(yml));
        } catch (YamlShapeException e) {
            throw new BadModelException(file + " " + e.getMessage() + ".", e);
        } catch (YamlEngineException e) {
            throw new BadModelException(file + " is not valid YAML: " + problem(e) + ".", e);
        }
    }

    private static String problem(YamlEngineException e) {
        if (e instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            return marked.getProblem() + YamlShape.at(marked.getProblemMark().get());
        }
        return OneLine.of(e.getMessage());
    }
}
