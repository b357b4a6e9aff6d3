package io.frametag.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of labels: JSON, a list or a map of indices, by itself or as {@code id2label}; or lines, each a label, or each
 * an index and a label as in PaddleClas's label files.
 */
final class LabelFile {
    /** Where labels are looked for when the description has none, in this order. */
    static final List<String> NAMES = List.of("labels.txt", "labels.json", "imagenet_classes.txt");

    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})(?:[ \\t]+|[ \\t]*[:,][ \\t]*)(\\S.*)");

    private LabelFile() {}

    static LabelList parse(String name, String text) throws BadModelException {
        return name.endsWith(".json") ? json(JsonDocument.parse(name, text)) : lines(name, text);
    }

    private static LabelList json(DescriptionNode root) throws BadModelException {
        if (root.isList()) {
            return LabelList.of(root);
        }
        var nested = root.find("id2label");
        return LabelList.ofMap(nested.isPresent() ? nested.get() : root);
    }

    private static LabelList lines(String name, String text) throws BadModelException {
        List<String> lines = text.strip().lines().map(String::strip).toList();
        int empty = lines.indexOf("");
        if (empty >= 0 || lines.isEmpty()) {
            throw new BadModelException(
                    name + " has no label in line " + (Math.max(0, empty) + 1) + ": it has to have one a line.");
        }
        List<String> numbered = numbered(name, lines);
        return LabelList.bounded(numbered.isEmpty() ? lines : numbered, name);
    }

    /** @return nothing if a line does not begin with a number: numbers are then part of the labels */
    private static List<String> numbered(String name, List<String> lines) throws BadModelException {
        if (!lines.stream().allMatch(line -> NUMBERED.matcher(line).matches())) {
            return List.of();
        }
        String[] names = new String[lines.size()];
        for (String line : lines) {
            Matcher matcher = NUMBERED.matcher(line);
            int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) : names.length;
            if (index >= names.length || names[index] != null) {
                // In the order of the lines, each class would have another's name.
                throw new BadModelException(name + " has the line '" + OneLine.of(line)
                        + "': the numbers in front of its labels have to be 0 to " + (names.length - 1)
                        + ", each once. If they are part of the labels, write these as JSON, in labels.json.");
            }
            names[index] = matcher.group(2);
        }
        return List.of(names);
    }
}
