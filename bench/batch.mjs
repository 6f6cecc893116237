import { fork, spawn } from 'node:child_process';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { faults, forms, makeArray, makeInput, makeLog, makeRejects, makeTable } from './batch-inputs.mjs';
import { median, quantile } from './measure.mjs';

const here = import.meta.dirname;
const program = join(here, '..', 'dist', 'segment.cjs');
const megabyte = 1e6;
const sdkLines = 40_000;

/** docs/performance.md. */
const bars = {
  ofReadyMade: 0.4,
  rateOfReadyMade: 0.27,
  megabytesPerSecond: 300,
  ofSdk: 50,
  growth: 11.5,
  validation: 1.1,
  memory: 150,
  memoryGrowth: 20,
  ofLines: 0.5,
  ofCsvParse: 0.6,
  look: 100,
  rejects: 50,
  halfRejects: 0.3,
  gzip: 0.95,
};

const mapping = ['userId=Email', 'timestamp=Paid at', 'type:="track"', 'event:="Order Completed"']
  .concat('properties.revenue=Total')
  .flatMap((value) => ['--map', value]);

/**
 * `segment batch` against the same bytes posted ready-made and against Segment's SDK, to a server that only drains.
 * Whole processes, from their start to their end; checkpoint and rejects file as by default.
 */
