import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from '../../helpers/cli.ts';
import { serve } from '../../helpers/http-server.ts';
import { errorOf, openScene, sceneToken, terminal } from '../../helpers/reading.ts';

/** A server that answers with exactly these bytes, and the program pointed at it. */
async function openServer(body: string | Uint8Array, status = 200, headers: Record<string, string> = {}) {
  const server = await serve((_request, reply) => {
    reply.writeHead(status, { 'content-type': 'application/json', ...headers });
    reply.end(body);
  });
  const env = {
    NO_COLOR: '1',
    SEGMENT_TOKEN: sceneToken,
    SEGMENT_PROFILE_TOKEN: 'profile_token_1',
    SEGMENT_WRITE_KEY: 'w'.repeat(32),
    SEGMENT_API_URL: server.url,
    SEGMENT_PROFILE_URL: server.url,
    SEGMENT_TRACKING_URL: server.url,
  };
  const run = (args: readonly string[], options: Parameters<typeof cli>[1] = {}) =>
    cli(['api', ...args], {
      ...options,
      env: { ...env, ...options.env },
      io: { sleep: () => Promise.resolve(), ...options.io },
    });
  return { ...server, run };
}

const last = ({ requests }: { requests: readonly { method: string; path: string; body: string }[] }) => {
  const { method, path, body } = requests.at(-1) ?? { method: '', path: '', body: '' };
  return { method, path, body };
};

describe('the answer', () => {
  it('is printed byte for byte, numbers and all', async () => {
    const body = Buffer.from(
      '{ "n": 12345678901234567890,\r\n\t"price": 10.00, "e": 1e400, "t": "\u00e9\u2028" }\n',
    );
    const server = await openServer(body);
    const { code, stdout, stderr } = await server.run(['/x']);
    expect([code, stdout, stderr]).toEqual([0, body.toString(), '']);
    expect((await server.run(['/x', '--json'])).stdout).toBe(body.toString());
  });

  it('is laid out for a person, with its numbers as they came and nothing that moves a cursor', async () => {
    const server = await openServer(
      '{"n":12345678901234567890,"price":10.00,"evil":"\u009d0;x\u0007"}'.replace('\u0007', ''),
    );
    const screen = terminal(80);
    await server.run(['/x'], { io: screen });
    expect(screen.stdout.text).toBe(
      '{\n  "n": 12345678901234567890,\n  "price": 10.00,\n  "evil": "\\u009d0;x"\n}\n',
    );
    const plain = await openServer('not \u001b[31mJSON\n');
    const other = terminal(80);
    await plain.run(['/x'], { io: other });
    expect(other.stdout.text).toBe('not \\u001b[31mJSON\n');
  });

  it.each([
    [400, 6],
    [401, 4],
    [403, 4],
    [404, 5],
    [409, 6],
    [422, 6],
    [429, 7],
    [500, 7],
    [503, 7],
    [302, 6],
  ])('of status %i goes to stdout all the same, the error to stderr: exit %i', async (status, exitCode) => {
    const body = '{"errors":[{"type":"x","message":"Because."}]}';
    const { run } = await openServer(body, status);
    const result = await run(['/sources']);
    expect([result.code, result.stdout]).toEqual([exitCode, body]);
    expect(result.stderr).toMatch(/error: /);
    const json = await run(['/sources', '--json']);
    expect([json.stdout, errorOf(json).exitCode]).toEqual([body, exitCode]);
  });

  it('--include puts the status and the headers first, cookies left out', async () => {
    const { run } = await openServer('{"a":1}', 201, { 'set-cookie': 'session=secret', 'x-one': 'two' });
    const { stdout } = await run(['/x', '-i']);
    expect(stdout.startsWith('HTTP/1.1 201 Created\n')).toBe(true);
    expect(stdout).toContain('x-one: two\n');
    expect(stdout.endsWith('\n\n{"a":1}')).toBe(true);
    expect(stdout).not.toContain('secret');
    const json = JSON.parse((await run(['/x', '-i', '--json'])).stdout);
    expect(json).toMatchObject({ status: 201, headers: { 'x-one': 'two' }, body: { a: 1 } });
  });

  it('--silent prints no body, and the error still', async () => {
    const { run } = await openServer('{"errors":[]}', 404);
    const { code, stdout, stderr } = await run(['/x', '--silent']);
    expect([code, stdout]).toEqual([5, '']);
    expect(stderr).toContain('error: There is nothing at /x.');
  });

  it('never shows the token, and shows write keys that were asked for', async () => {
    const key = 'k'.repeat(32);
    const { run } = await openServer(
      `{"token":"${sceneToken}","source":{"writeKeys":["${key}","${sceneToken}"]}}`,
    );
    const { stdout } = await run(['/x'], { env: { SEGMENT_WRITE_KEY: key } });
    expect(stdout).not.toContain(sceneToken);
    expect(stdout).toContain(`"writeKeys":["${key}",`);
  });

  it('that is a web page is exit 7 although its status is 200', async () => {
    const { run } = await openServer('<html>Log in</html>', 200, { 'content-type': 'text/html' });
    const result = await run(['/x']);
    expect([result.code, result.stdout]).toEqual([7, '<html>Log in</html>']);
    expect(result.stderr).toContain('a web page instead of JSON');
  });
});

