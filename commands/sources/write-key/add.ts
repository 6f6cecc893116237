import type { Command } from 'commander';
import { getObject } from '../../../src/api/workspace/client.ts';
import { addWriteKeyRequest, getSource } from '../../../src/api/workspace/sources.ts';
import type { App } from '../../../src/app.ts';
import { AuthError } from '../../../src/errors.ts';
import { openWorkspace } from '../../reading/open-workspace.ts';
import { printJsonText } from '../../reading/print-object.ts';
import { confirmWrite } from '../../writing/confirm-write.ts';
import { addWriteOptions, type WriteFlags } from '../../writing/write-options.ts';
import { findSource } from '../find-source.ts';
import { allowWriteKeys, idOf, sourceTitle, writeKeysOf } from '../source-facts.ts';

const examples = `
Examples:
  $ segment sources write-key add web_store --dry-run
  $ segment sources write-key add web_store > new-key.txt
  $ segment sources write-key add web_store --json

The new key is the result, alone on stdout.
--json: {"writeKey": …, "source": …}, the source as the API has it afterwards.`;

export function register(command: Command, app: App): void {
  command
    .description('Make another write key for a source; those it has go on working.')
    .argument('<source>', 'its id, slug or name')
    .addHelpText('after', examples)
    .action((said: string, flags: WriteFlags) => add(app, said, flags));
  addWriteOptions(command, { asks: false });
}

async function add(app: App, said: string, flags: WriteFlags): Promise<void> {
  const workspace = await openWorkspace(app);
  const { api } = workspace;
  const { print, redactor } = app;
  const id = idOf(await findSource(api, said));
  const source = await getSource(api, id);
  const request = addWriteKeyRequest(id);
  const title = sourceTitle(source);
  const isMeant = await confirmWrite(app, workspace, flags, {
    request,
    target: title,
    changes: ['another write key'],
  });
  if (!isMeant) return;
  const after = await getObject(api, request, 'source');
  const before = writeKeysOf(source);
  const key = writeKeysOf(after)
    .filter((each) => !before.includes(each))
    .at(-1);
  if (key === undefined) throw keyHidden(title);
  allowWriteKeys(redactor, after);
  if (app.globals.json) {
    await printJsonText(app, `{"writeKey":${JSON.stringify(key)},"source":${after.text}}`);
    return;
  }
  print.note(`${print.style.green(print.style.symbols.ok)} Made a write key for ${title}.`);
  await print.result(`${key}\n`);
}

function keyHidden(title: string): AuthError {
  return new AuthError(`A write key was made for ${title}, but the token may not see it.`, {
    code: 'write_keys_hidden',
    hint: 'Who has the role Source Admin or Workspace Owner sees it on the page of the source: Settings, API Keys.',
  });
}
