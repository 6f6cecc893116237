import type { Command } from 'commander';
import { assertMessages } from '../../src/api/sandbox/control.ts';
import type { App } from '../../src/app.ts';
import { InputError, UsageError } from '../../src/errors.ts';
import { type Field, FieldError, parseField } from '../../src/spec/fields.ts';
import { plural } from '../../src/terminal/numbers.ts';
import { wholeNumber } from '../reading/flag-values.ts';
import { addFilterOptions, type FilterFlags, readFilter } from './filter-options.ts';
import { addUrlOption, findSandboxUrl } from './url.ts';

const examples = `
Examples:
  $ segment sandbox assert --event "Order Completed" --count 1 -F properties.revenue=49.9
  $ segment sandbox assert --type identify -u user_1 -f traits.email=maya@example.com
  $ segment sandbox assert --event "Card Declined" --count 0
  $ segment sandbox assert --no-violations

The path of a field is its place in the message as destinations receive it. Every message that matches the filters must
have the fields. If a check fails, it exits with 3 and lists the differences.`;

interface AssertFlags extends FilterFlags {
  readonly count?: number;
  readonly min?: number;
  readonly max?: number;
  readonly field?: readonly Field[];
  readonly violations: boolean;
}

export function register(command: Command, app: App): void {
  const fields: Field[] = [];
  const collect = (kind: 'text' | 'typed', flag: string) => (text: string) => {
    fields.push(readField(kind, text, flag));
    return fields;
  };
  command
    .description('Check that the expected messages arrived in the sandbox; exits with 3 if not.')
    .option('--count <number>', 'exactly this many (default: at least one)', wholeNumber(0))
    .option('--min <number>', 'at least this many', wholeNumber(0))
    .option('--max <number>', 'at most this many', wholeNumber(0))
    .option(
      '-f, --field <path=text>',
      'each message has this text at this path; repeat it',
      collect('text', '-f'),
    )
    .option(
      '-F, --typed-field <path=value>',
      'each message has this number, true, false, null or JSON',
      collect('typed', '-F'),
    )
    .option('--no-violations', 'no message was discarded')
    .addHelpText('after', examples)
    .action((flags: AssertFlags) => assertArrived(app, command, { ...flags, field: fields }));
  addFilterOptions(command);
  addUrlOption(command);
}

async function assertArrived(
  { io, print, globals, http }: App,
  command: Command,
  flags: AssertFlags,
): Promise<void> {
  const { count, min, max, field = [], violations } = flags;
  if (count !== undefined && (min !== undefined || max !== undefined))
    throw new UsageError('--count cannot be joined with --min or --max.', { code: 'count_conflict' });
  const range =
    min === undefined && max === undefined
      ? count
      : { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const url = findSandboxUrl(command, io);
  const result = await assertMessages(await http(), url, {
    filter: readFilter(flags),
    ...(range === undefined ? {} : { count: range }),
    fields: Object.fromEntries(field.map(({ path, value }) => [path.join('.'), givenValue(value)])),
    noViolations: !violations,
  });
  if (globals.json) await print.json(result);
  if (!result.ok) {
    throw new InputError('The messages that arrived are not the expected ones.', {
      code: 'assertion_failed',
      details: result.diff.split('\n'),
      hint: 'See all of it: segment sandbox events --outcome all',
    });
  }
  const { style } = print;
  print.note(`${style.green(style.symbols.ok)} as expected: ${plural(result.count, 'message')}`);
}

function readField(kind: 'text' | 'typed', text: string, flag: string): Field {
  try {
    const field = parseField({ kind, text, flag });
    if (field.appends || field.value.kind === 'source')
      throw new UsageError(`${field.spelling}: a field to compare has one value, given here.`, {
        code: 'field_invalid',
        hint: `Write a list as JSON: -F 'properties.tags:=["a","b"]'`,
      });
    return field;
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw new UsageError(error.message, { code: 'field_invalid', hint: error.hint, details: error.details });
  }
}

function givenValue(value: Field['value']): unknown {
  return value.kind === 'json' ? JSON.parse(value.text) : [];
}
