"""Writes variants of PP-LCNet x1_0, each with one of the paper's choices (arXiv 2109.15099, section 3) undone.

In the form of job/models/untrained/shapes.py: right shape and cost, untrained, weights computed at load time.
Usage: variants.py OUT_DIR (Python 3 with onnx and numpy)
"""
import math, sys
import numpy as np, onnx
from onnx import TensorProto, helper, numpy_helper

SIZE, CLASSES, LAST = 224, 1000, 1280
# Depthwise kernel, channels in, channels out, stride, squeeze-and-excitation.
BLOCKS = [
    (3, 16, 32, 1, False), (3, 32, 64, 2, False), (3, 64, 64, 1, False), (3, 64, 128, 2, False),
    (3, 128, 128, 1, False), (3, 128, 256, 2, False), *[(5, 256, 256, 1, False)] * 5,
    (5, 256, 512, 2, True), (5, 512, 512, 1, True),
]


class Graph:
    def __init__(self):
        self.nodes, self.initializers, self.names = [], [], 0

    def name(self, prefix):
        self.names += 1
        return f'{prefix}_{self.names}'

    def constant(self, value):
        name = self.name('constant')
        self.initializers.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def op(self, kind, inputs, **attributes):
        output = self.name(kind.lower())
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def weight(self, shape, fan_in):
        """sin(step · index) · sqrt(4 / fan_in): a runtime folds it into a constant when it loads the graph."""
        size, step = math.prod(shape), np.float32(1 + 0.6180339 * (self.names % 97 + 1))
        index = self.op('Range', [self.constant(np.float32(v)) for v in (0, size, 1)])
        wave = self.op('Sin', [self.op('Mul', [index, self.constant(step)])])
        scaled = self.op('Mul', [wave, self.constant(np.float32(math.sqrt(4 / fan_in)))])
        return self.op('Reshape', [scaled, self.constant(np.array(shape, np.int64))])

    def conv(self, x, channels_in, channels_out, kernel, activation, stride=1, groups=1):
        fan_in = channels_in // groups * kernel * kernel
        weight = self.weight((channels_out, channels_in // groups, kernel, kernel), fan_in)
        bias = self.constant((0.01 * np.cos(np.arange(channels_out))).astype(np.float32))
        y = self.op('Conv', [x, weight, bias], kernel_shape=[kernel] * 2, strides=[stride] * 2,
                    pads=[(kernel - 1) // 2] * 4, group=groups)
        attributes = {'alpha': 1 / 6, 'beta': 0.5} if activation == 'HardSigmoid' else {}
        return self.op(activation, [y], **attributes)

    def squeeze_and_excite(self, x, channels):
        gate = self.op('GlobalAveragePool', [x])
        gate = self.conv(gate, channels, channels // 4, 1, 'Relu')
        gate = self.conv(gate, channels // 4, channels, 1, 'HardSigmoid')
        return self.op('Mul', [x, gate])


def build(name, activation='HardSwish', se=None, kernel=None, last=True):
    """se and kernel apply to every block; None leaves the paper's choice for each."""
    g = Graph()
    x = g.conv('image', 3, 16, 3, activation, stride=2)
    for own_kernel, channels_in, channels_out, stride, own_se in BLOCKS:
        k = own_kernel if kernel is None else kernel
        x = g.conv(x, channels_in, channels_in, k, activation, stride, groups=channels_in)
        if own_se if se is None else se:
            x = g.squeeze_and_excite(x, channels_in)
        x = g.conv(x, channels_in, channels_out, 1, activation)
    x, width = g.op('GlobalAveragePool', [x]), BLOCKS[-1][2]
    if last:
        x, width = g.conv(x, width, LAST, 1, activation), LAST
    x = g.op('Flatten', [x])
    x = g.op('Gemm', [x, g.weight((width, CLASSES), width * 4), g.constant(np.zeros(CLASSES, np.float32))])
    g.nodes.append(helper.make_node('Softmax', [x], ['probabilities'], axis=1, name='softmax'))
    value = lambda value_name, shape: helper.make_tensor_value_info(value_name, TensorProto.FLOAT, ['batch', *shape])
    graph = helper.make_graph(g.nodes, f'pp_lcnet_x1_0_{name}_untrained', [value('image', [3, SIZE, SIZE])],
                              [value('probabilities', [CLASSES])], g.initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 14)], producer_name='pp-lcnet ablation')
    model.ir_version = 7
    onnx.checker.check_model(model)
    return model


VARIANTS = {
    'base': {},
    'relu': {'activation': 'Relu'},
    'se-none': {'se': False},
    'se-everywhere': {'se': True},
    'kernel-3-everywhere': {'kernel': 3},
    'kernel-5-everywhere': {'kernel': 5},
    'no-last-layer': {'last': False},
}

for name, choice in VARIANTS.items():
    onnx.save(build(name.replace('-', '_'), **choice), f'{sys.argv[1]}/{name}.onnx')
