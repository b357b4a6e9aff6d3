"""Makes the files beside this one: what a model reads and answers, by Pillow, OpenCV and NumPy alone.

    python3 make.py

Needs Debian's python3-pil, python3-opencv and python3-numpy; made with Pillow 9.4.0, OpenCV 4.6.0 and NumPy 1.24.2. The
formulas for sizes and crops are written out as torchvision, transformers and PaddleClas have them.
"""

import hashlib
import json
import math
import os

import cv2
import numpy as np
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
BILINEAR, BICUBIC, LANCZOS = 2, 3, 1


def noise(width, height, seed):
    """Bytes of a linear congruential generator; every third image has only black and white, for the overshoot."""
    state, values = seed, bytearray()
    for _ in range(3 * width * height):
        state = (1103515245 * state + 12345) & 0x7FFFFFFF
        values.append(state >> 16 & 0xFF)
    image = np.frombuffer(bytes(values), np.uint8).reshape(height, width, 3)
    return np.where(image > 127, 255, 0).astype(np.uint8) if seed % 3 == 0 else image


def short_side(width, height, side):
    """torchvision's Resize and transformers' get_resize_output_image_size."""
    short, long = min(width, height), max(width, height)
    new_long = int(side * long / short)
    return (side, new_long) if width <= height else (new_long, side)


def cropped(image, width, height, rounded):
    """torchvision's center_crop, or transformers'."""
    whole_width, whole_height = image.size
    if rounded:
        left, top = int(round((whole_width - width) / 2.0)), int(round((whole_height - height) / 2.0))
    else:
        left, top = (whole_width - width) // 2, (whole_height - height) // 2
    return image.crop((left, top, left + width, top + height))


def picture(image, size, resample, crop, rounded):
    """[height, width, 3] of bytes."""
    resized = Image.fromarray(image).resize(size, resample)
    return np.asarray(cropped(resized, *crop, rounded))


def resizes():
    """Crops of many sizes, by their hashes."""
    cases, seed = [], 1
    for width, height in [(640, 480), (481, 641), (97, 61), (61, 97), (40, 40), (23, 31), (300, 7), (1, 9), (257, 256)]:
        for resample in (BILINEAR, BICUBIC, LANCZOS):
            for kind, side, crop, rounded in [
                    ("short", 32, (28, 28), True), ("short", 37, (28, 32), False), ("exact", (30, 41), (27, 41), True)]:
                size = short_side(width, height, side) if kind == "short" else side
                pixels = picture(noise(width, height, seed), size, resample, crop, rounded)
                cases.append({
                    "width": width, "height": height, "seed": seed, "resample": resample,
                    "short": side if kind == "short" else None, "exact": side if kind == "exact" else None,
                    "crop": crop, "rounded": rounded, "sha256": hashlib.sha256(pixels.tobytes()).hexdigest()})
                seed += 1
    return cases


def normalised(pixels, scale, mean, std):
    f = np.float32
    return ((pixels.astype(f) * f(scale) - np.array(mean, f)) / np.array(std, f)).astype(f)


def softmax(logits):
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits))


def weights(classes):
    """Of a model whose classes are mixtures of the means of red, green and blue."""
    rows, columns = np.meshgrid(np.arange(3), np.arange(classes), indexing="ij")
    return ((rows * 311 + columns * 173) % 1021 / 256 - 2).astype(np.float32)


IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
HALF = ([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])
PHOTO = noise(75, 54, 77)


def names(classes):
    return [f"class {index}" for index in range(classes)]


def case(name, files, size, tensor, classes, score=softmax, top=5, answer=None, layout="NCHW", graph="model.onnx", **more):
    """One bundle: its files without the graph, the tensor for the photo, and the answers of a linear model of its means."""
    means = tensor.reshape(-1, 3).astype(np.float64).mean(axis=0)
    scores = score(means @ weights(classes).astype(np.float64))
    best = sorted(range(classes), key=lambda index: (-scores[index], index))[:top] if answer is None else answer(scores)
    planes = tensor if layout == "NHWC" else np.ascontiguousarray(tensor.transpose(2, 0, 1))
    planes.tofile(os.path.join(HERE, name + ".bin"))
    return {
        "name": name, "graph": graph, "files": files, "width": size[0], "height": size[1], "classes": classes,
        "type": "uint8" if tensor.dtype == np.uint8 else "float", "layout": layout,
        "answers": [{"index": int(index), "score": float(scores[index])} for index in best], **more}


def timm(size, crop_pct, resample, mode="center"):
    width, height = size
    scaled = math.floor(width / crop_pct), math.floor(height / crop_pct)
    to = scaled if mode == "squash" else short_side(PHOTO.shape[1], PHOTO.shape[0], scaled[0])
    return picture(PHOTO, to, resample, size, True)


