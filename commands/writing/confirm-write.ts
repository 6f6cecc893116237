import type { App } from '../../src/app.ts';
import type { OpenWorkspace } from '../../src/clients/open-workspace.ts';
import { maskMembers } from '../../src/mask-members.ts';
import { redactHeaders } from '../../src/redact.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { plainShellWord } from '../../src/spec/shell-word.ts';
import type { PlannedWrite } from '../../src/workspace/changes/make-change.ts';
import { printDryRun } from '../show-request.ts';
import { ask, mustAsk, showBefore } from './ask.ts';
import type { WriteFlags } from './write-options.ts';

/**
 * Shows where a change goes and what it changes. True: make it. False: it was a dry run, and the request has been
 * printed. Throws UsageError where nobody can be asked, and CancelledError for a no.
 */
export async function confirmWrite(
  app: App,
  { api, settings }: OpenWorkspace,
  flags: { readonly [Name in keyof WriteFlags]: boolean | undefined },
  write: PlannedWrite,
): Promise<boolean> {
  const { print } = app;
  const asks = mustAsk(app, flags, write);
  const where = [
    settings.workspace === undefined ? '' : `workspace ${settings.workspace.value}`,
    `${write.target} (${settings.sandbox ? 'sandbox' : settings.region.value})`,
  ].filter((text) => text !== '');
  const lines = [
    print.style.dim(escapeLine(`${print.style.symbols.pointer} ${where.join(' · ')}`)),
    ...write.changes.map((line) => `  ${escapeLine(line)}`),
  ];
  showBefore(app, lines, asks);

  if (flags.dryRun === true) {
    const { method, url, headers, body } = api.prepare(write.request);
    await printDryRun(app, {
      method,
      url,
      headers: redactHeaders(headers ?? {}),
      // Of the settings all are sent, those of others too.
      body: body === undefined ? undefined : maskMembers(String(body)),
    });
    print.note('Dry run: nothing was changed.');
    return false;
  }
  if (asks) await ask(app, write);
  return true;
}

/** A command of this program to be pasted, for the same workspace as this call. */
export function commandLine({ globals }: App, words: readonly string[]): string {
  const { workspace, region, url } = globals;
  return [
    'segment',
    ...words,
    ...(workspace === undefined ? [] : ['-w', workspace]),
    ...(region === undefined ? [] : ['--region', region]),
    ...(url === undefined ? [] : ['--url', url]),
  ]
    .map(plainShellWord)
    .join(' ');
}
