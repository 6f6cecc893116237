import type { App } from '../../src/app.ts';
import type { OutcomeUnknownError } from '../../src/errors.ts';
import { plainShellWord } from '../../src/spec/shell-word.ts';
import { withLookHint as withHint } from '../../src/workspace/changes/make-change.ts';

/** The same error with the command that shows whether the change was made as its hint. */
export function withLookHint(
  app: App,
  error: OutcomeUnknownError,
  look: readonly string[],
): OutcomeUnknownError {
  return withHint(error, commandLine(app, look));
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
    .map(plainShellWord)
    .join(' ');
}
