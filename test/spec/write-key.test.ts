import { expect, it } from 'vitest';
import { writeKeyShape } from '../../src/spec/write-key.ts';

it.each([
  ['sandboxsandboxsandboxsandboxsand', 'usual'],
  ['a1B2c3D4e5F6g7H8a1B2c3D4e5F6g7H8', 'usual'],
  ['wk', 'unusual'],
  ['a1B2c3D4e5F6g7H8a1B2c3D4e5F6g7H', 'unusual'],
  ['a1B2c3D4e5F6g7H8a1B2c3D4e5F6g7-8', 'unusual'],
])('%s is %s', (key, kind) => expect(writeKeyShape(key).kind).toBe(kind));

it.each([
  ['sgp_0123456789abcdefghij', 'token_as_write_key'],
  ['SGP_0123', 'token_as_write_key'],
  ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln', 'token_as_write_key'],
  ['Basic YWJjMTIzOg==', 'token_as_write_key'],
  ['bearer abc', 'token_as_write_key'],
  ['', 'write_key_malformed'],
  ['abc def', 'write_key_malformed'],
  ['abc\n', 'write_key_malformed'],
  ['abc:', 'write_key_malformed'],
  ['clé', 'write_key_malformed'],
  [`eyJ${'a.'.repeat(50_000)}!`, 'unusual'],
])('%# is no key, and the message keeps it to itself', (key, code) => {
  const shape = writeKeyShape(key);
  if (code === 'unusual') return expect(shape.kind).toBe('unusual');
  expect(shape).toMatchObject({ kind: 'not_a_key', code });
  if (key.length > 4 && 'message' in shape) expect(shape.message).not.toContain(key.slice(0, 8));
});

it.each([
  [`"abcdef123456"`, 'has quotes around it'],
  [`'abcdef123456'`, 'has quotes around it'],
  ['`abcdef123456`', 'has quotes around it'],
  ['SEGMENT_WRITE_KEY=abcdef123456', 'has the name of a variable before it'],
  ['export SEGMENT_WRITE_KEY="abcdef123456"', 'has the name of a variable before it'],
  ['abcdef\nabcdef', 'has a space, a line end or a character beyond ASCII in it'],
])('%j %s', (key, fault) => {
  expect(writeKeyShape(key)).toEqual({
    kind: 'not_a_key',
    code: 'write_key_malformed',
    message: `The write key ${fault}.`,
  });
});
