import type { App } from '../../src/app.ts';
import type { ChangeResult } from '../../src/workspace/changes/make-change.ts';
import { printJsonText } from '../reading/print-object.ts';

/** What is said of a change, and what `--json` prints. */
interface ChangeWords<Answer> {
  /** The sentence for a change that had nothing to change, and the thing as JSON. */
  readonly unchanged: string;
  readonly json: () => string;
  /** The sentence for a change that was made, and the thing as it is now. */
  readonly made: (answer: Answer) => string;
  readonly answerJson: (answer: Answer) => string;
}

/** Tells what became of a change: a sentence on stderr, and with `--json` the thing as it is now. */
export async function tellChange<Answer>(
  app: App,
  result: ChangeResult<unknown, Answer>,
  { unchanged, json, made, answerJson }: ChangeWords<Answer>,
): Promise<void> {
  const { print, globals } = app;
  if (result.kind === 'unchanged') {
    print.note(unchanged);
    if (globals.json) await printJsonText(app, json());
  }
  if (result.kind !== 'made') return;
  if (globals.json) await printJsonText(app, answerJson(result.answer));
  else print.note(`${print.style.green(print.style.symbols.ok)} ${made(result.answer)}`);
}
