import type { App } from '../../src/app.ts';
import type { OpenWorkspace } from '../../src/clients/open-workspace.ts';
import {
  type Change,
  type ChangeResult,
  makeChange as make,
} from '../../src/workspace/changes/make-change.ts';
import { confirmWrite } from './confirm-write.ts';
import { commandLine } from './look-hint.ts';
import type { WriteFlags } from './write-options.ts';

/** A change as a command makes it. */
interface CommandChange<State, Answer> extends Change<State, Answer> {
  /** The command that shows whether the change was made: `['sources', 'get', 'web_store']`. */
  readonly look: readonly string[];
}

/** Makes a change as a changing command does: shown on stderr, asked about where the flags do not answer. */
export function makeChange<State, Answer>(
  app: App,
  workspace: OpenWorkspace,
  flags: WriteFlags,
  { look, ...change }: CommandChange<State, Answer>,
): Promise<ChangeResult<State, Answer>> {
  return make(workspace.api, change, {
    confirm: (write) => confirmWrite(app, workspace, flags, write),
    lookCommand: commandLine(app, look),
  });
}
