import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median, quantile } from './measure.mjs';

const program = join(import.meta.dirname, '..', 'dist', 'segment.cjs');
const client = join(import.meta.dirname, 'sandbox-client.mjs');
const bareServer = join(import.meta.dirname, 'bare-server.mjs');

/** docs/performance.md: milliseconds until ready, and messages a second in full batches. */
const readyBar = 250;
const rateBar = 100_000;
/** Of what `node:http` takes that only reads and answers. */
const singlesBar = 0.35;
/** A full batch has 2,500 messages or 480 KiB (docs/performance.md), whichever comes first. */
const batches = [
  { label: '2,500 messages of 190 bytes', messages: 2_500, bytes: 190 },
  { label: '1,170 messages of 415 bytes', messages: 1_170, bytes: 415 },
];
const seconds = 4;

/** How soon `segment sandbox` is ready and how much it takes, with and without a data folder. */
export async function benchmark({ rounds }) {
  const home = await mkdtemp(join(tmpdir(), 'segment-cli-bench-'));
  try {
    const ready = [];
    const bare = [];
    for (let round = 0; round <= rounds; round += 1) {
      const [sandbox, server] = [await startSandbox(home), await startBare()];
      // The first round warms the file cache.
      if (round > 0) ready.push(sandbox.readyAfter);
      if (round > 0) bare.push(server.readyAfter);
      await sandbox.stop();
      await server.stop();
    }
    const rates = [];
    for (const { label, ...batch } of batches) {
      rates.push(await rateOf(`${label}, in memory`, home, [], batch));
      rates.push(await rateOf(`${label}, --data`, home, ['--data', join(home, 'data')], batch));
    }
    const singles = await measureSingles(home, Math.min(rounds, 5));
    return {
      groups: [
        {
          title: 'until ready, from the start of the process',
          cases: [caseOf('segment sandbox', ready), caseOf('node:http alone', bare)],
          values: [{ label: 'segment sandbox, milliseconds', value: median(ready), most: readyBar }],
        },
        {
          title: 'messages a second in full batches, 4 connections, a client of its own',
          values: rates.map(({ label, rate }) => ({ label, value: rate, least: rateBar })),
        },
        {
          title: 'single messages a second, 16 connections',
          ...singles,
        },
      ],
    };
  } finally {
    await rm(home, { recursive: true });
  }
}

async function rateOf(label, home, flags, { messages, bytes }) {
  const sandbox = await startSandbox(home, flags);
  try {
    const load = { url: sandbox.url, path: '/v1/batch', connections: 4, messages, bytes };
    await drive({ ...load, seconds: 1, run: 0 });
    const { answered, failed, messages: sent, seconds: took } = await drive({ ...load, seconds, run: 1 });
    if (failed > 0 || answered === 0) throw new Error(`${failed} of ${failed + answered} requests failed.`);
    const stats = await (await fetch(`${sandbox.url}/_/stats`)).json();
    // A duplicate would be cheaper than a message that is stored.
    if (stats.messages.stored < sent || stats.messages.duplicates > 0)
      throw new Error('Not all were stored.');
    return { label, rate: sent / took };
  } finally {
    await sandbox.stop();
    await rm(join(home, 'data'), { recursive: true, force: true });
  }
}

/** In turn, so that a slow moment of the machine hits all alike; the first round warms all up. */
async function measureSingles(home, rounds) {
  const bare = await startBare();
  const memory = await startSandbox(home);
  const open = await startSandbox(home);
  const data = await startSandbox(home, ['--data', join(home, 'data')]);
  const page = get(`${open.url}/_/stream`, (stream) => stream.resume());
  const cases = [
    { label: 'node:http alone', url: bare.url, rates: [] },
    { label: 'segment sandbox', url: memory.url, rates: [] },
    { label: 'with its page open', url: open.url, rates: [] },
    { label: '--data', url: data.url, rates: [] },
    { label: 'node:http alone, a connection for each', url: bare.url, keepAlive: false, rates: [] },
    { label: 'segment sandbox, a connection for each', url: memory.url, keepAlive: false, rates: [] },
  ];
  const load = { path: '/v1/track', connections: 16, messages: 1, bytes: 190 };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, { label, url, keepAlive, rates }] of cases.entries()) {
      const run = round * cases.length + at;
      const { answered, failed, seconds: took } = await drive({ ...load, url, keepAlive, run, seconds: 1 });
      if (failed > 0) throw new Error(`${failed} requests failed: ${label}.`);
      if (round > 0) rates.push(answered / took);
    }
  }
  page.on('error', () => {}).destroy();
  await Promise.all([bare, memory, open, data].map((server) => server.stop()));
  const values = cases.map(({ label, rates }) => ({ label, value: median(rates) }));
  const [alone, sandbox, withPage, withData, aloneEach, sandboxEach] = values.map(({ value }) => value);
  return {
    values,
    ratios: [
      { label: 'with its page open, of node:http alone', ratio: withPage / alone },
      { label: '--data, of node:http alone', ratio: withData / alone },
      { label: 'a connection for each, of node:http alone', ratio: sandboxEach / aloneEach },
    ],
    floors: [{ label: 'segment sandbox, of node:http alone', ratio: sandbox / alone, bar: singlesBar }],
  };
}

function drive(load) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [client, JSON.stringify(load)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`client: ${code}`)),
    );
  });
}

async function startSandbox(home, flags = []) {
  const readyFile = join(home, `ready-${Math.random()}.json`);
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    SEGMENT_CONFIG_DIR: join(home, 'config'),
    SEGMENT_STATE_DIR: join(home, 'state'),
  };
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [program, 'sandbox', '--port', '0', '--json', '--ready-file', readyFile, ...flags],
    {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await firstLine(child);
  const readyAfter = performance.now() - started;
  const { url } = JSON.parse(await readFile(readyFile, 'utf8'));
  return { url, readyAfter, stop: () => stop(child) };
}

async function startBare() {
  const started = performance.now();
  const child = spawn(process.execPath, [bareServer], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await firstLine(child);
  return { url, readyAfter: performance.now() - started, stop: () => stop(child) };
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.split('\n')[0]);
    });
    child.on('close', (code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
}

async function stop(child) {
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, wait(5_000)]);
}

function caseOf(label, all) {
  return { label, median: median(all), low: quantile(all, 0.1), high: quantile(all, 0.9), runs: all.length };
}
