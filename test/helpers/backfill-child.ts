import { type ProgramCall, type ProgramChild, startProgram } from './program-child.ts';

export interface BackfillCall extends ProgramCall {
  /** Where the sandbox listens. */
  readonly url: string;
}

export const childWriteKey = 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk';

/** Starts `segment batch …` of the built executable, with settings and state below `cwd`. */
export function startBackfill({ args, url, env = {}, ...call }: BackfillCall): ProgramChild {
  return startProgram({
    ...call,
    args: ['batch', ...args],
    env: { SEGMENT_TRACKING_URL: url, SEGMENT_WRITE_KEY: childWriteKey, ...env },
  });
}
