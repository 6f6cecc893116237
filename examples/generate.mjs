// Writes the example files: a few hundred customers of a small coffee shop over sixty days.
// The same seed gives the same bytes on every machine. Run it with `npm run examples`.
//
//   node examples/generate.mjs [folder]     (default: the folder of this file)
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { accounts } from './generator/accounts.mjs';
import { mistakes } from './generator/mistakes.mjs';
import { mobileLife } from './generator/mobile.mjs';
import { makePeople } from './generator/people.mjs';
import { closing } from './generator/time.mjs';
import { webLife } from './generator/web.mjs';

const folder = process.argv[2] ?? import.meta.dirname;
mkdirSync(folder, { recursive: true });

const people = makePeople();
const web = [];
const server = [];
const mobile = [];
for (const person of people) {
  const life = person.usesApp ? mobileLife(person) : webLife(person);
  (person.usesApp ? mobile : web).push(...life.seen);
  server.push(...life.server);
}
server.push(...accounts(people));

writeText('web.ndjson', lines(web));
writeGzip('mobile.ndjson.gz', lines(mobile));
writeText('server.ndjson', withMistakes(lines(server)));
writeText('orders.csv', orderTable(server));

/** The orders as a shop exports them to a spreadsheet. */
function orderTable(entries) {
  const orders = entries
    .filter(({ at, message }) => at < closing && message.event === 'Order Completed')
    .sort((one, other) => one.at - other.at)
    .map(({ message: { userId, timestamp, properties } }) => [
      properties.order_id,
      `${userId}@example.com`,
      timestamp
        .replace('T', ' ')
        .replace(/\.\d+/, '')
        .replace(/([+-]\d\d):(\d\d)$/, ' $1$2'),
      properties.total.toFixed(2),
      properties.currency,
      properties.products.map(({ quantity, name }) => `${quantity} × ${name}`).join('\n'),
    ]);
  const header = ['Name', 'Email', 'Paid at', 'Total', 'Currency', 'Items'];
  const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [header, ...orders].map((row) => Buffer.from(`${row.map(cell).join(',')}\n`, 'utf8'));
}

/** The messages as lines of JSON, oldest first; what would happen after the sixty days is left out. */
function lines(entries) {
  return entries
    .filter(({ at }) => at < closing)
    .sort((one, other) => one.at - other.at)
    .map(({ message }) => Buffer.from(`${JSON.stringify(message)}\n`, 'utf8'));
}

/** Spreads the deliberate mistakes over the file, so that they have to be found. */
function withMistakes(good) {
  const every = Math.floor(good.length / (mistakes.length + 1));
  return good.flatMap((line, index) => {
    const mistake = index > 0 && index % every === 0 ? mistakes[index / every - 1] : undefined;
    return mistake === undefined ? [line] : [mistake, line];
  });
}

function writeText(name, parts) {
  writeFileSync(join(folder, name), Buffer.concat(parts));
}

/** zlib versions compress differently: a file that already holds the same lines is left as it is. */
function writeGzip(name, parts) {
  const path = join(folder, name);
  const content = Buffer.concat(parts);
  if (existsSync(path) && gunzipSync(readFileSync(path)).equals(content)) return;
  writeFileSync(path, gzipSync(content, { level: 9 }));
}
