// Reads a table with csv-parse and does nothing with its rows.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

const [, , path] = process.argv;
let rows = 0;
for await (const _row of createReadStream(path).pipe(parse())) rows += 1;
if (rows < 2) throw new Error(`${path} has ${rows} rows`);
