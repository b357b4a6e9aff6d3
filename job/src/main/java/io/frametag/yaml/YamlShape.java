package io.frametag.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * The shape of a YAML document, looked at event by event before values are made of it, since what makes them has no limits
 * of its own: it recurses as deep as the document is nested, and computes the hash of a key that is a collection by walking
 * through all that its aliases stand for, which doubles with each.
 */
public final class YamlShape {
    /** PaddleX writes six, and options have two. */
    private static final int DEEPEST = 50;

    private final Deque<Level> levels = new ArrayDeque<>();

    private YamlShape() {}

    /** @throws YamlShapeException if it is nested deeply, or a key is not simply text */
    public static void check(Iterable<Event> document) throws YamlShapeException {
        YamlShape shape = new YamlShape();
        for (Event event : document) {
            shape.add(event);
        }
    }

    private void add(Event event) throws YamlShapeException {
        switch (event.getEventId()) {
            case Scalar, Alias -> enter(event);
            case SequenceStart -> open(event, false);
            case MappingStart -> open(event, true);
            case SequenceEnd, MappingEnd -> levels.pop();
            default -> {}
        }
    }

    private void open(Event event, boolean map) throws YamlShapeException {
        enter(event);
        if (levels.size() == DEEPEST) {
            throw new YamlShapeException("is nested too deeply" + where(event));
        }
        levels.push(new Level(map));
    }

    /** Keys and values of a map take turns. */
    private void enter(Event event) throws YamlShapeException {
        Level level = levels.peek();
        if (level == null || !level.map) {
            return;
        }
        level.key = !level.key;
        if (level.key && event.getEventId() != Event.ID.Scalar) {
            throw new YamlShapeException("has a list, a map or an alias for a key" + where(event) + ": keys are text");
        }
    }

    private static String where(Event event) {
        return event.getStartMark().map(YamlShape::at).orElse("");
    }

    /** @return as people count */
    public static String at(Mark mark) {
        return " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private static final class Level {
        private final boolean map;
        /** Whether what came last was a key. */
        private boolean key;

        private Level(boolean map) {
            this.map = map;
        }
    }
}