def opencv(side, crop):
    """PaddleClas's resize_short and crop."""
    resized = cv2.resize(PHOTO, paddle_short(side), interpolation=cv2.INTER_LINEAR)
    top, left = (resized.shape[0] - crop) // 2, (resized.shape[1] - crop) // 2
    return resized[top:top + crop, left:left + crop]


OPENCV = """
  - ResizeImage: {resize_short: 28}
  - CropImage: {size: 24}
  - NormalizeImage: {scale: 1.0/255.0, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], order: ''}"""
MULTI_LABEL = """
  - ResizeImage: {size: 24, interpolation: bilinear, backend: pil}
  - NormalizeImage: {scale: 1.0/255.0, mean: [0.0, 0.0, 0.0], std: [1.0, 1.0, 1.0], order: '', channel_num: 3}"""
PILLOW = """
  - ResizeImage: {resize_short: 31, backend: pil}
  - CropImage: {size: 24}
  - NormalizeImage: {scale: 1.0/255.0, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], order: ''}"""


def paddle_short(side):
    """The sizes of PaddleClas's resize_short, whichever library resizes."""
    height, width = PHOTO.shape[:2]
    percent = side / min(width, height)
    return int(round(width * percent)), int(round(height * percent))


def yml(head, ops=OPENCV):
    return f"""Global: {{model_name: paddle}}
PreProcess:
  transform_ops:{ops}
  - ToCHWImage:
PostProcess:
  {head}
"""


