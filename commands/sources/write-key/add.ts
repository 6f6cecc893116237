import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { AuthError } from '../../../src/errors.ts';
import { addWriteKey, newKey } from '../../../src/workspace/changes/change-write-keys.ts';
import { findSource } from '../../../src/workspace/names/find-source.ts';
import { allowWriteKeys, sourceTitle, sourceWord } from '../../../src/workspace/names/source-facts.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { makeChange } from '../../writing/make-change.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';

const examples = `
Examples:
  $ segment sources write-key add web_store --dry-run
  $ segment sources write-key add web_store > new-key.txt
  $ segment sources write-key add web_store --json

Prints only the new key on stdout. --json prints {"writeKey": …, "source": …} with the source as it is after the change.`;

export function register(command: Command, app: App): void {
  command
    .description('Create another write key for a source; its existing keys keep working.')
    .argument('<source>', 'its id, slug or name')
    .addHelpText('after', examples)
    .action((said: string, flags: WriteFlags) => add(app, said, flags));
  addWriteOptions(command, { asks: false });
}

async function add(app: App, said: string, flags: WriteFlags): Promise<void> {
  const workspace = await openWorkspace(app);
  const { api } = workspace;
  const { print, redactor } = app;
  const source = await findSource(api, said);
  const title = sourceTitle(source);
  const result = await makeChange(app, workspace, flags, {
    ...addWriteKey(api, source),
    look: ['sources', 'get', sourceWord(source)],
  });
  if (result.kind !== 'made') return;
  const { answer, before } = result;
  const key = newKey(answer, before);
  if (key === undefined) throw keyHidden(title);
  allowWriteKeys(redactor, answer);
  if (app.globals.json) {
    await printJsonText(app, `{"writeKey":${JSON.stringify(key)},"source":${answer.text}}`);
    return;
  }
  print.note(`${print.style.green(print.style.symbols.ok)} Added a write key to ${title}.`);
  await print.result(`${key}\n`);
}

function keyHidden(title: string): AuthError {
  return new AuthError(`A write key was added to ${title}, but the token cannot see it.`, {
    code: 'write_keys_hidden',
    hint: 'Who has the role Source Admin or Workspace Owner sees it on the page of the source: Settings, API Keys.',
  });
}
