import type { ApiObject } from '../../src/api/api-object.ts';
import { cellOf, checkFields, fieldText, pickFields } from '../../src/api/pick-fields.ts';
import type { App } from '../../src/app.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { isForPerson, lookOf } from '../../src/terminal/look.ts';
import { type Fact, shownFacts } from '../../src/views/fact.ts';
import type { ObjectFlags } from './output-options.ts';

/**
 * Prints one object: facts for a person, the same separated by a tab in a pipe, the API's own text with `--json`,
 * and single fields with `--fields`.
 */
export async function printObject(
  app: App,
  { fields }: ObjectFlags,
  object: ApiObject,
  facts: readonly Fact[],
): Promise<void> {
  const { print, io, globals } = app;
  if (fields !== undefined) checkFields(object, fields);
  if (globals.json) {
    await printJsonText(app, fields === undefined ? object.text : pickFields(object, fields));
    return;
  }
  const rows =
    fields === undefined
      ? facts
      : fields.map((name) => ({ label: name, value: cellOf(fieldText(object.text, name)) }));
  if (!isForPerson(io)) {
    // One field alone is what a script wants, without its name.
    const [only] = rows;
    const isBare = fields !== undefined && rows.length === 1;
    const text = isBare
      ? `${escapeLine(only?.value ?? '')}\n`
      : rows.map(({ label, value }) => `${escapeLine(label)}\t${escapeLine(value)}\n`).join('');
    await print.result(text);
    return;
  }
  const { factLines } = await import('../../src/terminal/fact-lines.ts');
  // A field that somebody asked for is shown even where it is empty.
  const shown =
    fields === undefined ? shownFacts(rows) : rows.map(({ label, value }) => ({ label, text: value }));
  await print.result(factLines(shown, lookOf(app)));
}

/** JSON as the API wrote it: laid out for a person, on one line in a pipe; numbers keep their spelling. */
export async function printJsonText({ print, io }: App, text: string): Promise<void> {
  await print.result(`${formatJson(text, io.stdout.isTTY === true ? '  ' : '')}\n`);
}
