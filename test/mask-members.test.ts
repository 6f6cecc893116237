import { describe, expect, it } from 'vitest';
import { maskMembers } from '../src/mask-members.ts';

describe('maskMembers', () => {
  it.each([
    ['{"writeKeys":["abcdefghijklmnop","short"],"id":"1"}', '{"writeKeys":["abcd…mnop","…"],"id":"1"}'],
    [
      '{"settings":{"apiKey":"abcdefghijklmnop","region":"eu"}}',
      '{"settings":{"apiKey":"abcd…mnop","region":"eu"}}',
    ],
    ['{"settings": {"key" : "abcdefghijklmnop"}}', '{"settings": {"key" : "abcd…mnop"}}'],
    ['{"event":"x","writeKey":"abcdef, gh:ijklmnop', '{"event":"x","writeKey":""…" "…"'],
    ['{"event":"x","writeKey":"abcdef, ghijklmnop\\', '{"event":"x","writeKey":""…" "…"'],
    ['{"traits":{"key":"abcdefghijklmnop"}}', '{"traits":{"key":"abcdefghijklmnop"}}'],
    [
      '{"hashPropertiesConfiguration":{"algorithm":"sha256","key":"abcdefghijklmnop","paths":["properties.email"]}}',
      '{"hashPropertiesConfiguration":{"algorithm":"sha256","key":"abcd…mnop","paths":["properties.email"]}}',
    ],
    [
      '{"client_secret":12345678901234567890,"n":12345678901234567890}',
      '{"client_secret":"…","n":12345678901234567890}',
    ],
    [
      '{"credentials":{"user":"someone-somewhere","deep":[{"a":"b"}]},"after":"x"}',
      '{"credentials":{"user":"some…here","deep":[{"a":"…"}]},"after":"x"}',
    ],
    [
      '{"password":null,"hasPassword":true,"privateKey":""}',
      '{"password":null,"hasPassword":true,"privateKey":""}',
    ],
    ['{"p\\u0061ssword":"abcdefghijklmnop"}', '{"p\\u0061ssword":"abcd…mnop"}'],
    ['{"privateKey":"-----BEGIN\\nabcdefghijklmnop"}', '{"privateKey":"…"}'],
    ['{"password":"abcdefgh ijkl', '{"password":""…" "…"'],
    ['{"name":"password","type":"token"}', '{"name":"password","type":"token"}'],
    ['no JSON: password abcdefghijklmnop', 'no JSON: password abcdefghijklmnop'],
  ])('%s', (text, shown) => expect(maskMembers(text)).toBe(shown));

  it('a body of the longest kind is one pass', () => {
    const text = `{"password":"${'\\'.repeat(32_000)}`;
    expect(maskMembers(text).length).toBeGreaterThan(0);
  });
});
