import * as z from 'zod/mini';
import { StateError } from '../../errors.ts';
import { isJsonObject } from '../../spec/message.ts';
import type { Bookmarks } from '../target.ts';
import { line } from './singer-target.ts';

const format = 'segment-singer-state';

const moment = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));

/** The value of a STATE line, which whoever runs us keeps and hands back. Field names are a contract. */
const stateSchema = z.object({
  format: z.literal(format),
  version: z.number(),
  /** The id of the workspace: rows of two are never mixed. */
  workspace: z.string(),
  bookmarks: z.record(z.string(), z.object({ timestamp: moment })),
});

export interface SingerState {
  /** A bookmark that is set is emitted at once: the rows that it covers are out. */
  readonly bookmarks: Bookmarks;
  emit(): Promise<void>;
}

/** Begins where `marks` are, and emits each step on. */
export function singerState(
  workspace: string,
  marks: Map<string, string>,
  emit: (lines: string) => Promise<void>,
): SingerState {
  const emitState = () => {
    const bookmarks = Object.fromEntries([...marks].map(([stream, timestamp]) => [stream, { timestamp }]));
    return emit(line('STATE', { value: { format, version: 1, workspace, bookmarks } }));
  };
  return {
    bookmarks: {
      get: (stream) => marks.get(stream),
      set(stream, timestamp) {
        marks.set(stream, timestamp);
        return emitState();
      },
    },
    emit: emitState,
  };
}

/**
 * The bookmarks in a value that a run has emitted. `{}` is a beginning, as runners of taps write it. Throws StateError
 * for what another program wrote, and for a state of another workspace.
 */
export function readSingerState(value: unknown, file: string, workspace: string): Map<string, string> {
  if (isJsonObject(value) && Object.keys(value).length === 0) return new Map();
  const { data } = stateSchema.safeParse(value);
  if (data === undefined) throw unusable(file, 'it is not a STATE value of segment export --format singer');
  if (data.version > 1) throw unusable(file, 'a newer version of segment wrote it');
  if (data.workspace === workspace)
    return new Map(Object.entries(data.bookmarks).map(([stream, { timestamp }]) => [stream, timestamp]));
  throw new StateError(`${file} belongs to an export of another workspace (${data.workspace}).`, {
    code: 'export_other_workspace',
    details: ['Nothing was emitted: the rows of two workspaces would be mixed.'],
    hint: 'Choose that workspace with -w, or leave --state out to begin.',
  });
}

function unusable(file: string, reason: string): StateError {
  return new StateError(`${file} cannot be used: ${reason}.`, {
    code: 'export_state_unusable',
    details: ['So it is not known how far the last export came. Nothing was emitted.'],
    hint: 'Leave --state out to export from the beginning: a target that merges by key keeps no row twice.',
  });
}
