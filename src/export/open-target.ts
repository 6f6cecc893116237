import { stringAt } from '../api/api-object.ts';
import { objectOf, type WorkspaceApi } from '../api/workspace/client.ts';
import { UsageError } from '../errors.ts';
import { pathFrom } from '../files/open-path.ts';
import { workspaceEndpoints } from '../segment/endpoints/workspace.ts';
import { bookmarksByPlace, filesIn } from './bookmarks-by-place.ts';
import { bookmarksOfDatabase, duckdbFor, noStdout, openDatabase, openParquet } from './duckdb/open-duckdb.ts';
import { csvForm } from './files/csv-form.ts';
import { filesTarget } from './files/files-target.ts';
import { ndjsonForm } from './files/ndjson-form.ts';
import type { RowForm } from './files/row-form.ts';
import type { OpeningDeps } from './opening-deps.ts';
import { nowhere, ownState, stored } from './own-state.ts';
import { openSinger } from './singer/open-singer.ts';
import type { Stream } from './stream.ts';
import type { Bookmarks, Target } from './target.ts';

/** Where an export goes, by the place of the same names. */
export interface ExportPlace {
  readonly out?: string | undefined;
  readonly format: 'ndjson' | 'csv' | 'parquet' | 'duckdb' | 'singer';
  /** A file for the bookmarks. */
  readonly state?: string | undefined;
  /** Fields that a Singer catalog leaves out, by stream. */
  readonly unwanted?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}
type FileFormat = Exclude<ExportPlace['format'], 'duckdb' | 'singer'>;

/** What `--out` and `--format` name, and the bookmarks that belong to it. */
export async function openTarget(
  deps: OpeningDeps,
  api: WorkspaceApi,
  streams: readonly Stream[],
  place: ExportPlace & { readonly out: string },
): Promise<{ readonly target: Target; readonly bookmarks: Bookmarks }> {
  const { out, format } = place;
  if (format === 'singer') return openSinger(deps, await workspaceId(api), place);
  if (format === 'duckdb') return openDatabase(deps, await workspaceId(api), place);
  if (out === '-' && (format === 'parquet' || format === 'csv')) throw noStdout(format, 'workspace');
  if (out === '-' && streams.length > 1)
    throw new UsageError('--out - prints one stream, and several were chosen.', {
      code: 'streams_conflict',
      hint: 'Name one stream, or a folder: segment export sources --out -',
    });
  // What is missing is said before anything is made.
  const duckdb = format === 'parquet' ? await duckdbFor(deps, 'Parquet') : undefined;
  const folder = out === '-' ? undefined : pathFrom(deps.io, out);
  const { lockExport, openStateFile, stateIn } = await import('./state-file.ts');
  const path = await statePath(deps, place);
  if (folder !== undefined && path !== stateIn(folder)) {
    const lock = lockExport(stateIn(folder), deps.io);
    deps.onClose(() => lock.release());
  }
  const state = path === undefined ? undefined : await openStateFile(path, await workspaceId(api), deps.io);
  const marks = state === undefined ? nowhere : ownState(deps, state);
  if (folder === undefined || path === undefined) return { target: printed(deps), bookmarks: marks };
  const target =
    duckdb === undefined
      ? filesTarget(folder, await formOf(format, state?.isNew ?? true))
      : await openParquet(deps, folder, duckdb);
  return { target, bookmarks: bookmarksByPlace(marks, path, filesIn(folder, format)) };
}

/** Where there was no export before, what has the name of a stream may be of somebody else; CSV shows it by its header. */
async function formOf(format: FileFormat, isNew: boolean): Promise<(stream: Stream) => RowForm> {
  if (format !== 'csv')
    return isNew ? ndjsonForm : (stream) => ({ ...ndjsonForm(stream), shows: () => true });
  const { createCsvWriter } = await import('../spec/csv.ts');
  const csv = await createCsvWriter(true);
  return (stream) => csvForm(stream, csv);
}

/** The bookmarks as they stand, for whoever only looks. */
export async function storedBookmarks(
  deps: OpeningDeps,
  api: WorkspaceApi,
  place: ExportPlace,
): Promise<Pick<Bookmarks, 'get'>> {
  const workspace = await workspaceId(api);
  if (place.format === 'singer') return (await openSinger(deps, workspace, place)).bookmarks;
  if (place.format === 'duckdb') return bookmarksOfDatabase(deps, workspace, place);
  const path = await statePath(deps, place);
  if (path === undefined) return nowhere;
  const { out = '-', format } = place;
  const state = await stored(path, workspace);
  return out === '-' ? state : bookmarksByPlace(state, path, filesIn(pathFrom(deps.io, out), format));
}

async function statePath({ io }: OpeningDeps, { out = '-', state }: Pick<ExportPlace, 'out' | 'state'>) {
  if (state !== undefined) return pathFrom(io, state);
  const { stateIn } = await import('./state-file.ts');
  return out === '-' ? undefined : stateIn(pathFrom(io, out));
}

async function workspaceId(api: WorkspaceApi): Promise<string> {
  const { value } = await objectOf(api, workspaceEndpoints.getWorkspace, {});
  return stringAt(value, 'id');
}

/** Rows on stdout, as they come. */
function printed({ print }: OpeningDeps): Target {
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
