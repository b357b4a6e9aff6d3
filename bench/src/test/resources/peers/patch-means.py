"""Writes a graph of a classifier's shape whose scores are the means of an image's 12 × 12 patches, through a softmax.

A class is a patch of a channel: 3 × 18 × 18, and a few that are never meant, up to 1000. Unlike an untrained network's, its
scores show every pixel, the order of the channels and the crop.
Usage: patch-means.py OUT.onnx
"""

import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

CLASSES = 1000
PATCH = 12
PATCHES = 3 * (224 // PATCH) ** 2

nodes = [
    helper.make_node("AveragePool", ["image"], ["means"], kernel_shape=[PATCH, PATCH], strides=[PATCH, PATCH]),
    helper.make_node("Flatten", ["means"], ["row"]),
    helper.make_node("Pad", ["row", "pads", "never"], ["logits"]),
    helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
]
graph = helper.make_graph(
    nodes,
    "patch_means",
    [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 3, 224, 224])],
    [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", CLASSES])],
    [
        numpy_helper.from_array(np.array([0, 0, 0, CLASSES - PATCHES], np.int64), "pads"),
        numpy_helper.from_array(np.float32(-100), "never"),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=7)
onnx.checker.check_model(model)
onnx.save(model, sys.argv[1])
