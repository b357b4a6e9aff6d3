// One process of the peer: a consumer, a session and a producer of its own.

import { once } from 'node:events';
import { Kafka, logLevel } from 'kafkajs';
import { Classifier, decode } from './classifier.mjs';
import { readImageEvent } from './image-event.mjs';

const options = JSON.parse(process.argv[2]);
const batchSize = Number(options.batch);

// kafkajs calls it an error that a new broker has no coordinator yet, and tries again.
const kafka = new Kafka({ brokers: [options.bootstrap], logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: options.group });
const producer = kafka.producer();

const classifier = await Classifier.open(options.model, Number(options.threads), batchSize);
await producer.connect();
await consumer.connect();
await consumer.subscribe({ topics: [options.in], fromBeginning: true });
consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => process.send(payload.memberAssignment[options.in] ?? []));
consumer.on(consumer.events.CRASH, ({ payload }) => {
  console.error(payload.error);
  process.exit(1);
});
process.on('SIGTERM', stop);
// The parent is gone.
process.on('disconnect', stop);

process.send('loaded');
await once(process, 'message');
await consumer.run({
  eachBatch: async ({ batch, heartbeat }) => {
    await producer.send({ topic: options.out, messages: await label(batch) });
    await heartbeat();
  },
});

/** Classifies some frames while libuv's threads decode the next. */
async function label({ partition, messages }) {
  const labelled = [];
  let decoding = decodeFrom(messages, 0);
  for (let done = 0; done < messages.length; done += batchSize) {
    const frames = await decoding;
    decoding = decodeFrom(messages, done + batchSize);
    const labels = await classifier.classify(frames.map(({ rgb }) => rgb));
    frames.forEach(({ event, key, offset }, i) => {
      const value = JSON.stringify({ ...event, partition, offset: Number(offset), labels: labels[i] });
      labelled.push({ key, value });
    });
  }
  return labelled;
}

function decodeFrom(messages, first) {
  return Promise.all(
    messages.slice(first, first + batchSize).map(async ({ key, offset, value }) => {
      const { payload, ...event } = readImageEvent(value);
      return { event, key, offset, rgb: await decode(payload) };
    }),
  );
}

async function stop() {
  // Ends the batch at hand.
  await consumer.disconnect();
  await producer.disconnect();
  process.exit(0);
}
