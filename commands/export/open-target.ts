import { stringAt } from '../../src/api/api-object.ts';
import { objectOf, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { bookmarksByPlace, filesIn } from '../../src/export/bookmarks-by-place.ts';
import { csvForm } from '../../src/export/files/csv-form.ts';
import { filesTarget } from '../../src/export/files/files-target.ts';
import { ndjsonForm } from '../../src/export/files/ndjson-form.ts';
import type { RowForm } from '../../src/export/files/row-form.ts';
import type { Stream } from '../../src/export/stream.ts';
import type { Bookmarks, Target } from '../../src/export/target.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { workspaceEndpoints } from '../../src/segment/endpoints/workspace.ts';
import { bookmarksOfDatabase, duckdbFor, noStdout, openDatabase, openParquet } from './duckdb.ts';
import type { ExportFlags } from './index.ts';
import { nowhere, ownState, stored } from './own-state.ts';
import { openSinger, type SingerFiles } from './singer.ts';

/** With what the files of a runner of Singer taps say. */
export type SourceFlags = ExportFlags & { readonly singer: SingerFiles };
type FileFormat = Exclude<ExportFlags['format'], 'duckdb' | 'singer'>;

/** What `--out` and `--format` name, and the bookmarks that belong to it. */
export async function openTarget(
  app: App,
  api: WorkspaceApi,
  streams: readonly Stream[],
  flags: SourceFlags & { readonly out: string },
): Promise<{ readonly target: Target; readonly bookmarks: Bookmarks }> {
  const { out, format } = flags;
  if (format === 'singer') return openSinger(app, await workspaceId(api), flags);
  if (format === 'duckdb') return openDatabase(app, await workspaceId(api), flags);
  if (out === '-' && format === 'parquet') throw noStdout(format, 'workspace');
  if (out === '-' && streams.length > 1)
    throw new UsageError('--out - prints one stream, and several were chosen.', {
      code: 'streams_conflict',
      hint: 'Name one stream, or a folder: segment export sources --out -',
    });
  // What is missing is said before anything is made.
  const duckdb = format === 'parquet' ? await duckdbFor(app, 'Parquet') : undefined;
  const folder = out === '-' ? undefined : pathFrom(app.io, out);
  const { lockExport, openStateFile, stateIn } = await import('../../src/export/state-file.ts');
  const path = await statePath(app, flags);
  if (folder !== undefined && path !== stateIn(folder)) {
    const lock = lockExport(stateIn(folder), app.io);
    app.onClose(() => lock.release());
  }
  const state =
    path === undefined ? nowhere : ownState(app, openStateFile(path, await workspaceId(api), app.io));
  if (folder === undefined || path === undefined) return { target: printed(app), bookmarks: state };
  const target =
    duckdb === undefined ? filesTarget(folder, await formOf(format)) : await openParquet(app, folder, duckdb);
  return { target, bookmarks: bookmarksByPlace(state, path, filesIn(folder, format)) };
}

async function formOf(format: FileFormat): Promise<(stream: Stream) => RowForm> {
  if (format !== 'csv') return ndjsonForm;
  const { createCsvWriter } = await import('../../src/spec/csv.ts');
  const csv = await createCsvWriter(true);
  return (stream) => csvForm(stream, csv);
}

/** The bookmarks as they stand, for whoever only looks. */
export async function storedBookmarks(
  app: App,
  api: WorkspaceApi,
  flags: SourceFlags,
): Promise<Pick<Bookmarks, 'get'>> {
  const workspace = await workspaceId(api);
  if (flags.format === 'singer') return (await openSinger(app, workspace, flags)).bookmarks;
  if (flags.format === 'duckdb') return bookmarksOfDatabase(app, workspace, flags);
  const path = await statePath(app, flags);
  if (path === undefined) return nowhere;
  const { out = '-', format } = flags;
  const state = await stored(path, workspace);
  return out === '-' ? state : bookmarksByPlace(state, path, filesIn(pathFrom(app.io, out), format));
}

async function statePath({ io }: App, { out = '-', state }: Pick<ExportFlags, 'out' | 'state'>) {
  if (state !== undefined) return pathFrom(io, state);
  const { stateIn } = await import('../../src/export/state-file.ts');
  return out === '-' ? undefined : stateIn(pathFrom(io, out));
}

async function workspaceId(api: WorkspaceApi): Promise<string> {
  const { value } = await objectOf(api, workspaceEndpoints.getWorkspace, {});
  return stringAt(value, 'id');
}

/** Rows on stdout, as they come. */
function printed({ print }: App): Target {
  return {
    async open() {
      return {
        async begin() {
          let added = 0;
          return {
            async write(rows) {
              added += rows.length;
              await print.result(rows.map(({ text }) => `${text}\n`).join(''));
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
