// The lines of a file through Segment's own SDK, as people backfill with it: JSON.parse, then track. Arguments: the
// file, and how many lines.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Analytics } from '@segment/analytics-node';

const [, , path, most] = process.argv;
const analytics = new Analytics({
  writeKey: process.env.SEGMENT_WRITE_KEY,
  host: process.env.SEGMENT_TRACKING_URL,
  flushAt: 100,
  // It says when a batch is on its way; without a pause the whole file would wait in memory.
  maxEventsInBatch: 100,
});
let waiting = 0;
let free = () => {};
let count = 0;
for await (const line of createInterface({ input: createReadStream(path) })) {
  const { type, ...message } = JSON.parse(line);
  waiting += 1;
  analytics[type]({ ...message, timestamp: new Date(message.timestamp) }, () => {
    waiting -= 1;
    if (waiting < 2_000) free();
  });
  count += 1;
  if (count >= Number(most)) break;
  if (waiting >= 5_000)
    await new Promise((resolve) => {
      free = resolve;
    });
}
await analytics.closeAndFlush();
