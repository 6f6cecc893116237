import { describe, expect, it } from 'vitest';
import { explainProfileRefusal } from '../../src/api/profiles/refusal.ts';
import { judgeReply } from '../../src/api/retry.ts';
import { explainRefusal } from '../../src/api/workspace/refusal.ts';

const request = { method: 'GET', url: 'https://api.example/sources', path: '/sources' };
const facts = { request, region: 'us', tokenOrigin: 'SEGMENT_TOKEN', spaceId: 'spa_1' } as const;
const page = '<html><body>Blocked</body></html>';

const apis = {
  'the Public API': explainRefusal,
  'the Profile API': explainProfileRefusal,
  'the Tracking API': (reply: Parameters<typeof judgeReply>[0]) => {
    const outcome = judgeReply(reply, { oauth: false, now: new Date(0), url: request.url, region: 'us' });
    return 'error' in outcome ? outcome.error : undefined;
  },
};

describe.each(Object.entries(apis))('what answers in place of %s', (_name, explain) => {
  const errorOf = (status: number, body: string) =>
    explain({ status, headers: {}, body: Buffer.from(body) }, facts);

  it.each([
    [511, page, 6, 'network_login_required', 'The network requires a login (511).'],
    [
      407,
      'auth',
      6,
      'proxy_login_required',
      'A proxy on the way to api.example requires a login (407: auth).',
    ],
    [
      401,
      page,
      4,
      'refused_on_the_way',
      'api.example answered 401 with a web page: a firewall or proxy, not the API.',
    ],
    [
      403,
      page,
      4,
      'refused_on_the_way',
      'api.example answered 403 with a web page: a firewall or proxy, not the API.',
    ],
  ])('%i: is not taken for its word', (status, body, exitCode, code, message) => {
    expect(errorOf(status, body)).toMatchObject({ status, exitCode, code, message });
  });

  it('a page for a browser that is not found is no answer of it', () => {
    expect(errorOf(404, page)).toMatchObject({ exitCode: 6, code: 'wrong_host' });
  });

  it.each([401, 403])('%i in JSON is its own', (status) => {
    expect(errorOf(status, '{"errors":[{"message":"no"}]}')).toMatchObject({
      exitCode: 4,
      code: expect.not.stringContaining('on_the_way'),
    });
  });
});
