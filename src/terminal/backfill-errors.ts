import type { Outcome } from '../backfill/outcome.ts';
import type { Validation } from '../backfill/validation/validate.ts';
import { type CliError, InputError, PartialError } from '../errors.ts';
import { escapeLine } from '../spec/escape.ts';
import { fileWord } from '../spec/shell-word.ts';
import { formatCount, plural } from './numbers.ts';

/** How a backfill ends that did not send every line: what ended it early comes before what was rejected. */
export function outcomeError({ result, isDry, rejects, makingWords }: Outcome): CliError | undefined {
  const { counts, error } = result;
  if (error !== undefined || counts.rejected === 0) return error;
  const isUntyped = counts.acknowledged === 0 && [...result.rejectGroups.keys()].join() === 'type_missing';
  const hint = isUntyped ? typeHint : rejects && correctionHint(rejects, makingWords);
  const facts = { code: 'lines_rejected', hint };
  const rejected = plural(counts.rejected, 'line');
  if (isDry) return new InputError(`${rejected} would be rejected.`, facts);
  if (counts.acknowledged === 0) return new InputError(`${rejected} rejected: nothing was sent.`, facts);
  return new PartialError(
    `${formatCount(counts.rejected)} of ${plural(counts.read, 'line')} ${counts.rejected === 1 ? 'was' : 'were'} not sent.`,
    facts,
  );
}

/** How a validation ends that found something: what ended the reading early comes before what was found till then. */
export function validationError(
  { error, invalid, warnings, rejectsPath }: Validation,
  { strict, rejects }: { readonly strict?: boolean; readonly rejects?: string },
  makingWords: string,
): CliError | undefined {
  if (error !== undefined) return error;
  const counted = [
    ...(invalid > 0 ? [`${plural(invalid, 'line')} ${invalid === 1 ? 'is' : 'are'} invalid`] : []),
    ...(strict === true && warnings > 0 ? [`${plural(warnings, 'warning')} with --strict`] : []),
  ];
  if (counted.length === 0) return undefined;
  const toFile =
    rejects === undefined ? 'Add --rejects rejects.ndjson to get the invalid lines in a file.' : undefined;
  return new InputError(`${counted.join(', ')}.`, {
    code: 'lines_invalid',
    hint: rejectsPath === undefined ? toFile : correctionHint(rejectsPath, makingWords),
  });
}

/** Rows of a table, and records of another program: nobody wants to correct them one by one. */
const typeHint =
  'No line has a type. Name it, and the columns of a table: --set type=track --set event=NAME --map userId=COLUMN --preview';

function correctionHint(rejects: string, makingWords: string): string {
  return `Correct the lines in ${escapeLine(rejects)}, then: segment batch ${fileWord(rejects)}${makingWords}`;
}
