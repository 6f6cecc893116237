import { describe, expect, it } from 'vitest';
import { exampleOf } from '../../../src/backfill/validation/example.ts';

describe('exampleOf', () => {
  it.each<[string, string, Parameters<typeof exampleOf>[1], string]>([
    ['the member at fault', '{"type":"page","userId":17}', 'id_not_string', '"userId":17'],
    ['both', '{"userId":1,"a":2,"anonymousId": false}', 'id_not_string', '"userId":1, "anonymousId": false'],
    ['a member under another spelling', '{"\\u0074ype":"x"}', 'type_unknown', '"\\u0074ype":"x"'],
    ['the last of a name', '{"type":"x","type":"y"}', 'type_unknown', '"type":"y"'],
    ['a member of a member', '{"properties":{"currency":"EURO"}}', 'currency_unknown', '"currency":"EURO"'],
    ['the line where a member is missing', '{"userId":"u"}', 'type_missing', '{"userId":"u"}'],
    ['its beginning', `{"a":"${'b'.repeat(300)}"}`, 'type_missing', `{"a":"${'b'.repeat(114)}…`],
    ['no half of a character', '😀'.repeat(200), 'not_an_object', `${'😀'.repeat(120)}…`],
    ['little white space', '{      "a":    1 }', 'type_missing', '{ "a": 1 }'],
    [
      'a long member, shortened',
      `{"type":"${'b'.repeat(300)}"}`,
      'type_unknown',
      `"type":"${'b'.repeat(112)}…`,
    ],
    ['broken JSON', '{"a":1,}', 'invalid_json', '{"a":1,}'],
    [
      'the text around a break',
      `{"a":"${'b'.repeat(300)}" "c":1}`,
      'invalid_json',
      `…${'b'.repeat(58)}" "c":1}`,
    ],
  ])('shows %s', (_what, line, code, expected) => {
    expect(exampleOf(Buffer.from(line), code)).toBe(expected);
  });

  it('shows bytes that are no UTF-8 as such', () => {
    expect(exampleOf(Buffer.from('7b22ff', 'hex'), 'invalid_utf8')).toBe('{"�');
  });
});
