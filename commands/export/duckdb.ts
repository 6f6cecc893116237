import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { bookmarksByPlace, tablesIn } from '../../src/export/bookmarks-by-place.ts';
import type { Bookmarks, Target } from '../../src/export/target.ts';
import type { Duckdb } from '../../src/files/duckdb.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { nowhere, ownState, stored } from './own-state.ts';

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
  const database = pathFrom(app.io, out);
  const { target, bookmarks, tables, close } = await openDatabaseExport(duckdb, database, workspace);
  app.onClose(close);
  if (state === undefined) return { target, bookmarks };
  const { openStateFile } = await import('../../src/export/state-file.ts');
  const path = pathFrom(app.io, state);
  const others = ownState(app, openStateFile(path, workspace, app.io));
  return { target, bookmarks: bookmarksByPlace(others, path, tablesIn(database, tables)) };
}

/** The bookmarks of a database as they stand: nothing is made or changed. */
export async function bookmarksOfDatabase(
  app: App,
  workspace: string,
  { out, state }: Partial<DatabaseFlags>,
): Promise<Pick<Bookmarks, 'get'>> {
  if (out === undefined) return nowhere;
  if (out === '-') throw noStdout('duckdb', 'workspace.duckdb');
  const duckdb = await duckdbFor(app, 'A DuckDB file');
  const { readDatabaseMarks } = await import('../../src/export/duckdb/database-target.ts');
  const database = pathFrom(app.io, out);
  const marks = await readDatabaseMarks(duckdb, database, workspace);
  if (state === undefined) return marks;
  const path = pathFrom(app.io, state);
  return bookmarksByPlace(await stored(path, workspace), path, tablesIn(database, marks));
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
