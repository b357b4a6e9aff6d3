// JPEG to labels: libvips decodes and resizes on libuv's threads, ONNX Runtime runs on the caller's.

import ort from 'onnxruntime-node';
import sharp from 'sharp';

const SHORT_SIDE = 256;
const SIDE = 224;
const PIXELS = SIDE * SIDE;
const VALUES = 3 * PIXELS;
const MARGIN = (SHORT_SIDE - SIDE) / 2;
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];
const TOP = 5;

// One image, one thread: the others have images of their own. No image comes twice.
sharp.concurrency(1);
sharp.cache(false);

/**
 * @param {Buffer} jpeg
 * @returns {Promise<Buffer>} the centre, 224 × 224 RGB of the image with a short side of 256
 */
export function decode(jpeg) {
  return sharp(jpeg)
    .resize(SHORT_SIDE, SHORT_SIDE, { fit: 'cover', kernel: 'linear', fastShrinkOnLoad: true })
    .extract({ left: MARGIN, top: MARGIN, width: SIDE, height: SIDE })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
}

/** One session, for one batch at a time: the input is used again. */
export class Classifier {
  /**
   * @param {string} model file with an input [N, 3, 224, 224] and probabilities as output
   * @param {number} threads of ONNX Runtime
   * @param {number} batch the most images at once
   */
  static async open(model, threads, batch) {
    const session = await ort.InferenceSession.create(model, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      executionMode: 'sequential',
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
    });
    return new Classifier(session, batch);
  }

  constructor(session, batch) {
    this.session = session;
    this.input = new Float32Array(batch * VALUES);
  }

  /**
   * @param {Buffer[]} images as {@link decode} makes them
   * @returns {Promise<{index: number, score: number}[][]>} the best five of each, best first
   */
  async classify(images) {
    images.forEach((rgb, i) => normalise(rgb, this.input.subarray(i * VALUES, (i + 1) * VALUES)));
    const values = this.input.subarray(0, images.length * VALUES);
    const tensor = new ort.Tensor('float32', values, [images.length, 3, SIDE, SIDE]);
    const outputs = await this.session.run({ [this.session.inputNames[0]]: tensor });
    const { data, dims } = outputs[this.session.outputNames[0]];
    return images.map((_, i) => best(data.subarray(i * dims[1], (i + 1) * dims[1])));
  }
}

/** Interleaved bytes to planes of floats. */
function normalise(rgb, planes) {
  const [r, g, b] = DEVIATION.map((deviation) => 1 / (255 * deviation));
  const [r0, g0, b0] = MEAN.map((mean, channel) => mean / DEVIATION[channel]);
  for (let pixel = 0, byte = 0; pixel < PIXELS; pixel++, byte += 3) {
    planes[pixel] = rgb[byte] * r - r0;
    planes[PIXELS + pixel] = rgb[byte + 1] * g - g0;
    planes[2 * PIXELS + pixel] = rgb[byte + 2] * b - b0;
  }
}

/** The model ends in a softmax: its scores are probabilities. */
function best(scores) {
  const indices = [];
  for (let index = 0; index < scores.length; index++) {
    let place = indices.length;
    while (place > 0 && scores[index] > scores[indices[place - 1]]) {
      place--;
    }
    if (place < TOP) {
      indices.splice(place, 0, index);
      indices.length = Math.min(indices.length, TOP);
    }
  }
  return indices.map((index) => ({ index, score: scores[index] }));
}
