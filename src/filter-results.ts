import { FilterError, interruptedBy } from './errors.ts';
import { openJq } from './jq/filter.ts';
import type { Io } from './terminal/io.ts';
import type { Printer, ResultFilter } from './terminal/printer.ts';
import { reportError } from './terminal/report-error.ts';

/**
 * Results through a jq expression, printed by `print`. Throws UsageError where the expression does not compile. What it
 * fails on is told at once, and the results go on: `end` rejects with the first such error.
 * @param facts what was done by now, and must not be done twice
 */
export async function openFilter(
  expression: string,
  { onSignal }: Pick<Io, 'onSignal'>,
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
      reportError(error, print, true);
    },
  });
  /** An expression may have no end: while it works a signal ends it, even if the command goes on at a signal. */
  const orSignal = async (work: () => Promise<void>): Promise<void> => {
    const forget = onSignal((signal) => jq.stop(interruptedBy(signal)));
    await work().finally(forget);
  };
  const write = (text: string) => orSignal(() => jq.write(text));
  return {
    write,
    writeSecret(text) {
      isSecret = true;
      return write(text);
    },
    async end() {
      await orSignal(jq.end);
      if (failure !== undefined) throw failure;
    },
    close: jq.close,
  };
}
