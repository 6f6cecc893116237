import { describe, expect, it } from 'vitest';
import { isBlank, isSameName, isSameNameFolded } from '../../src/spec/same-name.ts';

describe('a name', () => {
  it('fits the field that holds it, and with folding whatever its case', () => {
    expect([isSameName('web', 'web'), isSameName('Web', 'web'), isSameName('web ', 'web')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isSameNameFolded('WEB', 'web'), isSameNameFolded('web', 'wEb')]).toEqual([true, true]);
  });

  it.each([undefined, null, '', ' ', 0, false, [], {}])(
    'that is blank fits nothing, not even %j',
    (field) => {
      for (const name of ['', ' ', '\t', '\u00a0', '\ufeff']) {
        expect(isBlank(name)).toBe(true);
        expect([isSameName(field, name), isSameNameFolded(field, name)]).toEqual([false, false]);
      }
    },
  );

  it.each([undefined, null, 5, {}])('never fits %j, which is no text', (field) => {
    expect([isSameName(field, String(field)), isSameNameFolded(field, String(field))]).toEqual([
      false,
      false,
    ]);
  });
});
