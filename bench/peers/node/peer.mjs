// Image events from one Kafka topic, labels to another. Prints "ready" once all workers have their partitions, and runs
// until SIGTERM. README.md has the options, and why it is built as it is.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

const REQUIRED = ['bootstrap', 'in', 'out', 'model', 'group'];
const DEFAULTS = { workers: '2', threads: '1', batch: '4' };

const { values: given } = parseArgs({
  options: Object.fromEntries([...REQUIRED, ...Object.keys(DEFAULTS)].map((name) => [name, { type: 'string' }])),
});
const missing = REQUIRED.filter((name) => given[name] === undefined);
if (missing.length > 0) {
  console.error(`Give ${missing.map((name) => `--${name}`).join(', ')}.`);
  process.exit(2);
}
const options = { ...DEFAULTS, ...given };

const workers = Array.from({ length: Number(options.workers) }, () =>
  fork(new URL('worker.mjs', import.meta.url), [JSON.stringify(options)]),
);
let stopping = false;
let ready = false;

process.on('SIGTERM', () => {
  stopping = true;
  workers.forEach((worker) => worker.kill('SIGTERM'));
});
workers.forEach((worker) =>
  worker.on('exit', (code) => {
    if (!stopping) {
      console.error(`A worker ended with ${code}.`);
      stopping = true;
      process.exitCode = 1;
      workers.forEach((other) => other.kill('SIGTERM'));
    }
  }),
);

// All have loaded the model before the first joins: the group settles at once.
await Promise.all(workers.map((worker) => once(worker, 'message')));
const assignments = new Map();
workers.forEach((worker) => {
  worker.on('message', (partitions) => {
    assignments.set(worker, partitions);
    if (!ready && isSettled()) {
      ready = true;
      console.log('ready');
    }
  });
  worker.send('join');
});

/** Each worker has joined, and no partition is still with the worker that had it before another came. */
function isSettled() {
  const partitions = [...assignments.values()].flat();
  return assignments.size === workers.length && new Set(partitions).size === partitions.length;
}
