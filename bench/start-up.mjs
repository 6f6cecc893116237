import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIngestServer } from './ingest-server.mjs';
import { measureInTurn, median, quantile } from './measure.mjs';

const program = join(import.meta.dirname, '..', 'dist', 'segment.cjs');
const sdkScript = join(import.meta.dirname, 'one-event-sdk.mjs');
const labels = {
  node: 'node -e 0',
  version: 'segment --version',
  help: 'segment --help',
  track: 'segment track (one message)',
  uncompiled: 'segment track (without compiled code)',
  list: 'segment config list (a table, nothing sent)',
  sdk: '@segment/analytics-node (one message)',
  mcp: 'segment mcp (until initialize is answered)',
};
/** docs/performance.md. */
const bars = [
  { of: 'version', by: 'node', bar: 1.3 },
  { of: 'help', by: 'node', bar: 1.5 },
  { of: 'track', by: 'node', bar: 2.7 },
  { of: 'track', by: 'sdk', bar: 0.33 },
  { of: 'uncompiled', by: 'node' },
  { of: 'list', by: 'node', bar: 3 },
  { of: 'mcp', by: 'node', bar: 4 },
];
/** What every client of the Model Context Protocol says first. */
const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
};

/** What a call costs before it does anything, against bare Node and against Segment's own SDK. */
export async function benchmark({ rounds }) {
  const server = await startIngestServer();
  const home = await mkdtemp(join(tmpdir(), 'segment-cli-bench-'));
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    SEGMENT_CONFIG_DIR: join(home, 'config'),
    SEGMENT_STATE_DIR: join(home, 'state'),
    SEGMENT_WRITE_KEY: 'benchbenchbenchbenchbenchbenchbe',
    SEGMENT_TRACKING_URL: server.url,
  };
  try {
    const groups = [await measureGroup('without NODE_EXTRA_CA_CERTS', env, server, rounds)];
    // Node reads the extra certificates at every start, which hides what is measured here; some machines set it.
    const certificates = process.env.NODE_EXTRA_CA_CERTS;
    if (certificates) {
      const withCertificates = { ...env, NODE_EXTRA_CA_CERTS: certificates };
      groups.push(
        await measureGroup('with NODE_EXTRA_CA_CERTS as on this machine', withCertificates, server, rounds),
      );
    }
    return { groups };
  } finally {
    await server.close();
    await rm(home, { recursive: true });
  }
}

async function measureGroup(title, env, server, rounds) {
  const before = server.requests();
  const message = [program, 'track', 'Order Completed', '-u', 'user_1', '--revenue', '49.90'];
  const times = await measureInTurn(
    {
      node: { args: ['-e', '0'], env },
      version: { args: [program, '--version'], env },
      help: { args: [program, '--help'], env },
      track: { args: message, env },
      uncompiled: { args: message, env: { ...env, NODE_DISABLE_COMPILE_CACHE: '1' } },
      list: { args: [program, 'config', 'list'], env },
      sdk: { args: [sdkScript], env },
      mcp: { args: [program, 'mcp', '--allow-writes'], env, input: `${JSON.stringify(initialize)}\n` },
    },
    rounds,
  );
  const received = server.requests() - before;
  const expected = 3 * (rounds + 1);
  if (received !== expected)
    throw new Error(`The server received ${received} requests instead of ${expected}.`);
  return {
    title,
    cases: Object.keys(labels).map((name) => caseOf(name, times)),
    ratios: bars.map((bar) => ratioOf(bar, times)),
  };
}

function caseOf(name, times) {
  const all = times[name];
  return {
    label: labels[name],
    median: median(all),
    low: quantile(all, 0.1),
    high: quantile(all, 0.9),
    runs: all.length,
  };
}

function ratioOf({ of, by, bar }, times) {
  return {
    label: `${labels[of]} : ${labels[by].split(' (')[0]}`,
    ratio: median(times[of]) / median(times[by]),
    bar,
  };
}
