import { expect, it } from 'vitest';
import { isSameJson } from '../../../src/workspace/changes/changes.ts';

it.each([
  ['{"a":1,"b":[true,null]}', ' { "b" : [ true , null ] , "a" : 1 } '],
  ['1.50', '1.5'],
  ['100', '1e2'],
  ['0', '-0.00'],
  ['0.001', '1E-3'],
  ['"\\u00e9"', '"é"'],
  ['{"\\u0061":{}}', '{"a":{}}'],
])('%s is %s', (one, other) => expect(isSameJson(one, other)).toBe(true));

it.each([
  ['12345678901234567890', '12345678901234567891'],
  ['1', '"1"'],
  ['1', '-1'],
  ['""', 'null'],
  ['[1,2]', '[2,1]'],
  ['{}', '[]'],
  ['{"a":1}', '{"a":1,"b":null}'],
  ['10', '1'],
  ['true', 'false'],
])('%s is not %s', (one, other) => expect(isSameJson(one, other)).toBe(false));
