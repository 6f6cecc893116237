import type { App } from '../../src/app.ts';
import {
  addedKey,
  addWriteKey,
  knownKey,
  onlyKey,
  removeWriteKey,
} from '../../src/workspace/changes/change-write-keys.ts';
import { findSource } from '../../src/workspace/names/find.ts';
import { allowWriteKeys, idOf, sourceTitle, sourceWord } from '../../src/workspace/names/source-facts.ts';
import { describedCommand, noun } from '../reading/noun.ts';
import { openForChange } from '../reading/open-workspace.ts';
import { printJsonText } from '../reading/print-object.ts';
import { changeSource, makeChange } from '../writing/make-change.ts';
import { addDryRunOption, addWriteOptions, type WriteFlags } from '../writing/write-options.ts';

export const register = noun([
  describedCommand(
    {
      name: 'add',
      summary: 'create another write key for a source',
      description: 'Create another write key for a source; its existing keys keep working.',
      help: `Examples:
  $ segment sources write-key add web_store --dry-run
  $ segment sources write-key add web_store > new-key.txt
  $ segment sources write-key add web_store --json

Prints only the new key on stdout. --json prints {"writeKey": …, "source": …} with the source as it is after the change.`,
    },
    (command, app) =>
      addDryRunOption(command.argument('<source>', 'its id, slug or name')).action((named, flags) =>
        add(app, named, flags),
      ),
  ),
  describedCommand(
    {
      name: 'remove',
      summary: 'delete a write key of a source',
      description: 'Delete a write key of a source for good.',
      help: `Examples:
  $ segment sources write-key remove shopping_app shoppingapprotatedshoppingapprot --dry-run
  $ segment sources write-key remove shopping_app shoppingapprotatedshoppingapprot --yes

Segment rejects whatever is still sent with the key. If no key is named, the source must have only one.

--json prints {"status": …, "removed": {"sourceId": …, "writeKey": …}}`,
    },
    (command, app) => {
      const withArguments = command
        .argument('<source>', 'its id, slug or name')
        .argument('[key]', 'the write key');
      addWriteOptions(withArguments).action((named, key, flags) => remove(app, named, key, flags));
    },
  ),
]);

async function add(app: App, named: string, flags: WriteFlags): Promise<void> {
  const workspace = await openForChange(app);
  const { api } = workspace;
  const { print, redactor } = app;
  const source = await findSource(api, named);
  const title = sourceTitle(source);
  const result = await makeChange(app, workspace, flags, {
    ...addWriteKey(api, source),
    look: ['sources', 'get', sourceWord(source)],
  });
  if (result.kind !== 'made') return;
  const { answer, before } = result;
  const key = addedKey(answer, before, title);
  allowWriteKeys(redactor, answer);
  if (app.globals.json) {
    await printJsonText(app, `{"writeKey":${JSON.stringify(key)},"source":${answer.text}}`);
    return;
  }
  print.success(`Added a write key to ${title}.`);
  await print.result(`${key}\n`);
}

async function remove(
  app: App,
  named: string,
  namedKey: string | undefined,
  flags: WriteFlags,
): Promise<void> {
  await changeSource<string>(app, named, flags, async (api, source) => {
    allowWriteKeys(app.redactor, source);
    const key = namedKey === undefined ? onlyKey(source) : knownKey(source, namedKey);
    app.redactor.allow(key);
    const removed = JSON.stringify({ sourceId: idOf(source), writeKey: key });
    return {
      ...removeWriteKey(api, source, key),
      look: ['sources', 'get', sourceWord(source)],
      made: () => `Removed the write key ${key} of ${sourceTitle(source)}.`,
      answerJson: (status) => `{"status":${status},"removed":${removed}}`,
    };
  });
}
