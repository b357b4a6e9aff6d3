// Avro's single-object encoding of an ImageEvent (schemas/current/image-event.avsc), read by hand: a library would
// decode every field, and copy the image.

const MARKER = 0xc301;
const MARKER_AND_FINGERPRINT = 10;
/** The first branch of its union. */
const BYTES = 0;

/**
 * @param {Buffer} record the value of a Kafka record
 * @returns {{event_id: string, stream_id: string, sequence: number, payload: Buffer}} the payload is a view of the record
 * @throws {Error} if there is no image in the record
 */
export function readImageEvent(record) {
  if (record === null || record.length < MARKER_AND_FINGERPRINT || record.readUInt16BE(0) !== MARKER) {
    throw new Error('The record is not an Avro ImageEvent in single-object encoding.');
  }
  const reader = new Reader(record, MARKER_AND_FINGERPRINT);
  const event_id = reader.bytes().toString();
  const stream_id = reader.bytes().toString();
  const sequence = reader.long();
  reader.long(); // captured_at
  reader.long(); // sent_at
  reader.bytes(); // content_type
  reader.optionalInt(); // width
  reader.optionalInt(); // height
  reader.optionalInt(); // stride
  if (reader.long() !== BYTES) {
    throw new Error('The record holds the URI of an image: only images are read here.');
  }
  return { event_id, stream_id, sequence, payload: reader.bytes() };
}

class Reader {
  constructor(buffer, position) {
    this.buffer = buffer;
    this.position = position;
  }

  /** A zigzag number; exact up to 2^53, which the microseconds of the next centuries are. */
  long() {
    let zigzag = 0;
    let weight = 1;
    let byte;
    do {
      byte = this.buffer[this.position++];
      zigzag += (byte & 0x7f) * weight;
      weight *= 128;
    } while (byte >= 0x80);
    return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
  }

  /** The second branch of its union, or null. */
  optionalInt() {
    return this.long() === 0 ? null : this.long();
  }

  bytes() {
    const start = this.position;
    const length = this.long();
    const first = this.position;
    this.position = first + length;
    if (!(length >= 0 && this.position <= this.buffer.length)) {
      throw new Error(`The record is cut short in the field at byte ${start}.`);
    }
    return this.buffer.subarray(first, this.position);
  }
}
