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

    static TransformOps parse(DescriptionNode list) throws BadModelException {
        Map<String, DescriptionNode> ops = byName(list);
        if (ops.containsKey("DecodeImage")) {
            checkDecode(ops.get("DecodeImage"));
        }
        for (String op : List.of("ResizeImage", "NormalizeImage", "ToCHWImage")) {
            if (!ops.containsKey(op)) {
                throw new BadModelException(list.path() + " in " + ModelBundle.YML + " has no " + op + ".");
            }
        }
        ops.get("ToCHWImage").allow(Set.of());
        return new TransformOps(
                GeometryOps.parse(ops.get("ResizeImage"), ops.get("CropImage")),
                normalisation(ops.get("NormalizeImage")));
    }

    private static Map<String, DescriptionNode> byName(DescriptionNode list) throws BadModelException {
        Map<String, DescriptionNode> ops = new HashMap<>();
        int last = 0;
        for (DescriptionNode item : list.items()) {
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
    private static void checkDecode(DescriptionNode decode) throws BadModelException {
        decode.allow(Set.of("to_rgb", "to_np", "channel_first", "img_mode"));
        is(decode, "to_rgb", "true");
        is(decode, "channel_first", "false");
        is(decode, "img_mode", "RGB");
    }

    private static Normalisation normalisation(DescriptionNode op) throws BadModelException {
        op.allow(Set.of("scale", "mean", "std", "order", "channel_num", "output_fp16"));
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

    private static List<Float> channels(DescriptionNode op, String key, List<Float> defaults) throws BadModelException {
        var node = op.find(key);
        return node.isEmpty() ? defaults : node.get().channels(key.equals("std"));
    }

    private static void is(DescriptionNode op, String key, String value) throws BadModelException {
        var node = op.find(key);
        if (node.isPresent() && !node.get().text().equalsIgnoreCase(value)) {
            throw node.get().wrong(value);
        }
    }
}
