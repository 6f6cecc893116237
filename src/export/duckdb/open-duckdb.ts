import { UsageError } from '../../errors.ts';
import type { Duckdb } from '../../files/duckdb.ts';
import { pathFrom } from '../../files/open-path.ts';
import { bookmarksByPlace, tablesIn } from '../bookmarks-by-place.ts';
import type { OpeningDeps } from '../opening-deps.ts';
import { nowhere, ownState, stored } from '../own-state.ts';
import type { Bookmarks, Target } from '../target.ts';

interface DatabasePlace {
  readonly out: string;
  readonly state?: string | undefined;
}

export async function openParquet(deps: OpeningDeps, folder: string, duckdb: Duckdb): Promise<Target> {
  const { openParquetExport } = await import('./parquet-target.ts');
  const { target, close } = await openParquetExport(duckdb, folder);
  deps.onClose(close);
  return target;
}

/** A database holds its bookmarks itself, unless another file for them is named. */
export async function openDatabase(
  deps: OpeningDeps,
  workspace: string,
  { out, state }: DatabasePlace,
): Promise<{ readonly target: Target; readonly bookmarks: Bookmarks }> {
  if (out === '-') throw noStdout('duckdb', 'workspace.duckdb');
  const duckdb = await duckdbFor(deps, 'A DuckDB file');
  const { openDatabaseExport } = await import('./database-target.ts');
  const database = pathFrom(deps.io, out);
  const { target, bookmarks, tables, close } = await openDatabaseExport(duckdb, database, workspace);
  deps.onClose(close);
  if (state === undefined) return { target, bookmarks };
  const { openStateFile } = await import('../state-file.ts');
  const path = pathFrom(deps.io, state);
  const others = ownState(deps, await openStateFile(path, workspace, deps.io));
  return { target, bookmarks: bookmarksByPlace(others, path, tablesIn(database, tables)) };
}

/** The bookmarks of a database as they stand: nothing is made or changed. */
export async function bookmarksOfDatabase(
  deps: OpeningDeps,
  workspace: string,
  { out, state }: Partial<Record<keyof DatabasePlace, string | undefined>>,
): Promise<Pick<Bookmarks, 'get'>> {
  if (out === undefined) return nowhere;
  if (out === '-') throw noStdout('duckdb', 'workspace.duckdb');
  const duckdb = await duckdbFor(deps, 'A DuckDB file');
  const { readDatabaseMarks } = await import('./database-target.ts');
  const database = pathFrom(deps.io, out);
  const marks = await readDatabaseMarks(duckdb, database, workspace);
  if (state === undefined) return marks;
  const path = pathFrom(deps.io, state);
  return bookmarksByPlace(await stored(path, workspace), path, tablesIn(database, marks));
}

/** It makes its files itself: rows, and what lies beside them, are for their owner only. */
export async function duckdbFor(deps: OpeningDeps, purpose: string): Promise<Duckdb> {
  const { loadDuckdb } = await import('../../files/duckdb.ts');
  const duckdb = await loadDuckdb(purpose, deps.io);
  const release = deps.io.ownerOnly?.();
  if (release !== undefined) deps.onClose(release);
  return duckdb;
}

export function noStdout(format: 'duckdb' | 'parquet' | 'csv', out: string): UsageError {
  return new UsageError(`--out - prints NDJSON, and --format ${format} is not printed.`, {
    code: 'out_missing',
    hint: `Name where to: segment export --format ${format} --out ${out}`,
  });
}
