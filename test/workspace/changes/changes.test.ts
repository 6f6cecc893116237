import { describe, expect, test } from 'vitest';
import { changeLine, changesBetween } from '../../../src/workspace/changes/changes.ts';

const lines = (before: string, after: string) => changesBetween(before, after).map(changeLine);

describe('the lines that say what changes', () => {
  test('show neither the old nor the new value of a secret', () => {
    expect(
      lines(
        '{"settings":{"apiKey":"old_secret_value","key":"old_key_of_settings","n":1}}',
        '{"settings":{"apiKey":"new_secret_other","key":"new_key_of_settings","n":2}}',
      ),
    ).toEqual([
      'settings.apiKey: "old_…alue" → "new_…ther"',
      'settings.key: "old_…ings" → "new_…ings"',
      'settings.n: 1 → 2',
    ]);
  });

  test('show any other value whole', () => {
    expect(lines('{"name":"Web }","big":12345678901234567890}', '{"name":"Shop"}')).toEqual([
      'name: "Web }" → "Shop"',
      'big: 12345678901234567890 → not set',
    ]);
  });
});