export async function benchmark({ rounds }) {
  const folder = await mkdtemp(join(tmpdir(), 'segment-cli-bench-'));
  const server = await startDrain();
  const few = Math.min(rounds, 5);
  try {
    const small = await makeInput(folder, '10mb.ndjson', 10 * megabyte);
    const tenth = await makeInput(folder, '100mb.ndjson', 100 * megabyte);
    const large = await makeInput(folder, '1gb.ndjson', 1000 * megabyte);
    const array = await makeArray(folder, '1gb.json', 1000 * megabyte);
    const rejects = await makeRejects(folder, 'rejects.ndjson', 100 * megabyte, 1);
    const half = await makeRejects(folder, 'half.ndjson', 100 * megabyte, 2);
    const typeless = await makeRejects(folder, 'typeless.ndjson', 100 * megabyte, 1, faults.withoutType);
    const halfTypeless = await makeRejects(
      folder,
      'half-typeless.ndjson',
      100 * megabyte,
      2,
      faults.withoutType,
    );
    const log = await makeLog(folder, '1gb.log', 1000 * megabyte);
    const table = await makeTable(folder, '1gb.csv', 1000 * megabyte);
    const smallTable = await makeTable(folder, '100mb.csv', 100 * megabyte);
    const quotedTable = await makeTable(folder, '100mb.quoted.csv', 100 * megabyte, forms.allQuoted);
    const tsvTable = await makeTable(folder, '100mb.tsv', 100 * megabyte, forms.tsv);
    const batch = (input, ...flags) => batchCase(folder, server.url, ['batch', input.path, ...flags]);
    const cases = {
      ours: batch(large),
      ready: nodeCase(['ready-made-bodies.mjs', server.url, String(large.bytes)], folder, server.url),
      readyTenth: nodeCase(['ready-made-bodies.mjs', server.url, String(tenth.bytes)], folder, server.url),
      sdk: nodeCase(['many-events-sdk.mjs', large.path, String(sdkLines)], folder, server.url),
      array: batch(array),
      table: batch(table, ...mapping),
      smallTable: batch(smallTable, ...mapping),
      quotedTable: batch(quotedTable, ...mapping),
      tsvTable: batch(tsvTable, ...mapping),
      gzipTable: batch({ path: await compressed(smallTable.path) }, ...mapping),
      pipedTable: pipedCase(folder, server.url, [smallTable.path], '--from', 'csv', ...mapping),
      csvParse: nodeCase(['csv-parse-alone.mjs', smallTable.path], folder, server.url),
      rejects: batch(rejects),
      half: batch(half),
      typeless: batch(typeless),
      halfTypeless: batch(halfTypeless),
      compressed: batch(large, '--gzip'),
      refused: batchCase(folder, server.url, ['batch', log.path], [2]),
      // As far as the command comes before it looks into a file: this one is not there.
      unlooked: batchCase(folder, server.url, ['batch', `${log.path}.absent`], [2]),
      tenth: batch(tenth),
      small: batch(small),
      uncheckpointed: batch(large, '--no-checkpoint'),
      gzip: batch(tenth, '--gzip'),
      unpacked: batch({ path: await compressed(tenth.path) }),
      dry: batch(large, '--dry-run', '--no-checkpoint'),
      validated: programCase(folder, server.url, ['validate', large.path]),
    };
    const noted = () => Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
    const [times, peaks] = [noted(), noted()];
    const bodies = await bodiesOf(folder, tenth.path);
    const deflate = [];
    for (let round = 0; round <= few; round += 1) {
      if (round > 0) deflate.push(tenth.bytes / megabyte / deflateSeconds(bodies));
      for (const [name, run] of Object.entries(cases)) {
        const { seconds, peak } = await run();
        // The first round warms the file cache.
        if (round === 0) continue;
        times[name].push(seconds);
        peaks[name].push(peak);
      }
    }
    const longLine = await makeLongLine(folder);
    const lineRun = await batch({ path: longLine })();
    // 10 GB without a disk for them: the file ten times over.
    const hugeRun = await pipedCase(folder, server.url, Array(10).fill(large.path))();
    const peak = (label, name) => ({ label, value: Math.max(...peaks[name]), most: bars.memory });
    const rate = (name, bytes) => bytes / megabyte / median(times[name]);
    const ours = rate('ours', large.bytes);
    const beyondTenth = (whole, part) => median(times[whole]) - median(times[part]);
    // As fast as all cores compress, and then as fast as without.
    const gzipCeiling = 1 / (1 / (median(deflate) * availableParallelism()) + 1 / ours);
    return {
      groups: [
        {
          title: `seconds for ${Math.round(large.bytes / megabyte)} MB, ${large.lines.toLocaleString('en')} lines, ${few} rounds`,
          cases: [
            secondsOf('segment batch, 1 GB', times.ours),
            secondsOf('segment batch, 1 GB, --no-checkpoint', times.uncheckpointed),
            secondsOf('segment batch, 1 GB array', times.array),
            secondsOf('segment batch, 1 GB of CSV with a mapping', times.table),
            secondsOf('segment batch, 100 MB of CSV with a mapping', times.smallTable),
            secondsOf('csv-parse alone, 100 MB', times.csvParse),
            secondsOf('segment batch, 1 GB, --gzip', times.compressed),
            secondsOf('segment batch, 100 MB of rejects', times.rejects),
            secondsOf('segment batch, 100 MB, half rejects', times.half),
            secondsOf('segment batch, 100 MB of lines without a type', times.typeless),
            secondsOf('segment batch, 100 MB, half of them without a type', times.halfTypeless),
            secondsOf('ready-made bodies through undici, 1 GB', times.ready),
            secondsOf('ready-made bodies through undici, 100 MB', times.readyTenth),
            secondsOf('segment batch, 100 MB', times.tenth),
            secondsOf('segment batch, 100 MB, --gzip', times.gzip),
            secondsOf('segment batch, 100 MB from a gzip file', times.unpacked),
            secondsOf('segment batch, 10 MB', times.small),
            secondsOf(`@segment/analytics-node, ${sdkLines.toLocaleString('en')} lines`, times.sdk),
          ],
          floors: [
            {
              label: 'input bytes, of ready-made bodies',
              ratio: median(times.ready) / median(times.ours),
              bar: bars.ofReadyMade,
            },
            {
              label: 'the same without their starts: 1 GB less 0.1 GB',
              ratio: beyondTenth('ready', 'readyTenth') / beyondTenth('ours', 'tenth'),
              bar: bars.rateOfReadyMade,
            },
            {
              label: 'messages a second, of @segment/analytics-node',
              ratio: large.lines / median(times.ours) / (sdkLines / median(times.sdk)),
              bar: bars.ofSdk,
            },
            {
              label: 'input bytes with half rejects, of NDJSON, 100 MB',
              ratio: rate('half', half.bytes) / rate('tenth', tenth.bytes),
              bar: bars.halfRejects,
            },
            {
              label: 'input bytes with half without a type, of NDJSON, 100 MB',
              ratio: rate('halfTypeless', halfTypeless.bytes) / rate('tenth', tenth.bytes),
              bar: bars.halfRejects,
            },
            {
              label: 'input bytes with --gzip, of what the cores compress, 1 GB',
              ratio: rate('compressed', large.bytes) / gzipCeiling,
              bar: bars.gzip,
            },
            {
              label: 'input bytes of a JSON array, of NDJSON',
              ratio: rate('array', array.bytes) / ours,
              bar: bars.ofLines,
            },
            {
              label: 'bytes of CSV with a mapping, of csv-parse alone',
              ratio: median(times.csvParse) / median(times.smallTable),
              bar: bars.ofCsvParse,
            },
          ],
          ratios: [
            {
              label: 'time of 1 GB, of 0.1 GB',
              ratio: median(times.ours) / median(times.tenth),
              bar: bars.growth,
            },
            {
              label: 'time of 1 GB of CSV with a mapping, of 0.1 GB',
              ratio: median(times.table) / median(times.smallTable),
              bar: bars.growth,
            },
            {
              label: 'time with checkpoint, of without',
              ratio: median(times.ours) / median(times.uncheckpointed),
            },
            {
              label: 'time of 0.1 GB with --gzip, of without',
              ratio: median(times.gzip) / median(times.tenth),
            },
            {
              label: 'time of segment validate, of batch --dry-run, 1 GB',
              ratio: median(times.validated) / median(times.dry),
              bar: bars.validation,
            },
          ],
          values: [
            { label: 'input megabytes a second, 1 GB', value: ours, least: bars.megabytesPerSecond },
            {
              label: 'input megabytes a second, rejects alone, 100 MB',
              value: rate('rejects', rejects.bytes),
              least: bars.rejects,
            },
            {
              label: 'input megabytes a second, lines without a type, 100 MB',
              value: rate('typeless', typeless.bytes),
              least: bars.rejects,
            },
            { label: 'input megabytes a second, 1 GB, --gzip', value: rate('compressed', large.bytes) },
            { label: 'input megabytes a second that one core compresses', value: median(deflate) },
            { label: 'input megabytes a second, 100 MB, --gzip', value: rate('gzip', tenth.bytes) },
            {
              label: 'milliseconds until a log of 1 GB is refused',
              value: 1000 * (median(times.refused) - median(times.unlooked)),
              most: bars.look,
            },
          ],
        },
        {
          title: 'peak memory, megabytes',
          values: [
            peak('10 MB', 'small'),
            peak('1 GB', 'ours'),
            peak('1 GB array', 'array'),
            peak('1 GB of CSV with a mapping', 'table'),
            peak('100 MB of CSV', 'smallTable'),
            peak('100 MB of CSV, quotes around every cell', 'quotedTable'),
            peak('100 MB of TSV', 'tsvTable'),
            peak('100 MB of CSV from a gzip file', 'gzipTable'),
            peak('100 MB of CSV through a pipe', 'pipedTable'),
            { label: '10 GB through a pipe', value: hugeRun.peak, most: bars.memory },
            { label: '1 GB in one line', value: lineRun.peak, most: bars.memory },
            peak('1 GB, --gzip', 'compressed'),
            peak('100 MB of rejects', 'rejects'),
            peak('100 MB, half rejects', 'half'),
            peak('100 MB of lines without a type', 'typeless'),
            peak('segment validate, 1 GB', 'validated'),
            {
              label: 'between 1 and 10 GB',
              value: Math.abs(hugeRun.peak - Math.max(...peaks.ours)),
              most: bars.memoryGrowth,
            },
          ],
        },
      ],
    };
  } finally {
    server.stop();
    await rm(folder, { recursive: true });
  }
}

