"""Writes graphs that compute what a PP-LCNet graph computes, by other operators: what `frametag bench --only rewrites` times.

Every output is the scores before the softmax, in which a difference shows. The files named bound-* compute something else
on purpose: they say what a fused hard-swish could save.
Usage: rewrites.py MODEL.onnx OUT_DIR (for the files beside this: of job/models/untrained/pp-lcnet-x1_0-untrained.onnx)
"""
import math, sys
import numpy as np, onnx
from onnx import TensorProto as T, helper as h, numpy_helper as nh

HUGE = np.float32(3e38)

def attributes(n): return {a.name: h.get_attribute_value(a) for a in n.attribute}
def group(n): return attributes(n).get('group', 1)

class Rewriting:
    def __init__(s, path):
        s.model = onnx.load(path); s.graph = s.model.graph; s.k = 0; s.out = []
        s.nodes = [n for n in s.graph.node if n.op_type != 'Softmax']
        s.producer = {o: n for n in s.nodes for o in n.output}; s.inits = {i.name: i for i in s.graph.initializer}
        s.users = {}
        for n in s.nodes:
            for x in n.input: s.users.setdefault(x, []).append(n)
    def name(s, p): s.k += 1; return f'{p}.{s.k}'
    def const(s, a): n = s.name('k'); s.graph.initializer.append(nh.from_array(np.asarray(a), n)); return n
    def scalar(s, v): return s.const(np.float32(v))
    def op(s, t, ins, out=None, **kw): out = out or s.name(t.lower()); s.out.append(h.make_node(t, ins, [out], name=out, **kw)); return out
    def channels(s, conv): return s.inits[conv.input[2] if len(conv.input) > 2 else conv.input[1]].dims[0]
    def bias(s, conv): return conv.input[2] if len(conv.input) > 2 else s.const(np.zeros(s.channels(conv), np.float32))
    def conv(s, conv, scale=1., shift=0.):
        """The convolution, with its output times scale plus shift folded into the weights."""
        w, b = conv.input[1], s.bias(conv)
        if scale != 1: w, b = s.op('Mul', [w, s.scalar(scale)]), s.op('Mul', [b, s.scalar(scale)])
        if shift: b = s.op('Add', [b, s.scalar(shift)])
        return s.op('Conv', [conv.input[0], w, b], **attributes(conv))
    def affine(s, x, conv, scale, shift):
        """x times scale plus shift, as a 1x1 depthwise convolution."""
        c = s.channels(conv)
        all = lambda v, *shape: s.op('Expand', [s.scalar(v), s.const(np.array(shape))])
        return s.op('Conv', [x, all(scale, c, 1, 1, 1), all(shift, c)], group=c, kernel_shape=[1, 1])
    def clip(s, x, low, high): return s.op('Clip', [x, s.scalar(low), s.scalar(high)])
    def hard_swishes(s, form, where=lambda conv: True):
        """Writes each conv -> HardSwish by the form given."""
        pair = {n.output[0]: s.producer[n.input[0]] for n in s.nodes if n.op_type == 'HardSwish' and where(s.producer[n.input[0]])}
        fused = [c.output[0] for c in pair.values()]
        for n in s.nodes:
            if n.output[0] in fused: continue
            if n.output[0] in pair: form(s, pair[n.output[0]], n.output[0])
            else: s.out.append(n)
    def save(s, path):
        del s.graph.node[:]; s.graph.node.extend(s.out); last = s.out[-1].output[0]
        del s.graph.output[:]; s.graph.output.append(h.make_tensor_value_info(last, T.FLOAT, ['batch', None]))
        onnx.checker.check_model(s.model); onnx.save(s.model, path); print(path, s.model.ByteSize())

SIGMOID = dict(alpha=1 / 6, beta=.5)

# x = the convolution's output, y = hard-swish of it = x * min(max(x / 6 + 1/2, 0), 1)
def add_clip_mul(s, c, y):
    x = s.conv(c); t = s.clip(s.op('Add', [x, s.scalar(3)]), 0, 6); s.op('Mul', [s.op('Mul', [x, t]), s.scalar(1 / 6)], y)
def identity_hard_sigmoid(s, c, y):
    x = s.conv(c); s.op('Mul', [x, s.op('HardSigmoid', [s.affine(x, c, 1, 0)], **SIGMOID)], y)
def identity_relu(s, c, y):  # min(max(v, 0), 1) = relu(1 - relu(1 - v)): both inside the convolution's vector kernel
    x = s.conv(c); t = s.op('Relu', [s.affine(x, c, -1 / 6, .5)]); s.op('Mul', [x, s.op('Relu', [s.affine(t, c, -1, 1)])], y)
def twice(s, c, y):
    x = s.conv(c); s.op('Mul', [x, s.clip(s.conv(c, 1 / 6, .5), 0, 1)], y)
