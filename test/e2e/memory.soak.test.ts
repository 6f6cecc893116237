import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { startBackfill } from '../helpers/backfill-child.ts';
import { tellPeak, watchMemory } from '../helpers/peak-memory.ts';
import type { ProgramChild } from '../helpers/program-child.ts';

// Memory of the built executable, as the kernel accounts it (rules R4, R15). Only Linux tells it in /proc.

const gigabyte = 1024 ** 3;

const message =
  '{"type":"track","event":"E","userId":"u","timestamp":"2020-01-01T00:00:00Z","properties":{"n":12345678}}\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segment-memory-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes `bytes` into the child's stdin again and again, as fast as it takes them. */
async function pour(child: ProgramChild, bytes: Buffer, times: number): Promise<void> {
  const { stdin } = child.process;
  if (stdin === null) throw new Error('no stdin');
  for (let time = 0; time < times; time += 1) if (!stdin.write(bytes)) await once(stdin, 'drain');
  stdin.end();
}

function start(sandbox: RunningSandbox, args: readonly string[], openStdin = false): ProgramChild {
  return startBackfill({ args: [...args, '--json'], cwd: folder, url: sandbox.url, openStdin });
}

describe.skipIf(process.platform !== 'linux').concurrent('memory stays flat', () => {
  it('a line of 1 GB without a newline is passed over, and the next ones are sent', async () => {
    const sandbox = await startSandbox();
    const path = join(folder, 'long.ndjson');
    const file = openSync(path, 'w');
    // A hole costs no disk and reads as NUL.
    writeSync(file, `${message}{"a":"`);
    writeSync(file, `\n${message}${message}`, gigabyte);
    closeSync(file);
    const child = start(sandbox, ['long.ndjson']);
    const peak = await watchMemory(child);
    const { stdout, code } = await child.ended;
    expect(JSON.parse(stdout)).toMatchObject({ read: 4, acknowledged: 3, rejected: 1 });
    expect(code).toBe(8);
    await sandbox.close();
    tellPeak('a line of 1 GB', peak);
  });

  it('bodies of 16 MB, the most that is read, of messages of every length', async () => {
    const short = '{"type":"page","userId":"u"},';
    const bodyOf = (text: string): string => {
      const messages = text.repeat(Math.floor((16 * 1024 * 1024 - 20) / text.length));
      return `{"batch":[${messages.slice(0, -1)}]}\n`;
    };
    for (const [name, text] of Object.entries({ short, usual: message.replace('\n', ',') })) {
      const bodies = bodyOf(text).repeat(4);
      for (const [file, bytes] of [
        [`${name}.ndjson`, bodies],
        [`${name}.ndjson.gz`, gzipSync(bodies, { level: 1 })],
      ] as const) {
        const sandbox = await startSandbox();
        writeFileSync(join(folder, file), bytes);
        const child = start(sandbox, [file]);
        const peak = await watchMemory(child);
        const { stdout } = await child.ended;
        const messages = 4 * (bodyOf(text).split('"type"').length - 1);
        expect(JSON.parse(stdout)).toMatchObject({ acknowledged: messages, rejected: 0 });
        await sandbox.close();
        tellPeak(`bodies of 16 MB in ${file}`, peak, 145);
      }
    }
  }, 300_000);

  it('rows of a gzip file', async () => {
    const rows = 1_000_000;
    const table = `userId,event,note,street,city\n${'u,E,a note of some words,Main street 1,Oslo\n'.repeat(rows)}`;
    writeFileSync(join(folder, 'rows.csv.gz'), gzipSync(table, { level: 1 }));
    const sandbox = await startSandbox();
    const child = start(sandbox, ['rows.csv.gz', '--map', 'type:="track"']);
    const peak = await watchMemory(child);
    const { stdout } = await child.ended;
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: rows });
    await sandbox.close();
    tellPeak('rows of a gzip file', peak, 122);
  }, 300_000);

  it('1 GB of blank lines is read and counted', async () => {
    const sandbox = await startSandbox();
    const child = start(sandbox, ['-', '--checkpoint', 'blank.json'], true);
    const newlines = Buffer.alloc(1024 * 1024, '\n');
    const [peak] = await Promise.all([watchMemory(child), pour(child, newlines, 1024)]);
    const { stdout } = await child.ended;
    expect(JSON.parse(stdout)).toMatchObject({ read: gigabyte, blank: gigabyte, acknowledged: 0 });
    await sandbox.close();
    tellPeak('1 GB of newlines', peak);
  });

  it('a server that says nothing for a minute lets nothing pile up', async () => {
    // Every request under way is held; what is read waits for them.
    const sandbox = await startSandbox({ faults: { rules: [{ latency: 60_000, first: 8 }] } });
    writeFileSync(join(folder, 'many.ndjson'), message.repeat(400_000));
    const child = start(sandbox, ['many.ndjson', '--request-timeout', '5m']);
    const started = performance.now();
    const seen: { at: number; megabytes: number }[] = [];
    const peak = await watchMemory(child, (megabytes) => {
      seen.push({ at: performance.now() - started, megabytes });
    });
    const { stdout, code } = await child.ended;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 400_000, retries: 0 });
    const during = seen.filter(({ at }) => at > 5_000 && at < 58_000).map(({ megabytes }) => megabytes);
    expect(during.length).toBeGreaterThan(100);
    const growth = (during.at(-1) ?? Number.POSITIVE_INFINITY) - (during[0] ?? 0);
    process.stdout.write(`memory: a server stalled for a minute: ${growth.toFixed(1)} MB more at its end\n`);
    expect(growth).toBeLessThanOrEqual(5);
    await sandbox.close();
    tellPeak('a stalled server', peak);
  }, 150_000);
});
