import type { Command } from 'commander';
import type { ApiObject } from '../../../src/api/api-object.ts';
import { getSource, removeWriteKeyRequest, statusIn } from '../../../src/api/workspace/sources.ts';
import type { App } from '../../../src/app.ts';
import { AuthError, NotFoundError, UsageError } from '../../../src/errors.ts';
import { nearest } from '../../../src/store/names.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { makeChange } from '../../writing/make-change.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';
import { findSource } from '../find-source.ts';
import { allowWriteKeys, idOf, sourceTitle, sourceWord, writeKeysOf } from '../source-facts.ts';

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
  const id = idOf(source);
  const title = sourceTitle(source);
  const result = await makeChange(app, workspace, flags, {
    found: source,
    readAgain: () => getSource(api, id),
    plan(now) {
      const isLast = writeKeysOf(now).length === 1;
      return {
        request: removeWriteKeyRequest(id, knownKey(now, key)),
        target: title,
        changes: [
          `write key ${key} goes`,
          ...(isLast ? ['it is the only one: nothing can be sent to this source afterwards'] : []),
        ],
        question: `Remove the write key ${key} of ${title}?`,
      };
    },
    readAnswer: statusIn,
    missing: (status) => (status === '"SUCCESS"' ? [] : [`the status of the answer is ${status}`]),
    look: ['sources', 'get', sourceWord(source)],
  });
  if (result.kind !== 'made') return;
  if (app.globals.json) {
    const removed = JSON.stringify({ sourceId: id, writeKey: key });
    await printJsonText(app, `{"status":${result.answer},"removed":${removed}}`);
    return;
  }
  print.note(`${print.style.green(print.style.symbols.ok)} Removed the write key ${key} of ${title}.`);
}

function onlyKey(source: ApiObject): string {
  const keys = writeKeysOf(source);
  const [only] = keys;
  if (only === undefined) {
    throw new AuthError(`The token sees no write key of ${sourceTitle(source)}.`, {
      code: 'write_keys_hidden',
      hint: 'Without the role Source Admin keys are hidden: name the key.',
    });
  }
  if (keys.length === 1) return only;
  throw new UsageError(`Which of the ${keys.length} write keys of ${sourceTitle(source)}?`, {
    code: 'write_key_ambiguous',
    details: keys,
    hint: 'Name the key after the source.',
  });
}

/** A token that may not see keys cannot check one either: then the API decides. */
function knownKey(source: ApiObject, said: string): string {
  const keys = writeKeysOf(source);
  if (keys.length === 0 || keys.includes(said)) return said;
  const meant = nearest(said, keys);
  throw new NotFoundError(`${sourceTitle(source)} has no such write key.`.replace(/^s/, 'S'), {
    code: 'write_key_not_found',
    details: [`known: ${keys.join(', ')}`],
    hint: meant === undefined ? undefined : `Did you mean “${meant}”?`,
  });
}
