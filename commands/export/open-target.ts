import { stringAt } from '../../src/api/api-object.ts';
import { objectOf, type WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { filesTarget } from '../../src/export/files/files-target.ts';
import { ndjsonForm } from '../../src/export/files/ndjson-form.ts';
import { openStateFile, stateIn } from '../../src/export/state-file.ts';
import type { Stream } from '../../src/export/stream.ts';
import type { Bookmarks, Target } from '../../src/export/target.ts';
import { pathFrom } from '../../src/files/open-path.ts';
import { workspaceEndpoints } from '../../src/segment/endpoints/workspace.ts';
import type { ExportFlags } from './index.ts';

type TargetFlags = ExportFlags & { readonly out: string };

/** What `--out` and `--format` name, and the bookmarks that belong to it. */
export async function openTarget(
  app: App,
  api: WorkspaceApi,
  streams: readonly Stream[],
  { out, state }: TargetFlags,
): Promise<{ readonly target: Target; readonly bookmarks: Bookmarks }> {
  if (out === '-' && streams.length > 1)
    throw new UsageError('--out - prints one stream, and several were chosen.', {
      code: 'streams_conflict',
      hint: 'Name one stream, or a folder: segment export sources --out -',
    });
  const folder = out === '-' ? undefined : pathFrom(app.io, out);
  const path = state === undefined ? folder && stateIn(folder) : pathFrom(app.io, state);
  const bookmarks = path === undefined ? nowhere : await openBookmarks(app, api, path);
  return { target: folder === undefined ? printed(app) : filesTarget(folder, ndjsonForm), bookmarks };
}

async function openBookmarks({ io, onClose }: App, api: WorkspaceApi, path: string): Promise<Bookmarks> {
  const workspace = await objectOf(api, workspaceEndpoints.getWorkspace, {});
  const owner = { pid: io.pid, isRunning: io.isRunning };
  const state = openStateFile(path, stringAt(workspace.value, 'id'), owner);
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
