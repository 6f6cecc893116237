import type { App } from '../../src/app.ts';
import { CancelledError, UsageError } from '../../src/errors.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import type { PlannedWrite } from '../../src/workspace/changes/make-change.ts';
import type { WriteFlags } from './write-options.ts';

/** What is asked before something is changed, at Segment or on this machine. */
interface Question extends Pick<PlannedWrite, 'question' | 'changes' | 'typedName'> {
  /** The same call with its answer; by default what answers any of them. */
  readonly hint?: string;
}

/** True where the flags leave it open whether to make the change. Throws UsageError where nobody can be asked. */
export function mustAsk(
  app: App,
  flags: { readonly [Name in keyof WriteFlags]: boolean | undefined },
  { question, changes, hint = 'Add --yes, or --dry-run to see what it would do.' }: Question,
): boolean {
  const asks = question !== undefined && flags.yes !== true && flags.dryRun !== true;
  if (asks && !app.mayPrompt)
    throw new UsageError(`${question} Prompts are disabled, so --yes is needed.`, {
      code: 'confirmation_missing',
      details: changes,
      hint,
    });
  return asks;
}

/** Who is asked has to see about what, with --quiet too. */
export function showBefore({ print }: App, lines: readonly string[], asks: boolean): void {
  if (asks) print.stderr(`${lines.join('\n')}\n`);
  else for (const line of lines) print.note(line);
}

/** Asks at the terminal. Throws CancelledError for a no. */
export async function ask(app: App, { question = '', typedName }: Question): Promise<void> {
  const { createPrompts } = await import('../../src/terminal/prompts.ts');
  const prompts = createPrompts(app.io, app.print);
  const isMeant =
    typedName === undefined
      ? await prompts.confirm({ message: question })
      : (await prompts.text({ message: `${question} Type ${escapeLine(typedName)} to go on:` })) ===
        typedName;
  if (!isMeant) throw new CancelledError('Cancelled; nothing was changed.');
}
