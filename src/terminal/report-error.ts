import { type CliError, errorToJson } from '../errors.ts';
import type { Printer } from './printer.ts';

const reported = new WeakSet<CliError>();

/** Reports a failure on stderr in the form the caller reads; only once, though it be met again on its way out. */
export function reportError(error: CliError, print: Printer, asJson: boolean): void {
  if (reported.has(error)) return;
  reported.add(error);
  if (asJson) print.stderr(`${JSON.stringify(errorToJson(error))}\n`);
  else printError(error, print);
}

/** Three parts: what failed and why, the findings, what to do now (docs/rules.md#commands). */
function printError(error: CliError, print: Printer): void {
  const { style } = print;
  // What was given may hold line breaks; a sentence has none.
  print.sentence(`${style.red('error:')} ${error.message.replaceAll('\n', '\\n')}`);
  // Lines to look at and to paste: they stay whole.
  for (const detail of error.details) print.stderr(`  ${detail}\n`);
  if (error.hint !== undefined) print.stderr(`${style.cyan('hint:')} ${error.hint}\n`);
}
