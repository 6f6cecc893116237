import type { Command } from 'commander';
import type { App } from '../../../src/app.ts';
import { knownKey, onlyKey, removeWriteKey } from '../../../src/workspace/changes/change-write-keys.ts';
import { findSource } from '../../../src/workspace/names/find.ts';
import { allowWriteKeys, idOf, sourceTitle, sourceWord } from '../../../src/workspace/names/source-facts.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { makeChange } from '../../writing/make-change.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';

const examples = `
Examples:
  $ segment sources write-key remove shopping_app shoppingapprotatedshoppingapprot --dry-run
  $ segment sources write-key remove shopping_app shoppingapprotatedshoppingapprot --yes

Segment rejects whatever is still sent with the key. If no key is named, the source must have only one.

--json prints {"status": …, "removed": {"sourceId": …, "writeKey": …}}`;

export function register(command: Command, app: App): void {
  command
    .description('Delete a write key of a source for good.')
    .argument('<source>', 'its id, slug or name')
    .argument('[key]', 'the write key')
    .addHelpText('after', examples)
    .action((said: string, key: string | undefined, flags: WriteFlags) => remove(app, said, key, flags));
  addWriteOptions(command, { asks: true });
}

async function remove(app: App, said: string, saidKey: string | undefined, flags: WriteFlags): Promise<void> {
  const workspace = await openWorkspace(app);
  const { api } = workspace;
  const { print, redactor } = app;
  const source = await findSource(api, said);
  allowWriteKeys(redactor, source);
  const key = saidKey === undefined ? onlyKey(source) : knownKey(source, saidKey);
  redactor.allow(key);
  const title = sourceTitle(source);
  const result = await makeChange(app, workspace, flags, {
    ...removeWriteKey(api, source, key),
    look: ['sources', 'get', sourceWord(source)],
  });
  if (result.kind !== 'made') return;
  if (app.globals.json) {
    const removed = JSON.stringify({ sourceId: idOf(source), writeKey: key });
    await printJsonText(app, `{"status":${result.answer},"removed":${removed}}`);
    return;
  }
  print.note(`${print.style.green(print.style.symbols.ok)} Removed the write key ${key} of ${title}.`);
}
