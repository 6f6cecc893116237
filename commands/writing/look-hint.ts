import type { App } from '../../src/app.ts';
import { OutcomeUnknownError } from '../../src/errors.ts';
import { shellWord } from '../../src/spec/shell-word.ts';

/** The same error with the command that shows whether the change was made as its hint. */
export function withLookHint(
  app: App,
  { message, details, status, requestId, cause }: OutcomeUnknownError,
  look: readonly string[],
): OutcomeUnknownError {
  const hint = `See whether it was made: ${commandLine(app, look)}`;
  return new OutcomeUnknownError(message, { details, status, requestId, cause, hint });
}

/** A command of this program to be pasted, for the same workspace as this call. */
export function commandLine({ globals }: App, words: readonly string[]): string {
  const { workspace, region } = globals;
  return [
    'segment',
    ...words,
    ...(workspace === undefined ? [] : ['-w', workspace]),
    ...(region === undefined ? [] : ['--region', region]),
  ]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : shellWord(word)))
    .join(' ');
}
