import type { App } from '../../src/app.ts';
import type { OpenWorkspace } from '../../src/clients/open-workspace.ts';
import {
  type Change,
  type ChangeResult,
  makeChange as make,
} from '../../src/workspace/changes/make-change.ts';
import { printJsonText } from '../reading/print-object.ts';
import { commandLine, confirmWrite } from './confirm-write.ts';
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

/** What is printed of a change, with `--json` and without. */
interface ChangeTexts<Answer> {
  /** The sentence for a change that had nothing to change, and the thing as JSON. */
  readonly unchanged: string;
  readonly json: () => string;
  /** The sentence for a change that was made, and the thing as it is now. */
  readonly made: (answer: Answer) => string;
  readonly answerJson: (answer: Answer) => string;
}

/** Prints what became of a change: a sentence on stderr, and with `--json` the thing as it is now. */
export async function printChange<Answer>(
  app: App,
  result: ChangeResult<unknown, Answer>,
  { unchanged, json, made, answerJson }: ChangeTexts<Answer>,
): Promise<void> {
  const { print, globals } = app;
  if (result.kind === 'unchanged') {
    print.note(unchanged);
    if (globals.json) await printJsonText(app, json());
  }
  if (result.kind !== 'made') return;
  if (globals.json) await printJsonText(app, answerJson(result.answer));
  else print.success(made(result.answer));
}