describe('the request', () => {
  it('takes fields as a body, and is then a POST', async () => {
    const server = await openServer('{}');
    await server.run([
      'labels',
      '-f',
      'label.key=a',
      '-F',
      'label.on=true',
      '-F',
      'n=10.00',
      '-f',
      'zip=007',
    ]);
    expect(last(server)).toEqual({
      method: 'POST',
      path: '/labels',
      body: '{"label":{"key":"a","on":true},"n":10.00,"zip":"007"}',
    });
  });

  it.each(['GET', 'delete'])('-X %s: fields go into the query, in dot style', async (method) => {
    const server = await openServer('{}');
    await server.run([
      '-X',
      method,
      '/x?y=1',
      '-F',
      'a.b=[1,{"c":"d e"}]',
      '-f',
      'q=&',
      '--query',
      'z[0]=2',
      '--yes',
    ]);
    expect(last(server)).toEqual({
      method: method.toUpperCase(),
      path: '/x?y=1&z%5B0%5D=2&a.b.0=1&a.b.1.c=d%20e&q=%26',
      body: '',
    });
  });

  it('takes a body from a file or stdin as it is; fields go over it', async () => {
    const server = await openServer('{}');
    const folder = mkdtempSync(join(tmpdir(), 'segment-api-'));
    writeFileSync(join(folder, 'body.json'), '{ "a": 1e400,\n "b": {"c": 1} }');
    await server.run(['/x', '--input', 'body.json'], { cwd: folder });
    expect(last(server)).toMatchObject({ method: 'POST', body: '{ "a": 1e400,\n "b": {"c": 1} }' });
    await server.run(['-X', 'PATCH', '/x', '--input', '-', '-f', 'b.c=2'], {
      stdin: '{"a":1,"b":{"c":1,"d":2}}',
    });
    expect(last(server)).toMatchObject({ method: 'PATCH', body: '{"a":1,"b":{"c":"2","d":2}}' });
  });

  it('takes headers, ours giving way', async () => {
    const server = await openServer('{}');
    await server.run(['/x', '-H', 'Accept: application/vnd.segment.v1alpha+json', '-H', 'X-One:two']);
    expect(server.requests[0]?.headers).toMatchObject({
      accept: 'application/vnd.segment.v1alpha+json',
      'x-one': 'two',
      authorization: `Bearer ${sceneToken}`,
    });
  });

  it.each([
    ['profile', `Basic ${Buffer.from('profile_token_1:').toString('base64')}`],
    ['tracking', `Basic ${Buffer.from(`${'w'.repeat(32)}:`).toString('base64')}`],
  ])('to the %s API carries that API’s credential', async (api, authorization) => {
    const server = await openServer('{"success":true}');
    const { code } = await server.run(['--api', api, '/v1/x']);
    expect([code, server.requests[0]?.headers.authorization]).toEqual([0, authorization]);
  });

  it.each([
    [['-f', 'a'], 'field_invalid'],
    [['-f', 'a=1', '-f', 'a=2'], 'field_invalid'],
    [['--query', 'a'], 'query_invalid'],
    [['-H', 'nonsense'], 'header_invalid'],
    [['-H', 'X: a\nY: b'], 'header_invalid'],
    [['-H', 'X: a', '-H', 'x: b'], 'header_invalid'],
    [['-H', 'Host: evil.example'], 'header_invalid'],
    [['-H', 'Authorization: Bearer abcdefgh'], 'credential_header'],
    [['-H', 'cookie: session=abcdefgh'], 'credential_header'],
    [['--slurp'], 'flags_conflict'],
    [['--paginate', '-X', 'POST'], 'flags_conflict'],
    [['--paginate', '-i'], 'flags_conflict'],
    [['--paginate', '--api', 'tracking'], 'flags_conflict'],
    [['--input', '-', '-F', 'a=@-'], 'stdin_twice'],
    [['-X', 'BREW'], 'invalid_argument'],
    [['--input', 'no-such-file.json'], 'file_not_found'],
  ])('%j: exit 2, nothing sent', async (flags, code) => {
    const server = await openServer('{}');
    const result = await server.run(['/x', ...flags, '--json']);
    expect([result.code, result.stdout, errorOf(result).code]).toEqual([2, '', code]);
    expect(server.requests).toHaveLength(0);
    expect(result.stderr).not.toContain('abcdefgh');
  });

  it('a body that is not JSON: exit 3 with the place, nothing sent', async () => {
    const server = await openServer('{}');
    const result = await server.run(['/x', '--input', '-', '--json'], { stdin: '{"a":}' });
    expect([result.code, errorOf(result).code, server.requests.length]).toEqual([3, 'invalid_json', 0]);
    const list = await server.run(['/x', '--input', '-', '-f', 'a=1', '--json'], { stdin: '[1]' });
    expect([list.code, errorOf(list).code]).toEqual([2, 'not_an_object']);
    const large = await server.run(['/x', '--input', '-', '--json'], { stdin: ' '.repeat(4_200_000) });
    expect([large.code, errorOf(large).code, server.requests.length]).toEqual([2, 'file_too_large', 0]);
  });

  it('without a path: the help, exit 2', async () => {
    const { code, stdout, stderr } = await cli(['api']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('segment api ls [word]');
  });
});

describe('the three APIs of the sandbox', () => {
  it('take what is sent, and give it back', async () => {
    const { run, sandbox } = await openScene();
    const inSandbox = (...args: string[]) => run(['-w', 'sandbox', 'api', ...args]);
    const sent = await inSandbox(
      '--api',
      'tracking',
      'v1/identify',
      '-f',
      'userId=u1',
      '-F',
      'traits.age=42',
    );
    expect([sent.code, sent.stdout]).toEqual([0, '{"success": true}']);
    expect(sandbox.journal.counts.stored).toBe(1);
    const path = '/v1/spaces/{space}/collections/users/profiles/user_id:u1/traits';
    const read = await inSandbox('--api', 'profile', path);
    expect(JSON.parse(read.stdout)).toMatchObject({ traits: { age: 42 } });
    const none = await inSandbox('--api', 'profile', path.replace('u1', 'nobody'));
    expect([none.code, JSON.parse(none.stdout).error.code]).toEqual([5, 'not_found']);
    const source = await inSandbox('sources/{source}');
    expect(JSON.parse(source.stdout).data.source.slug).toBe('sandbox');
  });

  it('each miss their own credential: exit 4', async () => {
    const { run } = await openScene();
    const code = async (api: string) =>
      errorOf(await run(['api', '--api', api, '/x', '--json'], { env: { SEGMENT_PROFILE_TOKEN: '' } })).code;
    expect([await code('profile'), await code('tracking')]).toEqual([
      'profile_token_missing',
      'write_key_missing',
    ]);
  });
});
