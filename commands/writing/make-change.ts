import type { ApiObject } from '../../src/api/api-object.ts';
import type { WorkspaceApi } from '../../src/api/workspace/client.ts';
import type { App } from '../../src/app.ts';
import type { OpenWorkspace } from '../../src/clients/open-workspace.ts';
import {
  type Change,
  type ChangeResult,
  makeChange as make,
} from '../../src/workspace/changes/make-change.ts';
import { findSource } from '../../src/workspace/names/find.ts';
import { openForChange } from '../reading/open-workspace.ts';
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
  /** The sentence for a change that had nothing to change, and the thing as JSON; absent where there always is something. */
  readonly unchanged?: { readonly text: string; readonly json: string };
  /** The sentence for a change that was made, and the thing as it is now. */
  readonly made: (answer: Answer) => string;
  readonly answerJson: (answer: Answer) => string;
}

/** Makes a change of the source of this name, and prints what became of it: a sentence on stderr, and with `--json` the thing as it is now. */
export async function changeSource<Answer>(
  app: App,
  name: string,
  flags: WriteFlags,
  plan: (
    api: WorkspaceApi,
    source: ApiObject,
  ) => Promise<CommandChange<ApiObject, Answer> & ChangeTexts<Answer>>,
): Promise<void> {
  const workspace = await openForChange(app);
  const change = await plan(workspace.api, await findSource(workspace.api, name));
  const { unchanged, made, answerJson } = change;
  const result = await makeChange(app, workspace, flags, change);
  if (result.kind === 'unchanged' && unchanged !== undefined) {
    app.print.note(unchanged.text);
    if (app.globals.json) await printJsonText(app, unchanged.json);
  }
  if (result.kind !== 'made') return;
  if (app.globals.json) await printJsonText(app, answerJson(result.answer));
  else app.print.success(made(result.answer));
}
