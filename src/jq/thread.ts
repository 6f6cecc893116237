/**
 * What runs in the thread of jq, from a bundle of its own: jq reads the values that this program prints as they come,
 * and may wait or loop for ever without keeping anything else waiting.
 */
import { readFileSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';
import { compileJq, runJq } from './host.ts';
import { createInput } from './input.ts';
import type { FromJq, JqJob } from './messages.ts';
import { createOutput } from './output.ts';

if (parentPort !== null) serve(parentPort, workerData as JqJob);

function serve(port: MessagePort, { program, args, shared }: JqJob): void {
  const counters = new Int32Array(shared);
  const send = (message: FromJq): void => port.postMessage(message);
  const output = createOutput(counters, send);
  const input = createInput(counters, port, (taken) => {
    output.flush();
    send({ kind: 'waiting', taken });
  });
  const module = compileJq(brotliDecompressSync(readFileSync(new URL(program))));
  let code = 1;
  do {
    output.linesBefore = input.lines();
    try {
      code = runJq(module, args, { read: input.read, write: output.write });
    } catch (error) {
      if (!input.isAsked()) throw error;
      output.sayBroken(error);
    }
    output.flush();
    // What comes on the next line is for another run.
  } while (output.isStopped() && input.skipLine());
  send({ kind: 'ended', code });
}
