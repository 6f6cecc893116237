import { FilterError } from './errors.ts';
import { openJq } from './jq/filter.ts';
import type { Printer, ResultFilter } from './terminal/printer.ts';
import { tellError } from './terminal/tell-error.ts';

/**
 * Results through a jq expression, printed by `print`. Throws UsageError where the expression does not compile. What it
 * fails on is told at once, and the results go on: `end` rejects with the first such error.
 * @param facts what was done by now, and must not be done twice
 */
export async function openFilter(
  expression: string,
  print: Printer,
  facts: () => readonly string[],
): Promise<ResultFilter & { end(): Promise<void>; close(): Promise<void> }> {
  let failure: FilterError | undefined;
  let isSecret = false;
  const jq = await openJq(expression, {
    print: (text) => (isSecret ? print.secret(text) : print.result(text)),
    onSaid: print.stderr,
    onFailure(reason) {
      const done = facts();
      const hint =
        done.length > 0
          ? 'The work is done: do not run it again just to see its result.'
          : 'To see the JSON itself leave out --jq and add --json.';
      const error = new FilterError(`--jq ${expression}: ${reason}.`, { details: done, hint });
      failure ??= error;
      tellError(error, print, true);
    },
  });
  return {
    write: jq.write,
    writeSecret(text) {
      isSecret = true;
      return jq.write(text);
    },
    async end() {
      await jq.end();
      if (failure !== undefined) throw failure;
    },
    close: jq.close,
  };
}
