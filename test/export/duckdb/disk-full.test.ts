import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabaseExport } from '../../../src/export/duckdb/database-target.ts';
import { openParquetExport } from '../../../src/export/duckdb/parquet-target.ts';
import { RowReader } from '../../../src/export/row-reader.ts';
import { needStream } from '../../../src/export/streams.ts';
import type { Target } from '../../../src/export/target.ts';
import { ask, duckdb, needDuckdb } from '../../helpers/duckdb.ts';

/** A file system of some megabytes; undefined where this process must not mount one. */
function mountSmall(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'segment-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  rmSync(folder, { recursive: true });
}

const canMount = ((folder) => {
  if (folder !== undefined) unmount(folder);
  return folder !== undefined;
})(process.platform === 'linux' && duckdb !== undefined ? mountSmall() : undefined);

const user = (id: number, name: string) => {
  const text = `{"id":"u${String(id).padStart(5, '0')}","name":"${name}"}`;
  return new RowReader(needStream('users')).readText(text);
};

async function bring(target: Target, rows: readonly ReturnType<typeof user>[]) {
  const writer = await (await target.open(needStream('users'))).begin({ kind: 'all' });
  await writer.write(rows);
  return writer.keep();
}

/** Text that does not get smaller. */
const noise = () => Array.from({ length: 40 }, () => Math.random().toString(36).slice(2)).join('');

describe.skipIf(!canMount)('a disk that is full (needs @duckdb/node-api, and may mount)', () => {
  it.each(['duckdb', 'parquet'])('leaves the rows that were kept: %s', async (kind) => {
    const disk = mountSmall();
    if (disk === undefined) throw new Error('cannot mount');
    onTestFinished(() => unmount(disk));
    const path = join(disk, kind === 'duckdb' ? 'w.duckdb' : 'users.parquet');
    const open = () =>
      kind === 'duckdb'
        ? openDatabaseExport(needDuckdb(), path, 'ws')
        : openParquetExport(needDuckdb(), disk);
    const kept = Array.from({ length: 100 }, (_, id) => user(id, 'old'));
    const first = await open();
    await bring(first.target, kept);
    await first.target.close();
    first.close();

    const second = await open();
    const many = Array.from({ length: 20_000 }, (_, id) => user(id, noise()));
    const failed = await bring(second.target, many).catch((error: unknown) => error);
    second.close();
    expect(failed).toMatchObject({
      code: 'export_unwritable',
      exitCode: 9,
      message: `${path} cannot be written: the disk is full.`,
    });

    const from = kind === 'duckdb' ? 'users' : `'${path}'`;
    const [count] = await ask(
      kind === 'duckdb' ? path : ':memory:',
      `SELECT count(*) AS n, min(name) AS name, max(name) AS last FROM ${from}`,
    );
    expect(count).toEqual({ n: '100', name: 'old', last: 'old' });
    expect(readdirSync(disk).filter((name) => name.includes('unfinished'))).toEqual([]);
    // With room again the same run does it.
    execFileSync('mount', ['-o', 'remount,size=64m', disk]);
    const third = await open();
    expect(await bring(third.target, many)).toMatchObject({ added: 19_900, changed: 100, gone: 0 });
    third.close();
  });

  it('is said where a new file has no room', async () => {
    const disk = mountSmall();
    if (disk === undefined) throw new Error('cannot mount');
    onTestFinished(() => unmount(disk));
    writeFileSync(join(disk, 'filler'), Buffer.alloc(4 * 1024 * 1024 - 4096 * 2));
    const path = join(disk, 'w.duckdb');
    await expect(openDatabaseExport(needDuckdb(), path, 'ws')).rejects.toMatchObject({
      message: `${path} cannot be written: the disk is full.`,
    });
    expect(readdirSync(disk)).toEqual(['filler']);
  });
});
