import { fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { median, quantile } from './measure.mjs';

const here = import.meta.dirname;
const root = join(here, '..');
const stream = 'usage_api_calls_per_source_daily';

/** docs/performance.md. */
const bars = { ofClient: 0.8, memoryGrowth: 20 };

/** The same months through the API client alone, as every command pages them: each row is parsed, and each page thrown away. */
const clientAlone = `
  import { openHttp } from './src/api/http.ts';
  import { createWorkspaceApi, listOf } from './src/api/workspace/client.ts';
  import { needStream } from './src/export/streams.ts';
  import { windowsOf } from './src/export/windows.ts';
  const [baseUrl, start] = process.argv.slice(2);
  const http = openHttp({ env: {}, userAgent: 'bench' });
  const api = createWorkspaceApi({
    http, baseUrl, token: 'sgp_bench', tokenOrigin: 'the benchmark', region: 'us', random: Math.random,
    now: () => new Date(), monotonic: () => performance.now(), sleep: async () => {}, onWait: () => {},
  });
  const stream = needStream('${stream}');
  for (const { period } of windowsOf(stream, { bookmark: undefined, start: new Date(start), now: new Date() }))
    for await (const _ of listOf(api, stream.endpoint, { query: { period } }));
  await http.close();
`;

/** `segment export` of a year of usage against the API client alone, and its memory by the number of rows. */
export async function benchmark({ rounds }) {
  const folder = await mkdtemp(join(tmpdir(), 'segment-cli-bench-'));
  const servers = [];
  try {
    const now = new Date();
    const start = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth() + 1));
    const days = Math.ceil((now - start) / 86_400_000);
    const serverOf = async (rows) => {
      const server = await startServer(Math.round(rows / days));
      servers.push(server.child);
      return server.url;
    };
    const [few, many] = [await serverOf(10_000), await serverOf(1_000_000)];
    const client = join(folder, 'client.mjs');
    await bundle(client);
    const since = start.toISOString();
    const exported = (url, format) => () =>
      exportOnce(folder, url, ['export', stream, '--since', since, '--format', format]);
    const cases = {
      client: () => run(folder, many, [client, many, since]),
      many: exported(many, 'ndjson'),
      csv: exported(many, 'csv'),
      few: exported(few, 'ndjson'),
    };
    const noted = () => Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
    const [times, peaks] = [noted(), noted()];
    for (let round = 0; round < Math.min(rounds, 3); round += 1)
      for (const [name, once] of Object.entries(cases)) {
        const { seconds, peak } = await once();
        times[name].push(seconds);
        peaks[name].push(peak);
      }
    const growth = (name) => Math.max(...peaks[name]) - Math.min(...peaks.few);
    return {
      groups: [
        {
          title: '1,000,000 rows of usage',
          cases: [
            secondsOf('the API client alone', times.client),
            secondsOf('segment export', times.many),
            secondsOf('segment export --format csv', times.csv),
          ],
          floors: [
            {
              label: 'rows a second, of the API client alone',
              ratio: median(times.client) / median(times.many),
              bar: bars.ofClient,
            },
          ],
        },
        {
          title: 'peak memory, megabytes',
          values: [
            { label: '10,000 rows', value: Math.max(...peaks.few) },
            { label: '1,000,000 rows', value: Math.max(...peaks.many) },
            { label: '1,000,000 rows, more', value: growth('many'), most: bars.memoryGrowth },
            { label: '1,000,000 rows, --format csv, more', value: growth('csv'), most: bars.memoryGrowth },
          ],
        },
      ],
    };
  } finally {
    for (const child of servers) child.disconnect();
    await rm(folder, { recursive: true });
  }
}

async function exportOnce(folder, url, args) {
  const out = await mkdtemp(join(folder, 'out-'));
  try {
    return await run(folder, url, [join(root, 'dist', 'segment.cjs'), ...args, '--out', out]);
  } finally {
    await rm(out, { recursive: true });
  }
}

/** Runs a process to its end: how long it took, and the most memory it had (Linux tells it in /proc). */
function run(folder, url, args) {
  const env = { PATH: process.env.PATH, HOME: folder, SEGMENT_TOKEN: 'sgp_bench', SEGMENT_API_URL: url };
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    let peak = Number.NaN;
    const look = setInterval(() => {
      try {
        const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
        if (kilobytes !== undefined) peak = Number(kilobytes) / 1024;
      } catch {
        // It has ended, or this is no Linux.
      }
    }, 5);
    child.on('close', (code) => {
      clearInterval(look);
      if (code === 0) resolve({ seconds: (performance.now() - started) / 1000, peak });
      else reject(new Error(`node ${args.join(' ')} ended with ${code}`));
    });
  });
}

function startServer(sources) {
  const child = fork(join(here, 'usage-server.mjs'), [String(sources)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  return new Promise((resolve) =>
    child.stdout.once('data', (text) => resolve({ child, url: String(text).trim() })),
  );
}

function bundle(outfile) {
  return build({
    stdin: { contents: clientAlone, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
}

function secondsOf(label, seconds) {
  const inMs = seconds.map((each) => each * 1000);
  return {
    label,
    median: median(inMs),
    low: quantile(inMs, 0.1),
    high: quantile(inMs, 0.9),
    runs: seconds.length,
  };
}
