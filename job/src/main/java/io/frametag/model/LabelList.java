package io.frametag.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the classes are called.
 *
 * @param names by the classes' indices
 * @param place where they are written, for messages
 */
record LabelList(List<String> names, String place) {
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

    /** ImageNet-22k has 21,841 classes. */
    static final int MOST = 1 << 17;

    LabelList {
        names = List.copyOf(names);
    }

    static LabelList bounded(List<String> names, String place) throws BadModelException {
        if (names.size() > MOST) {
            throw new BadModelException(
                    place + " has " + names.size() + " labels: more than " + MOST + " are not read.");
        }
        return new LabelList(names, place);
    }

    static LabelList of(DescriptionNode list) throws BadModelException {
        return bounded(list.texts(), list.place());
    }

    /** @param map of indices to names, from 0 on, in any order: transformers' {@code id2label} */
    static LabelList ofMap(DescriptionNode map) throws BadModelException {
        String[] names = new String[map.keys().size()];
        for (Object key : map.keys()) {
            names[index(map, key, names.length)] =
                    map.child(String.valueOf(key)).text();
        }
        if (names.length == 0) {
            throw map.wrong("a map of at least one label");
        }
        return bounded(List.of(names), map.place());
    }

    /** No two keys have the same: they are written without zeros in front. */
    private static int index(DescriptionNode map, Object key, int size) throws BadModelException {
        String text = String.valueOf(key);
        if (INDEX.matcher(text).matches() && Integer.parseInt(text) < size) {
            return Integer.parseInt(text);
        }
        throw new BadModelException(map.place() + " has the key '" + OneLine.of(text)
                + "': it has to be a map of all indices from 0 to " + (size - 1) + " to labels.");
    }
}