def square(s, c, y):  # a^2 - 3/8 + relu(x - 3) with a = clip(x + 3/2, -3/2, 9/2) / sqrt(6)
    r = math.sqrt(6); x = s.conv(c, 1 / r, 1.5 / r); a = s.clip(x, -1.5 / r, 4.5 / r)
    s.op('Add', [s.op('Mul', [a, a]), s.clip(s.affine(x, c, r, -4.5 - .375), -.375, HUGE)], y)
def minimum(s, c, y):  # min(x * relu(x + 3) / 6, relu(x))
    x = s.conv(c); u = s.op('Relu', [s.affine(x, c, 1 / 6, .5)]); s.op('Min', [s.op('Mul', [x, u]), s.op('Relu', [x])], y)
def prelu(s, c, y):  # 3 + prelu(v, (v + 9) / 6) with v = max(x - 3, -6)
    v = s.clip(s.conv(c, 1, -3), -6, HUGE); s.op('Add', [s.op('PRelu', [v, s.affine(v, c, 1 / 6, 1.5)]), s.scalar(3)], y)
def relu(s, c, y): s.op('Relu', [s.conv(c)], y)
def hard_sigmoid(s, c, y): s.op('HardSigmoid', [s.conv(c)], y, **SIGMOID)

def last_layer(s, form):
    gemm = next(n for n in s.nodes if n.op_type == 'Gemm'); flatten = s.producer[gemm.input[0]]
    rows = attributes(gemm).get('transB', 0)  # [classes, features]
    turned = lambda: s.op('Transpose', [gemm.input[1]], perm=[1, 0])
    for n in s.nodes:
        if n is gemm:
            if form == 'transposed': s.op('Gemm', [gemm.input[0], turned(), gemm.input[2]], gemm.output[0], transB=1 - rows)
            else:
                w = s.op('Reshape', [gemm.input[1] if rows else turned(), s.const(np.array([0, 0, 1, 1]))])
                s.op('Flatten', [s.op('Conv', [flatten.input[0], w, gemm.input[2]], kernel_shape=[1, 1])], gemm.output[0], axis=1)
        elif n is not flatten or form == 'transposed': s.out.append(n)

def channel_groups(s, groups):
    """Pointwise conv, depthwise conv and their hard-swishes by groups of channels, one after the other, so that their
    tensors stay in the L2 cache; the next pointwise conv sums over the groups. groups: by index of the first conv."""
    convs = [n for n in s.nodes if n.op_type == 'Conv']; gone, at = set(), {}
    for i, parts in groups.items():
        c = convs[i]; a = s.users[c.output[0]][0]; d = s.users[a.output[0]][0]; b = s.users[d.output[0]][0]; e = s.users[b.output[0]][0]
        assert [n.op_type for n in (c, a, d, b, e)] == ["Conv", "HardSwish", "Conv", "HardSwish", "Conv"] and group(d) > 1 and group(e) == 1
        gone |= {n.output[0] for n in (c, a, d, b)}; at[e.output[0]] = (c, d, e, parts)
    def part(w, lo, hi, axis): return s.op('Slice', [w, s.const(np.array([lo])), s.const(np.array([hi])), s.const(np.array([axis]))])
    for n in s.nodes:
        if n.output[0] in gone: continue
        if n.output[0] not in at: s.out.append(n); continue
        c, d, e, parts = at[n.output[0]]; size = s.channels(c) // parts; total = None
        for q in range(parts):
            lo, hi = q * size, (q + 1) * size
            x = s.op('HardSwish', [s.op('Conv', [c.input[0], part(c.input[1], lo, hi, 0), part(s.bias(c), lo, hi, 0)], **attributes(c))])
            x = s.op('HardSwish', [s.op('Conv', [x, part(d.input[1], lo, hi, 0), part(s.bias(d), lo, hi, 0)], **{**attributes(d), 'group': size})])
            x = s.op('Conv', [x, part(e.input[1], lo, hi, 1)] + ([s.bias(e)] if q == 0 else []), **attributes(e))
            total = x if total is None else s.op('Add', [x, total], e.output[0] if q == parts - 1 else None)

source, folder = sys.argv[1:]
def write(name, how): s = Rewriting(source); how(s); s.save(f'{folder}/{name}.onnx')
write('as-exported', lambda s: s.out.extend(s.nodes))
for form in (add_clip_mul, identity_hard_sigmoid, identity_relu, square, minimum, prelu): write(form.__name__.replace('_', '-'), lambda s: s.hard_swishes(form))
write('depthwise-twice', lambda s: s.hard_swishes(twice, lambda c: group(c) > 1))
write('channel-groups', lambda s: channel_groups(s, {2: 2, 6: 4}))
write('last-layer-transposed', lambda s: last_layer(s, 'transposed'))
write('last-layer-conv', lambda s: last_layer(s, 'conv'))
write('bound-relu', lambda s: s.hard_swishes(relu))
write('bound-hard-sigmoid', lambda s: s.hard_swishes(hard_sigmoid))