/** The bodies that `batch` makes of a file, with their messageIds. */
async function bodiesOf(folder, path) {
  const bodies = [];
  const server = createServer(async (request, response) => {
    bodies.push(await buffer(request));
    response.end('{"success": true}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await batchCase(folder, `http://127.0.0.1:${server.address().port}`, ['batch', path])();
  server.close();
  return bodies;
}

/** Seconds that one core takes to compress them as `batch` does (src/api/compress.ts). */
function deflateSeconds(bodies) {
  const started = performance.now();
  for (const body of bodies) gzipSync(body, { level: 2, memLevel: 9, chunkSize: 192 * 1024 });
  return (performance.now() - started) / 1000;
}

function secondsOf(label, times) {
  const thousands = times.map((seconds) => seconds * 1000);
  return { label, median: median(thousands), low: quantile(thousands, 0.1), high: quantile(thousands, 0.9) };
}

async function startDrain() {
  const child = fork(join(here, 'drain-server.mjs'), { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const url = await new Promise((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  return { url, stop: () => child.kill() };
}

function environment(folder, url) {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    SEGMENT_CONFIG_DIR: join(folder, 'config'),
    SEGMENT_STATE_DIR: join(folder, 'state'),
    SEGMENT_WRITE_KEY: 'benchbenchbenchbenchbenchbenchbe',
    SEGMENT_TRACKING_URL: url,
  };
}

/** A backfill from its first line: what the round before left does not count. */
function batchCase(folder, url, args, codes) {
  const flags = args.includes('--no-checkpoint') ? [] : ['--restart'];
  return programCase(folder, url, [...args, ...flags], codes);
}

function programCase(folder, url, args, codes) {
  return () => measured([program, ...args, '--progress', 'none'], { env: environment(folder, url), codes });
}

function nodeCase([script, ...args], folder, url) {
  return () => measured([join(here, script), ...args], { env: environment(folder, url) });
}

/** What stands in the files, one after the other, through a pipe. */
function pipedCase(folder, url, paths, ...flags) {
  return async () => {
    const source = spawn('cat', paths, { stdio: ['ignore', 'pipe', 'inherit'] });
    const checkpoint = ['--checkpoint', join(folder, 'piped.json'), '--restart'];
    const args = [program, 'batch', '-', ...flags, ...checkpoint, '--progress', 'none'];
    return measured(args, { env: environment(folder, url), stdin: source.stdout });
  };
}

async function compressed(path) {
  await pipeline(createReadStream(path), createGzip(), createWriteStream(`${path}.gz`));
  return `${path}.gz`;
}

async function makeLongLine(folder) {
  const path = join(folder, 'long.ndjson');
  const file = await open(path, 'w');
  await file.write('{"type":"page","userId":"u"}\n{"a":"');
  // A hole costs no disk and reads as NUL.
  await file.write('\n{"type":"page","userId":"u"}\n', 1e9);
  await file.close();
  return path;
}

/**
 * Runs Node with the arguments: how long until it ended, and its peak memory as the kernel accounts it.
 * @param codes the exit codes that are right; 8 where the long line is rejected
 */
function measured(args, { env, stdin = 'ignore', codes = [0, 8] }) {
  return new Promise((resolve, reject) => {
    const complaint = [];
    const started = performance.now();
    // In a folder of its own: that is where rejects go.
    const child = spawn(process.execPath, args, { cwd: env.HOME, env, stdio: [stdin, 'ignore', 'pipe'] });
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid));
    }, 20);
    child.stderr.on('data', (chunk) => complaint.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      if (codes.includes(code)) resolve({ seconds: (performance.now() - started) / 1000, peak });
      else reject(new Error(`node ${args.join(' ')} ended with ${code}: ${Buffer.concat(complaint)}`));
    });
  });
}

function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
