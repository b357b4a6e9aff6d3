package io.frametag.model;

import io.frametag.image.ImageGeometry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps of {@code PreProcess.transform_ops}, read with PaddleClas's meaning: {@code DecodeImage} (to RGB, or left
 * out), {@code ResizeImage}, {@code CropImage}, {@code NormalizeImage}, {@code ToCHWImage}, in this order.
 */
record TransformOps(ImageGeometry geometry, Normalisation normalisation) {
    /** The order in which the steps make sense. Planes may be made before or after the arithmetic. */
    private static final Map<String, Integer> PLACES =
            Map.of("DecodeImage", 0, "ResizeImage", 1, "CropImage", 2, "NormalizeImage", 3, "ToCHWImage", 3);

    static TransformOps parse(YamlNode list) throws BadModelException {
        Map<String, YamlNode> ops = byName(list);
        if (ops.containsKey("DecodeImage")) {
            checkDecode(ops.get("DecodeImage"));
        }
        for (String op : List.of("ResizeImage", "NormalizeImage", "ToCHWImage")) {
            if (!ops.containsKey(op)) {
                throw new BadModelException(list.path() + " in " + ModelBundle.YML + " has no " + op + ".");
            }
        }
        allow(ops.get("ToCHWImage"), Set.of());
        return new TransformOps(
                GeometryOps.parse(ops.get("ResizeImage"), ops.get("CropImage")),
                normalisation(ops.get("NormalizeImage")));
    }

    private static Map<String, YamlNode> byName(YamlNode list) throws BadModelException {
        Map<String, YamlNode> ops = new HashMap<>();
        int last = 0;
        for (YamlNode item : list.items()) {
            Set<?> keys = item.keys();
            if (keys.size() != 1) {
                throw item.wrong("a map of one operation to its parameters");
            }
            String name = String.valueOf(keys.iterator().next());
            Integer place = PLACES.get(name);
            if (place == null) {
                throw new BadModelException(item.path() + " in " + ModelBundle.YML + " is " + name
                        + ", which is not understood: only DecodeImage, ResizeImage, CropImage, NormalizeImage and"
                        + " ToCHWImage are.");
            }
            if (place < last || ops.put(name, item.child(name)) != null) {
                throw new BadModelException(item.path() + " in " + ModelBundle.YML + " is " + name
                        + " out of turn: the order is DecodeImage, ResizeImage, CropImage, NormalizeImage, ToCHWImage,"
                        + " each at most once.");
            }
            last = place;
        }
        return ops;
    }

    /** The pixels that reach the model are RGB, interleaved: a description that wants them otherwise is another model's. */
    private static void checkDecode(YamlNode decode) throws BadModelException {
        allow(decode, Set.of("to_rgb", "to_np", "channel_first", "img_mode"));
        is(decode, "to_rgb", "true");
        is(decode, "channel_first", "false");
        is(decode, "img_mode", "RGB");
    }

    private static Normalisation normalisation(YamlNode op) throws BadModelException {
        allow(op, Set.of("scale", "mean", "std", "order", "channel_num", "output_fp16"));
        is(op, "channel_num", "3");
        is(op, "output_fp16", "false");
        var order = op.find("order");
        if (order.isPresent() && !Set.of("hwc", "chw").contains(order.get().text())) {
            throw order.get().wrong("'', 'hwc' or 'chw'");
        }
        Normalisation defaults = Normalisation.IMAGENET;
        var scale = op.find("scale");
        return new Normalisation(
                scale.isPresent() ? scale.get().number() : defaults.scale(),
                channels(op, "mean", defaults.mean()),
                channels(op, "std", defaults.std()));
    }

    private static List<Float> channels(YamlNode op, String key, List<Float> defaults) throws BadModelException {
        var node = op.find(key);
        if (node.isEmpty()) {
            return defaults;
        }
        List<YamlNode> items = node.get().items();
        if (items.size() != Normaliser.CHANNELS) {
            throw node.get().wrong("a list of three numbers, for red, green and blue");
        }
        List<Float> channels = List.of(
                items.get(0).number(), items.get(1).number(), items.get(2).number());
        if (key.equals("std") && channels.contains(0f)) {
            throw node.get().wrong("a list of three numbers other than 0");
        }
        return channels;
    }

    private static void is(YamlNode op, String key, String value) throws BadModelException {
        var node = op.find(key);
        if (node.isPresent() && !node.get().text().equalsIgnoreCase(value)) {
            throw node.get().wrong(value);
        }
    }

    static void allow(YamlNode op, Set<String> keys) throws BadModelException {
        for (Object key : op.keys()) {
            if (!keys.contains(key)) {
                throw new BadModelException(
                        op.path() + " in " + ModelBundle.YML + " has " + key + ", which is not understood.");
            }
        }
    }
}
