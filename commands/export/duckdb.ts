import { existsSync } from 'node:fs';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import type { Bookmarks, Target } from '../../src/export/target.ts';
import type { Duckdb } from '../../src/files/duckdb.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { nowhere, ownState } from './own-state.ts';

interface DatabaseFlags {
  readonly out: string;
  readonly state?: string | undefined;
}

export async function openParquet(app: App, folder: string, duckdb: Duckdb): Promise<Target> {
  const { openParquetExport } = await import('../../src/export/duckdb/parquet-target.ts');
  const { target, close } = await openParquetExport(duckdb, folder);
  app.onClose(close);
  return target;
}

/** A database holds its bookmarks itself, unless another file for them is named. */
export async function openDatabase(
  app: App,
  workspace: string,
  { out, state }: DatabaseFlags,
): Promise<{ readonly target: Target; readonly bookmarks: Bookmarks }> {
  if (out === '-') throw noStdout('duckdb', 'workspace.duckdb');
  const duckdb = await duckdbFor(app, 'A DuckDB file');
  const { openDatabaseExport } = await import('../../src/export/duckdb/database-target.ts');
  const { target, bookmarks, close } = await openDatabaseExport(duckdb, pathFrom(app.io, out), workspace);
  app.onClose(close);
  if (state === undefined) return { target, bookmarks };
  const { openStateFile } = await import('../../src/export/state-file.ts');
  return { target, bookmarks: ownState(app, openStateFile(pathFrom(app.io, state), workspace, app.io)) };
}

/** The bookmarks of a database as they stand; one that is not there yet is not made. */
export async function bookmarksOfDatabase(
  app: App,
  workspace: string,
  { out = '-', state }: Partial<DatabaseFlags>,
): Promise<Pick<Bookmarks, 'get'>> {
  if (out === '-' || !existsSync(pathFrom(app.io, out))) return nowhere;
  return (await openDatabase(app, workspace, { out, state })).bookmarks;
}

/** It makes its files itself: rows, and what lies beside them, are for their owner only. */
export async function duckdbFor(app: App, purpose: string): Promise<Duckdb> {
  const { loadDuckdb } = await import('../../src/files/duckdb.ts');
  const duckdb = await loadDuckdb(purpose, app.io);
  const release = app.io.ownerOnly?.();
  if (release !== undefined) app.onClose(release);
  return duckdb;
}

export function noStdout(format: 'duckdb' | 'parquet', out: string): UsageError {
  return new UsageError(`--out - prints NDJSON, and --format ${format} cannot be printed.`, {
    code: 'out_missing',
    hint: `Name where to: segment export --format ${format} --out ${out}`,
  });
}
