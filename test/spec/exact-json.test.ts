import { describe, expect, it } from 'vitest';
import { exactJson } from '../../src/spec/exact-json.ts';

describe('JSON with numbers of any length', () => {
  it('writes every digit of a bigint, and all else as JSON.stringify does', () => {
    expect(exactJson({ total: 9007199254740993n, daily: [1n, null, 2] })).toBe(
      '{"total":9007199254740993,"daily":[1,null,2]}',
    );
    const value = { a: 'ü"\u2028', b: [true, null, undefined, {}], c: undefined, ['__proto__']: 1.5, d: [] };
    expect(exactJson(value)).toBe(JSON.stringify(value));
  });
});
