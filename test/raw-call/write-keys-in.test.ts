import { expect, it } from 'vitest';
import { writeKeysIn } from '../../src/raw-call/write-keys.ts';

it.each([
  ['{"data":{"source":{"writeKeys":["a1","b2"]}}}', ['a1', 'b2']],
  ['[{"writeKeys": ["a"]}, {"writeKeys" : [ "b" ]}]', ['a', 'b']],
  ['{"writeKeys":[]}', []],
  ['{"writeKey":"a","keys":["b"]}', []],
])('%s', (text, keys) => {
  expect(writeKeysIn(text)).toEqual(keys);
});
