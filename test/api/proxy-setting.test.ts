import { describe, expect, test } from 'vitest';
import { readProxySetting } from '../../src/api/proxy-setting.ts';
import { UsageError } from '../../src/errors.ts';

const basic = (bytes: string) => `Basic ${Buffer.from(bytes, 'latin1').toString('base64')}`;

describe('a proxy variable', () => {
  test.each([
    ['http://proxy.example:3128', 'http://proxy.example:3128/', undefined],
    ['proxy.example:3128', 'http://proxy.example:3128/', undefined],
    ['proxy.example', 'http://proxy.example/', undefined],
    [' http://proxy.example:3128/\r\n', 'http://proxy.example:3128/', undefined],
    ['HTTP://Proxy.Example:3128', 'http://proxy.example:3128/', undefined],
    ['https://proxy.example', 'https://proxy.example/', undefined],
    ['http://proxy.example:3128/proxy.pac?a=b#c', 'http://proxy.example:3128/', undefined],
    ['http://[fd00::1]:3128', 'http://[fd00::1]:3128/', undefined],
    ['http://someone:hush@proxy.example:3128', 'http://proxy.example:3128/', basic('someone:hush')],
    ['someone:hush@proxy.example:3128', 'http://proxy.example:3128/', basic('someone:hush')],
    ['http://someone@proxy.example:3128', 'http://proxy.example:3128/', basic('someone:')],
    ['http://someone:50%25off@proxy.example', 'http://proxy.example/', basic('someone:50%off')],
    ['http://someone:a%23b%2Fc%40d@proxy.example', 'http://proxy.example/', basic('someone:a#b/c@d')],
    ['http://someone:two words@proxy.example', 'http://proxy.example/', basic('someone:two words')],
    ['http://someone:hu@sh@proxy.example', 'http://proxy.example/', basic('someone:hu@sh')],
    ['http://someone:%E9@proxy.example', 'http://proxy.example/', basic('someone:\xe9')],
    ['http://someone:é@proxy.example', 'http://proxy.example/', basic('someone:\xc3\xa9')],
  ])('%j', (value, url, authorization) => {
    const proxy = readProxySetting({ HTTPS_PROXY: value });
    expect([proxy?.url.href, proxy?.authorization, proxy?.variable]).toEqual([
      url,
      authorization,
      'HTTPS_PROXY',
    ]);
  });

  const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
  const refused = [
    ['http://someone:50%hush@proxy.example', 'proxy_invalid'],
    ['http://someone:hush%@proxy.example', 'proxy_invalid'],
    ['http://some%zzone:hush@proxy.example', 'proxy_invalid'],
    ['http://someone:12#hush@proxy.example', 'proxy_invalid'],
    ['http://someone:hu#sh@proxy.example', 'proxy_invalid'],
    ['http://someone:1/hush@proxy.example', 'proxy_invalid'],
    ['http://someone:1?hush@proxy.example', 'proxy_invalid'],
    ['someone:1#hush@proxy.example:3128', 'proxy_invalid'],
    ['http://someone:hush@pro\nxy.example', 'proxy_invalid'],
    ['http://someone:hush@pro xy.example', 'proxy_invalid'],
    ['http://someone:hush@[nonsense', 'proxy_invalid'],
    ['http://someone:hush@proxy.example:port', 'proxy_invalid'],
    ['socks5://someone:hush@proxy.example:1080', 'proxy_unsupported'],
    ['socks4a://someone:hush@proxy.example:1080', 'proxy_unsupported'],
    ['ftp://someone:hush@proxy.example', 'proxy_unsupported'],
  ] as const;
  const cases = variables.flatMap((name) => refused.map(([value, code]) => ({ name, value, code })));

  test.each(cases)('$name=$value: $code', ({ name, value, code }) => {
    const read = () => readProxySetting({ [name]: value });
    expect(read).toThrow(UsageError);
    try {
      read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const text = `${error.message} ${error.hint}`;
      expect(error.code).toBe(code);
      expect(error.message).toContain(name);
      expect(text).not.toMatch(/hush|someone|some%|sh@/);
      if (code === 'proxy_invalid') expect(error.hint).toContain('percent-encoding');
    }
  });

  test.each([
    [{}, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
    [{ HTTPS_PROXY: ' ' }, undefined],
    [{ https_proxy: '', HTTPS_PROXY: 'b:1' }, 'HTTPS_PROXY'],
    [{ https_proxy: 'a:1', HTTPS_PROXY: 'b:1', http_proxy: 'c:1', HTTP_PROXY: 'd:1' }, 'https_proxy'],
    [{ HTTPS_PROXY: 'b:1', http_proxy: 'c:1' }, 'HTTPS_PROXY'],
    [{ http_proxy: 'c:1', HTTP_PROXY: 'd:1' }, 'http_proxy'],
    [{ ALL_PROXY: 'socks5://e:1' }, undefined],
  ])('of %j counts %s', (env, variable) => {
    expect(readProxySetting(env)?.variable).toBe(variable);
  });

  test('NO_PROXY: the lower case counts, unless it is empty', () => {
    const target = new URL('https://api.segment.io/');
    const exempts = (env: Record<string, string>) =>
      readProxySetting({ HTTPS_PROXY: 'a:1', ...env })?.exempts(target);
    expect(exempts({})).toBe(false);
    expect(exempts({ NO_PROXY: 'segment.io' })).toBe(true);
    expect(exempts({ no_proxy: 'other.example', NO_PROXY: 'segment.io' })).toBe(false);
    expect(exempts({ no_proxy: '', NO_PROXY: 'segment.io' })).toBe(true);
  });
});
