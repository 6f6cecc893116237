import { UsageError } from '../errors.ts';
import type { FieldFlag } from '../spec/fields.ts';
import { parseField } from '../spec/parse-field.ts';

/** The values that messages are expected to have, by their path: `properties.revenue`. Throws FieldError, UsageError. */
export function readExpectedFields(flags: readonly FieldFlag[]): Record<string, unknown> {
  return Object.fromEntries(flags.map(readExpectedField));
}

function readExpectedField(flag: FieldFlag): [path: string, value: unknown] {
  const { path, value, appends, spelling } = parseField(flag);
  if (appends || value.kind === 'source')
    throw new UsageError(`${spelling}: an expected field needs one value, given on the command line.`, {
      code: 'field_invalid',
      hint: `Write a list as JSON: -F 'properties.tags:=["a","b"]'`,
    });
  return [path.join('.'), value.kind === 'json' ? JSON.parse(value.text) : []];
}
