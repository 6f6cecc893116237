import { join } from 'node:path';
import type { App } from '../../src/app.ts';
import type { JobDeps } from '../../src/backfill/checkpoint/open-job.ts';
import { mappingTooLarge } from '../../src/backfill/mapping-file.ts';
import type { InputDeps } from '../../src/backfill/reading/open-inputs.ts';
import type { RejectsDeps } from '../../src/backfill/rejects/open-rejects.ts';
import { type StandardStreams, standardStream } from '../../src/backfill/standard-stream.ts';
import { sourceReader } from '../../src/sending/read-source.ts';
import { needFolder } from '../../src/store/folders.ts';

const otherPlaces = 'Or name a file with --checkpoint FILE, or do without with --no-checkpoint';

/** Where inputs and their mapping are read. */
export function inputDeps({ io }: App): InputDeps {
  return { io, readSource: sourceReader(io, mappingTooLarge) };
}

/** Where the jobs of this program are kept. */
export function jobDeps(app: App): JobDeps {
  return {
    io: app.io,
    stateFolder: async () => (await app.store()).folders.state,
    needStateFolder: async () => needFolder((await app.store()).folders, 'state', otherPlaces),
  };
}

/** Where it notes which inputs were sent; undefined where there is no folder for state. */
export async function receiptsFolder(app: App): Promise<string | undefined> {
  const { state } = (await app.store()).folders;
  return state && join(state, 'receipts');
}

/** Where rejects go besides files. `taken`: what stdout is for, where it is not for them. */
export function rejectsDeps(app: App, taken: StandardStreams['taken']): RejectsDeps {
  const { print, io } = app;
  const { style } = print;
  return {
    from: io,
    standardStream: (name) => standardStream({ io, print, taken }, name),
    waitsForReader: (path) =>
      print.note(style.dim(`${style.symbols.pointer} waiting for a reader of ${path}`)),
  };
}
