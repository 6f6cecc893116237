import { stringAt } from '../../src/api/api-object.ts';
import { objectOf, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { csvForm } from '../../src/export/files/csv-form.ts';
import { filesTarget } from '../../src/export/files/files-target.ts';
import { ndjsonForm } from '../../src/export/files/ndjson-form.ts';
import type { RowForm } from '../../src/export/files/row-form.ts';
import type { StateFile } from '../../src/export/state-file.ts';
import type { Stream } from '../../src/export/stream.ts';
import type { Bookmarks, Target } from '../../src/export/target.ts';
import type { Duckdb } from '../../src/files/duckdb.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { workspaceEndpoints } from '../../src/segment/endpoints/workspace.ts';
import type { ExportFlags } from './index.ts';

type TargetFlags = ExportFlags & { readonly out: string };
type FileFormat = Exclude<ExportFlags['format'], 'duckdb'>;

/** What `--out` and `--format` name, and the bookmarks that belong to it. */
export async function openTarget(
  app: App,
  api: WorkspaceApi,
  streams: readonly Stream[],
  { out, state, format }: TargetFlags,
): Promise<{ readonly target: Target; readonly bookmarks: Bookmarks }> {
  if (format === 'duckdb') return openDatabase(app, api, out, state);
  if (out === '-' && format === 'parquet') throw noStdout(format, 'workspace');
  if (out === '-' && streams.length > 1)
    throw new UsageError('--out - prints one stream, and several were chosen.', {
      code: 'streams_conflict',
      hint: 'Name one stream, or a folder: segment export sources --out -',
    });
  // What is missing is said before anything is made.
  const duckdb = format === 'parquet' ? await duckdbFor(app, 'Parquet') : undefined;
  const folder = out === '-' ? undefined : pathFrom(app.io, out);
  const { openStateFile, stateIn } = await import('../../src/export/state-file.ts');
  const path = state === undefined ? folder && stateIn(folder) : pathFrom(app.io, state);
  const bookmarks =
    path === undefined ? nowhere : ownState(app, openStateFile(path, await workspaceId(api), app.io));
  if (folder === undefined) return { target: printed(app), bookmarks };
  const target =
    duckdb === undefined ? filesTarget(folder, await formOf(format)) : await openParquet(app, folder, duckdb);
  return { target, bookmarks };
}

async function openParquet(app: App, folder: string, duckdb: Duckdb): Promise<Target> {
  const { openParquetExport } = await import('../../src/export/duckdb/parquet-target.ts');
  const { target, close } = await openParquetExport(duckdb, folder);
  app.onClose(close);
  return target;
}

/** A database holds its bookmarks itself, unless another file for them is named. */
async function openDatabase(
  app: App,
  api: WorkspaceApi,
  out: string,
  state: string | undefined,
): Promise<{ readonly target: Target; readonly bookmarks: Bookmarks }> {
  if (out === '-') throw noStdout('duckdb', 'workspace.duckdb');
  const duckdb = await duckdbFor(app, 'A DuckDB file');
  const { openDatabaseExport } = await import('../../src/export/duckdb/database-target.ts');
  const workspace = await workspaceId(api);
  const { target, bookmarks, close } = await openDatabaseExport(duckdb, pathFrom(app.io, out), workspace);
  app.onClose(close);
  if (state === undefined) return { target, bookmarks };
  const { openStateFile } = await import('../../src/export/state-file.ts');
  return { target, bookmarks: ownState(app, openStateFile(pathFrom(app.io, state), workspace, app.io)) };
}

/** It makes its files itself: rows, and what lies beside them, are for their owner only. */
async function duckdbFor(app: App, purpose: string): Promise<Duckdb> {
  const { loadDuckdb } = await import('../../src/files/duckdb.ts');
  const duckdb = await loadDuckdb(purpose, app.io);
  const release = app.io.ownerOnly?.();
  if (release !== undefined) app.onClose(release);
  return duckdb;
}

function noStdout(format: FileFormat | 'duckdb', out: string): UsageError {
  return new UsageError(`--out - prints NDJSON, and --format ${format} cannot be printed.`, {
    code: 'out_missing',
    hint: `Name where to: segment export --format ${format} --out ${out}`,
  });
}

async function formOf(format: FileFormat): Promise<(stream: Stream) => RowForm> {
  if (format !== 'csv') return ndjsonForm;
  const { createCsvWriter } = await import('../../src/spec/csv.ts');
  const csv = await createCsvWriter(true);
  return (stream) => csvForm(stream, csv);
}

async function workspaceId(api: WorkspaceApi): Promise<string> {
  return stringAt((await objectOf(api, workspaceEndpoints.getWorkspace, {})).value, 'id');
}

/** Held until the command is over. */
function ownState({ onClose }: App, state: StateFile): Bookmarks {
  onClose(() => state[Symbol.dispose]());
  return state.bookmarks;
}

/** What is printed begins at the beginning every time. */
const nowhere: Bookmarks = { get: () => undefined, async set() {} };

/** Rows on stdout, as they come. */
function printed({ print }: App): Target {
  return {
    async open(stream) {
      const form = ndjsonForm(stream);
      return {
        async begin() {
          let added = 0;
          return {
            async write(rows) {
              added += rows.length;
              await print.result(rows.map((row) => `${form.write(row).text}\n`).join(''));
            },
            async keep() {
              return { added, changed: 0, unchanged: 0, gone: 0 };
            },
            async discard() {},
          };
        },
      };
    },
    async close() {},
  };
}
