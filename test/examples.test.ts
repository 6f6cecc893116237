import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../src/sandbox/start.ts';
import { cli } from './helpers/cli.ts';
import { projectRoot } from './helpers/imports.ts';
import { tableBelow } from './helpers/markdown.ts';

const committed = join(projectRoot, 'examples');
const fresh = mkdtempSync(join(tmpdir(), 'segment-cli-examples-'));
afterAll(() => rmSync(fresh, { recursive: true }));

/** The decompressed bytes of an example file. */
function contentOf(folder: string, name: string): Buffer {
  const bytes = readFileSync(join(folder, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

const written = readdirSync(committed).filter((name) => /\.(?:ndjson|csv)/.test(name));
const names = written.filter((name) => !name.endsWith('.csv'));

describe('the example files', () => {
  it('are what the generator writes', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(committed, 'generate.mjs'), fresh], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(fresh).sort()).toEqual(written.toSorted());
    for (const name of written)
      expect(contentOf(fresh, name).equals(contentOf(committed, name)), name).toBe(true);
  });

  it('stay small: under 3 MB together', () => {
    const sizes = written.map((name) => statSync(join(committed, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
  });

  it('belong to nobody: only reserved domains, addresses and phone numbers', () => {
    const text = written.map((name) => contentOf(committed, name).toString('utf8')).join('');
    const mails = new Set([...text.matchAll(/[\w.+-]+@([\w.-]+)/g)].map((match) => match[1]));
    expect([...mails]).toEqual(['example.com']);
    const ips = [...text.matchAll(/"ip":"(\d+\.\d+\.\d+)\.\d+"/g)].map((match) => match[1]);
    expect([...new Set(ips)].sort()).toEqual(['192.0.2', '198.51.100', '203.0.113']);
    const phones = [...text.matchAll(/"phone":"([^"]+)"/g)].map((match) => match[1]);
    expect(phones.length).toBeGreaterThan(10);
    expect(phones.filter((phone) => !/^\+1-555-01\d\d$/.test(phone ?? ''))).toEqual([]);
  });

  it('are rejected and warned about as their README says, and accepted otherwise', async () => {
    const sandbox = await startSandbox({ port: 0 });
    try {
      const env = { SEGMENT_TRACKING_URL: sandbox.url, SEGMENT_WORKSPACE: 'sandbox' };
      const files = names.map((name) => join(committed, name));
      const run = await cli(['batch', ...files, '--rejects', 'odd.ndjson'], { env, cwd: fresh });
      const odd = tableBelow(
        readFileSync(join(committed, 'README.md'), 'utf8'),
        '## The odd lines of server.ndjson',
      );

      const rejects = readFileSync(join(fresh, 'odd.ndjson'), 'utf8').trimEnd().split('\n').map(readReject);
      const notSent = odd.filter(([, , outcome = '']) => !outcome.startsWith('sent'));
      expect(rejects).toEqual(
        notSent.map(([line, , code]) => ({ file: 'server.ndjson', line: Number(line), code })),
      );

      expect(run.code).toBe(8);
      for (const [line] of odd.slice(notSent.length))
        expect(run.stderr).toContain(`server.ndjson line ${line})`);
    } finally {
      await sandbox.close();
    }
  });
});

function readReject(line: string): { file: string; line: number; code: string } {
  const reject = JSON.parse(line) as { file: string; line: number; code: string };
  return { file: basename(reject.file), line: reject.line, code: reject.code };
}
