import type { Command } from '@commander-js/extra-typings';
import { assertMessages } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { InputError, UsageError } from '../../src/errors.ts';
import { readExpectedFields } from '../../src/local-sandbox/expected-fields.ts';
import type { FieldFlag } from '../../src/spec/fields.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { refusedNotes } from '../../src/terminal/sandbox-notes.ts';
import { withFieldErrors } from '../../src/workspace/changes/field-errors.ts';
import { fieldInto, wholeNumber } from '../reading/flag-values.ts';
import { addFilterOptions, readFilter } from './filter-options.ts';
import { openSandbox } from './open-sandbox.ts';

const examples = `
Examples:
  $ segment sandbox assert --event "Order Completed" --count 1 -F properties.revenue=49.9
  $ segment sandbox assert --type identify -u user_1 -f traits.email=maya@example.com
  $ segment sandbox assert --event "Card Declined" --count 0
  $ segment sandbox assert --no-violations

The path of a field is its place in the message as destinations receive it. Every message that matches the filters must
have the fields. If a check fails, it exits with 3 and lists the differences.`;

export function register(command: Command, app: App): void {
  const fieldFlags: FieldFlag[] = [];
  command.description('Check that the expected messages arrived in the sandbox; exits with 3 if not.');
  addAssertOptions(command, fieldFlags)
    .addHelpText('after', examples)
    .action(async ({ count, min, max, violations, ...filters }) => {
      const { print, globals } = app;
      if (count !== undefined && (min !== undefined || max !== undefined))
        throw new UsageError('--count cannot be combined with --min or --max.', { code: 'count_conflict' });
      const fields = await withFieldErrors(() => readExpectedFields(fieldFlags));
      const { http, url } = await openSandbox(app, command);
      const result = await assertMessages(http, url, {
        filter: readFilter(filters),
        count: min === undefined && max === undefined ? count : { min, max },
        fields,
        noViolations: !violations,
      });
      if (globals.json) await print.json(result);
      if (!result.ok) {
        throw new InputError('The messages that arrived are not those expected.', {
          code: 'assertion_failed',
          details: [...result.diff.split('\n'), ...refusedNotes(result.refused)],
          hint: 'See all of them: segment sandbox events --outcome all',
        });
      }
      print.success(`${plural(result.count, 'message')} as expected`);
    });
}

/** `fieldFlags` collects -f and -F in the order typed. */
function addAssertOptions(command: Command, fieldFlags: FieldFlag[]) {
  return addFilterOptions(
    command
      .option('--count <number>', 'exactly this many (default: at least one)', wholeNumber(0))
      .option('--min <number>', 'at least this many', wholeNumber(0))
      .option('--max <number>', 'at most this many', wholeNumber(0))
      .option(
        '-f, --field <path=text>',
        'each message has this text at this path; repeat it',
        fieldInto(fieldFlags, 'text', '-f'),
      )
      .option(
        '-F, --typed-field <path=value>',
        'each message has this number, true, false, null or JSON',
        fieldInto(fieldFlags, 'typed', '-F'),
      )
      .option('--no-violations', 'no message was discarded'),
  );
}