def bundles():
    scale = 1 / 255
    bicubic = normalised(timm((24, 24), 0.875, Image.BICUBIC), scale, *IMAGENET)
    lcnet = {"input_size": [3, 24, 24], "fixed_input_size": False, "interpolation": "bicubic", "crop_pct": 0.875,
             "crop_mode": "center", "mean": IMAGENET[0], "std": IMAGENET[1], "tag": "ra2_in1k", "pool_size": [7, 7],
             "first_conv": "conv_stem", "classifier": "classifier"}
    hub = {"architecture": "lcnet_050", "num_classes": 7, "num_features": 1280, "pretrained_cfg": lcnet}
    yield case("timm-center", {"config.json": json.dumps({**hub, "label_names": names(7)})}, (24, 24), bicubic, 7)
    yield case("timm-thousand", {
        "config.json": json.dumps({**hub, "num_classes": 1000}), "imagenet_classes.txt": "\n".join(names(1000)) + "\n"},
        (24, 24), bicubic, 1000, graph="onnx/model.onnx")
    yield case("timm-interleaved", {"config.json": json.dumps(hub), "labels.json": json.dumps(names(2))},
               (24, 24), bicubic, 2, layout="NHWC")
    yield case("timm-bytes", {"config.json": json.dumps(hub), "labels.txt": "\r\n".join(names(2))},
               (24, 24), timm((24, 24), 0.875, Image.BICUBIC), 2, layout="NHWC")
    yield case("timm-byte-planes", {"config.json": json.dumps(hub), "labels.txt": "\n".join(names(2))},
               (24, 24), timm((24, 24), 0.875, Image.BICUBIC), 2)
    yield case("timm-one-class", {"config.json": json.dumps({**hub, "label_names": names(1)})},
               (24, 24), bicubic, 1, score=sigmoid)
    yield case("timm-squash", {
        "config.json": json.dumps({
            "architecture": "net", "input_size": [3, 20, 28], "interpolation": "bilinear", "crop_pct": 0.8,
            "crop_mode": "squash", "mean": HALF[0], "std": HALF[1]}),
        "labels.txt": "".join(f"{index} class {index}\n" for index in (2, 0, 1))},
        (28, 20), normalised(timm((28, 20), 0.8, Image.BILINEAR, "squash"), scale, *HALF), 3)
    id2label = {"id2label": {str(index): name for index, name in enumerate(names(3))}}
    vit = picture(PHOTO, (24, 20), Image.BILINEAR, (24, 20), False)
    yield case("transformers-vit", {
        "config.json": json.dumps({"model_type": "vit", "architectures": ["ViTForImageClassification"], **id2label}),
        "preprocessor_config.json": json.dumps({
            "do_normalize": True, "do_rescale": True, "do_resize": True, "image_mean": HALF[0], "image_std": HALF[1],
            "image_processor_type": "ViTFeatureExtractor", "resample": 2, "rescale_factor": scale,
            "size": {"height": 20, "width": 24}})},
        (24, 20), normalised(vit, scale, *HALF), 3)
    convnext = picture(PHOTO, short_side(75, 54, int(24 / 0.875)), Image.BICUBIC, (24, 24), False)
    yield case("transformers-convnext", {
        "config.json": json.dumps({"model_type": "resnet", "id2label": {str(i): f"LABEL_{i}" for i in range(3)}}),
        "preprocessor_config.json": json.dumps({
            "crop_pct": 0.875, "do_normalize": True, "do_resize": True, "feature_extractor_type": "ConvNextFeatureExtractor",
            "image_mean": IMAGENET[0], "image_std": IMAGENET[1], "resample": 3, "size": 24}),
        "labels.json": json.dumps(id2label)},
        (24, 24), normalised(convnext, scale, *IMAGENET), 3)
    clip = picture(PHOTO, short_side(75, 54, 29), Image.BICUBIC, (24, 24), False)
    yield case("transformers-multi-label", {
        "config.json": json.dumps({
            "_name_or_path": "a/b", "problem_type": "multi_label_classification", **id2label}),
        "preprocessor_config.json": json.dumps({
            "crop_size": {"height": 24, "width": 24}, "do_center_crop": True, "do_normalize": False, "do_rescale": True,
            "do_convert_rgb": True, "image_processor_type": "CLIPImageProcessor", "resample": 3,
            "size": {"shortest_edge": 29}})},
        (24, 24), normalised(clip, scale, [0, 0, 0], [1, 1, 1]), 3, score=sigmoid)
    paddle = normalised(opencv(28, 24), scale, *IMAGENET)
    yield case("paddle-binary", {"inference.yml": yml("ThreshOutput: {threshold: 0.5, label_0: nobody, label_1: someone}")},
               (24, 24), paddle, 2, answer=lambda scores: [0 if scores[1] < 0.5 else 1], graph="inference.onnx",
               labels=["nobody", "someone"])
    yield case("paddle-multi-label", {
        "inference.yml": yml("MultiLabelThreshOutput: {threshold: {default: 0.5, 3: 0.01, '4': 0.99}, label_list: "
                             + json.dumps(names(6)) + "}")},
        (24, 24), paddle, 6, score=sigmoid, graph="inference.onnx",
        answer=lambda scores: sorted(
            (i for i in range(6) if scores[i] > {3: 0.01, 4: 0.99}.get(i, 0.5)), key=lambda i: -scores[i]))
    above = {"score": sigmoid, "graph": "inference.onnx",
             "answer": lambda scores: sorted((i for i in range(6) if scores[i] > 0.6), key=lambda i: -scores[i])}
    yield case("paddle-multi-label-pil", {
        "inference.yml": yml("MultiLabelThreshOutput: {threshold: 0.6, label_list: " + json.dumps(names(6)) + "}", MULTI_LABEL)},
        (24, 24), normalised(picture(PHOTO, (24, 24), Image.BILINEAR, (24, 24), False), scale, [0, 0, 0], [1, 1, 1]), 6, **above)
    # 75x54 becomes 43x31, of which 9.5 columns are cut off on the left: PaddleClas's // and not torchvision's round.
    yield case("paddle-pil-bicubic", {
        "inference.yml": yml("MultiLabelThreshOutput: {threshold: 0.6, label_list: " + json.dumps(names(6)) + "}", PILLOW)},
        (24, 24), normalised(picture(PHOTO, paddle_short(31), Image.BICUBIC, (24, 24), False), scale, *IMAGENET), 6, **above)
    thresh = "ThreshOutput: {threshold: %s, default_label_index: 3, label_list: " + json.dumps(names(5)) + "}"
    best = int(np.argmax(np.array(softmax(paddle.reshape(-1, 3).astype(np.float64).mean(axis=0) @ weights(5)))))
    yield case("paddle-best-of-five", {"inference.yml": yml(thresh % 0.2)}, (24, 24), paddle, 5, graph="inference.onnx",
               answer=lambda scores: [best])
    yield case("paddle-none-of-five", {"inference.yml": yml(thresh % 0.999)}, (24, 24), paddle, 5, graph="inference.onnx",
               answer=lambda scores: [3])
    yield case("paddle-label-file", {"inference.yml": yml("Topk: {topk: 2}"), "labels.txt": "\n".join(names(4))},
               (24, 24), paddle, 4, top=2, graph="inference.onnx")


def write(name, value):
    with open(os.path.join(HERE, name), "w") as file:
        json.dump(value, file, indent=1)
        file.write("\n")


Image.fromarray(PHOTO).save(os.path.join(HERE, "photo.png"))
write("resizes.json", resizes())
write("bundles.json", list(bundles()))
