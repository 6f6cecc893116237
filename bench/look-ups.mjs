import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, quantile } from './measure.mjs';

const program = join(import.meta.dirname, '..', 'dist', 'segment.cjs');
/** What a call of the Public API takes, in milliseconds. */
const delayMs = 300;
const sourceCount = 3_000;

/** What a person waits for in a workspace of 3,000 sources whose API takes a while for each call. */
export async function benchmark({ rounds }) {
  const home = await mkdtemp(join(tmpdir(), 'segment-cli-bench-'));
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    SEGMENT_CONFIG_DIR: join(home, 'config'),
    SEGMENT_STATE_DIR: join(home, 'state'),
  };
  const sandbox = await startSandbox(home, env);
  const own = { ...env, SEGMENT_API_URL: sandbox.url, SEGMENT_TOKEN: 'bench' };
  // The last one: all pages come before it.
  const get = ['sources', 'get', `source_${sourceCount - 2}`, '--json'];
  const cases = {
    cold: { label: 'sources get <slug>, of 3,000', args: [...get, '--no-cache'] },
    warm: { label: 'sources get <slug>, the next time', args: get },
    list: { label: 'sources list', args: ['sources', 'list', '--json'] },
    overview: { label: 'overview', args: ['overview', '--json'] },
  };
  try {
    await call(get, own);
    const runs = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
    for (let round = 0; round < Math.min(rounds, 5); round += 1)
      for (const [name, { args }] of Object.entries(cases)) runs[name].push(await call(args, own));
    const times = (name) => runs[name].map(({ took }) => took);
    return {
      groups: [
        {
          title: `a call of the API takes ${delayMs} ms`,
          cases: Object.entries(cases).map(([name, { label }]) => caseOf(label, times(name))),
          values: [
            { label: 'sources get <slug>, milliseconds', value: median(times('cold')), most: 1_500 },
            {
              label: 'the next time, requests',
              value: Math.max(...runs.warm.map(({ requests }) => requests)),
              most: 1,
            },
            {
              label: 'overview beside its longest list, milliseconds',
              value: median(times('overview')) - median(times('list')),
              most: 2 * delayMs,
            },
          ],
        },
      ],
    };
  } finally {
    await sandbox.stop();
    await rm(home, { recursive: true });
  }
}

function caseOf(label, all) {
  return { label, median: median(all), low: quantile(all, 0.1), high: quantile(all, 0.9), runs: all.length };
}

/** Milliseconds from the start of the program to its end, and how many requests it sent. */
function call(args, env) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [program, ...args, '--verbose'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (chunk) => {
      told += chunk;
    });
    child.on('close', (code) => {
      if (code !== 0) reject(new Error(`segment ${args.join(' ')} ended with ${code}: ${told}`));
      resolve({ took: performance.now() - started, requests: told.split(': sent ').length - 1 });
    });
  });
}

async function startSandbox(home, env) {
  const seed = join(home, 'seed.json');
  const readyFile = join(home, 'ready.json');
  // The workspace has a source of its own beside these.
  const sources = Array.from({ length: sourceCount - 1 }, (_, index) => ({
    id: `sRc${String(index).padStart(19, '0')}`,
    slug: `source_${index}`,
    metadataId: 'IqDTy1TpoU',
  }));
  const switches = { troubles: [{ path: '*', delayMs }] };
  await writeFile(seed, JSON.stringify({ base: 'empty', sources, switches }));
  const child = spawn(
    process.execPath,
    [program, 'sandbox', '--port', '0', '--json', '--seed', seed, '--ready-file', readyFile],
    { env, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.on('close', (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  const { url } = JSON.parse(await readFile(readyFile, 'utf8'));
  return {
    url,
    stop() {
      const ended = new Promise((resolve) => child.on('close', resolve));
      child.kill('SIGTERM');
      return ended;
    },
  };
}
