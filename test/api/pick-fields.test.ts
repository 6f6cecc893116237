import { describe, expect, it } from 'vitest';
import { readApiObject } from '../../src/api/api-object.ts';
import { fieldCheck, fieldText, pickFields } from '../../src/api/pick-fields.ts';

const item = (text: string) => readApiObject(text) ?? { value: {}, text };

describe('the text of a field', () => {
  const text = `{"a":{"b":12345678901234567890,"":1},"a.b":{"c":"dotted"},"list":[{"key":"k"},[1.50,2]],
    "x.y":10.00,"x":{"y":{"z":"deep"},"y.z":"dots"},"n":null,"0":"zero"}`;
  it.each([
    ['a', '{"b":12345678901234567890,"":1}'],
    ['a.b', '{"c":"dotted"}'],
    ['a.b.c', '"dotted"'],
    ['x.y', '10.00'],
    // The longest key that leads somewhere.
    ['x.y.z', '"dots"'],
    ['a.', '1'],
    ['list.0.key', '"k"'],
    ['list.1.0', '1.50'],
    ['list.2', 'null'],
    ['list.00', 'null'],
    ['list.-1', 'null'],
    ['list.length', 'null'],
    ['list.key', 'null'],
    ['0', '"zero"'],
    ['n.a', 'null'],
    ['a.b.c.d', 'null'],
    ['__proto__', 'null'],
    ['.', 'null'],
  ])('%s', (path, expected) => {
    expect(fieldText(text, path)).toBe(expected);
  });

  it('falls back to a shorter key where nothing is below the longest', () => {
    expect(fieldText('{"a.b":{"x":1},"a":{"b":{"y":2}}}', 'a.b.y')).toBe('2');
  });

  it('stands under the name that was asked for', () => {
    expect(pickFields(item('{"labels":[{"key":"team"}]}'), ['labels.0.key', 'labels.1'])).toBe(
      '{"labels.0.key":"team","labels.1":null}',
    );
  });
});

describe('a field that is missing', () => {
  const missing = (fields: string[], ...items: string[]) => {
    const check = fieldCheck(fields);
    check.see(items.map(item));
    return check.missing();
  };

  it.each([
    ['is one that no item has', ['b'], ['{"a":1}', '{"c":1}'], 'b'],
    ['is not one that a later item has', ['b'], ['{"a":1}', '{"b":null}'], undefined],
    ['is none where there is no item', ['b'], [], undefined],
    ['is one without fields in any item', ['b'], ['null'], 'b'],
    ['has dots in its key, and is there', ['a.b'], ['{"a.b":1}'], undefined],
    ['is below a text', ['a.b'], ['{"a":"x"}'], 'a.b'],
    ['may be below null', ['a.b'], ['{"a":null}'], undefined],
    ['is not below null where another item shows it', ['a.b'], ['{"a":null}', '{"a":{"c":1}}'], 'a.b'],
    ['is in free form', ['settings.b'], ['{"settings":{"c":1}}'], undefined],
    ['is in free form of one item', ['settings.b'], ['{}', '{"settings":{}}', '{}'], undefined],
    ['is in free form further down', ['message.traits.b.c'], ['{"message":{"traits":{}}}'], undefined],
    ['is free form that nothing has', ['traits.b'], ['{"settings":{}}'], 'traits.b'],
    ['is beyond the end of a list', ['list.3.key'], ['{"list":[{"key":1}]}'], undefined],
    [
      'is no key of any item of a list',
      ['list.0.kye'],
      ['{"list":[]}', '{"list":[{"key":1}]}'],
      'list.0.kye',
    ],
    ['is no place in a list', ['list.key'], ['{"list":[{"key":1}]}'], 'list.key'],
    ['is a name of JavaScript', ['list.length'], ['{"list":[]}'], 'list.length'],
  ])('%s', (_title, fields, items, expected) => {
    expect(missing(fields, ...items)).toBe(expected);
  });

  it.each([
    ['nmae', 'Did you mean “name”?'],
    ['metadata.nmae', 'Did you mean “metadata.name”?'],
    ['setings.a.b', 'Did you mean “settings.a.b”?'],
    ['quite.another', 'Fields below others are written with a dot'],
  ])('%s: what was meant', (path, hint) => {
    const check = fieldCheck([path]);
    check.see([item('{"name":"n","metadata":{"name":"m"},"settings":{}}')]);
    expect(check.assert).toThrow(
      expect.objectContaining({ code: 'unknown_field', exitCode: 2, hint: expect.stringContaining(hint) }),
    );
  });
});
