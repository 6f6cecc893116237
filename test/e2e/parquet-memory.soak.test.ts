import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/start.ts';
import { startBackfill } from '../helpers/backfill-child.ts';
import { askAtLarge, describeDuckdb, duckdbEnv } from '../helpers/duckdb.ts';
import { tellPeak, watchMemory } from '../helpers/peak-memory.ts';

/** Events of 17 columns, 680 bytes as JSON: what a row group of them takes is more than DuckDB is given elsewhere. */
const events = (rows: number) => `
  SELECT 'track' AS type, 'usr_' || hash(i) % 500000 AS "userId", md5(i::VARCHAR) AS "anonymousId",
    'sc-' || md5((i * 7)::VARCHAR) AS "messageId", ['Order Completed', 'Product Viewed', 'Signed Up'][1 + i % 3] AS event,
    TIMESTAMPTZ '2024-01-02 03:04:05+00' + INTERVAL (i * 137) MILLISECONDS AS timestamp,
    {order_id: md5((i * 3)::VARCHAR), revenue: hash(i) % 100000 / 100, currency: 'EUR', gift: i % 3 = 0,
      note: md5((i + 5)::VARCHAR) || ' ' || md5((i + 9)::VARCHAR), tags: ['a', 'b' || i % 10], none: NULL::VARCHAR,
      product: {sku: 'sku-' || hash(i * 17) % 9000, name: 'Mug, large ' || hash(i * 19) % 900, price: i % 90}} AS properties,
    {ip: '203.0.113.' || i % 256, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/' || hash(i) % 600,
      page: {url: 'https://shop.example/p/' || md5((i * 43)::VARCHAR) || '?b=1', path: '/p/' || i}} AS context
  FROM range(${rows}) r(i)`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segment-parquet-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeDuckdb('memory of Parquet', () => {
  it.skipIf(process.platform !== 'linux')(
    'is that of a row group, in as many as there are',
    async () => {
      const rows = 250_000;
      await askAtLarge(`COPY (${events(rows)}) TO '${join(folder, 'in.parquet')}' (FORMAT parquet)`);
      const sandbox = await startSandbox({ ledger: false });
      const call = { args: ['in.parquet', '--json'], cwd: folder, url: sandbox.url, env: duckdbEnv };
      const child = startBackfill(call);
      const peak = await watchMemory(child);
      const { code, stdout, stderr } = await child.ended;
      await sandbox.close();
      expect([code, JSON.parse(stdout), stderr]).toMatchObject([0, { read: rows, acknowledged: rows }, '']);
      tellPeak(`${rows} rows of Parquet`, peak, 250);
    },
    180_000,
  );
});
