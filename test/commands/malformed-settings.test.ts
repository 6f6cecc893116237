import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CliResult, cli } from '../helpers/cli.ts';
import { type HttpServer, json, serve } from '../helpers/http-server.ts';

const writeKey = 'abcdefabcdefabcdefabcdefabcdef12';

/** How a secret looks once it is mounted, pasted or typed wrong; `kept` where it is still good. */
const spoilt = [
  ['a line end', (secret: string) => `${secret}\n`, true],
  ['a line end of Windows', (secret: string) => `${secret}\r\n`, true],
  ['what `$(cat file)` leaves of one', (secret: string) => `${secret}\r`, true],
  ['space and a mark before it', (secret: string) => `\ufeff \t${secret} `, true],
  ['a line end inside', (secret: string) => `${secret.slice(0, 4)}\n${secret.slice(4)}`, false],
  ['a NUL inside', (secret: string) => `${secret.slice(0, 4)}\0${secret.slice(4)}`, false],
  ['é', (secret: string) => `${secret}é`, false],
  ['日本', (secret: string) => `日本${secret}`, false],
] as const;

interface Place {
  readonly name: string;
  /** A command that sends it. */
  readonly args: readonly string[];
  readonly good: string;
  /** What stands for it in the header of the request. */
  readonly header: (good: string) => string;
  readonly env?: Readonly<Record<string, string>>;
}

const bearer = (token: string) => `Bearer ${token}`;
const basic = (token: string) => `Basic ${btoa(`${token}:`)}`;
const readTraits = ['profile', 'traits', 'user_id:u'];

const variables: readonly Place[] = [
  { name: 'SEGMENT_TOKEN', args: ['sources', 'list'], good: 'sgp_abcdefgh', header: bearer },
  { name: 'PUBLIC_API_TOKEN', args: ['sources', 'list'], good: 'sgp_abcdefgh', header: bearer },
  { name: 'SEGMENT_API_TOKEN', args: ['api', '/sources'], good: 'sgp_abcdefgh', header: bearer },
  {
    name: 'SEGMENT_PROFILE_TOKEN',
    args: readTraits,
    good: 'profile_abcdefgh',
    header: basic,
    env: { SEGMENT_SPACE_ID: 'spa_1' },
  },
  { name: 'SEGMENT_WRITE_KEY', args: ['track', 'A', '-u', 'u'], good: writeKey, header: basic },
];

const replies: readonly [start: string, body: unknown][] = [
  ['/sources', { data: { sources: [], pagination: { current: 'x', totalEntries: 0 } } }],
  ['/v1/spaces', { traits: {}, cursor: { url: '', has_more: false, next: '' } }],
  ['/token', { access_token: 'access_abcdefgh', expires_in: 3600 }],
  ['/', { success: true }],
];

function openServer(): Promise<HttpServer> {
  return serve(({ path }, reply) => json(reply, 200, replies.find(([start]) => path.startsWith(start))?.[1]));
}

function run(server: HttpServer, args: readonly string[], env: Record<string, string>): Promise<CliResult> {
  const urls = Object.fromEntries(
    ['TRACKING', 'PROFILE', 'API', 'OAUTH'].map((service) => [`SEGMENT_${service}_URL`, server.url]),
  );
  return cli(args, {
    env: { ...urls, ...env },
    io: {
      sleep: () => Promise.reject(new Error('nothing is worth waiting for')),
    },
  });
}

describe.each(variables)('$name', ({ name, args, good, header, env }) => {
  it.each(spoilt)('with %s', async (_what, spoil, isKept) => {
    const server = await openServer();
    const { code, stderr } = await run(server, args, { ...env, [name]: spoil(good) });
    if (isKept) {
      expect([code, server.requests.map(({ headers }) => headers.authorization)]).toEqual([
        0,
        [header(good)],
      ]);
      return;
    }
    expect([code, server.requests]).toEqual([2, []]);
    expect(stderr).toContain(name);
    expect(stderr).not.toContain(good.slice(4));
    expect(stderr).not.toMatch(/[\0é日]/u);
  });

  it('of nothing but space is not set', async () => {
    const server = await openServer();
    expect([(await run(server, args, { ...env, [name]: ' \n' })).code, server.requests]).toEqual([4, []]);
  });
});

describe('a token that is no token', () => {
  it.each(['SEGMENT_TOKEN', 'SEGMENT_PROFILE_TOKEN', 'PUBLIC_API_TOKEN'])(
    '%s is no matter for a command that sends none',
    async (name) => {
      const server = await openServer();
      const env = { SEGMENT_WRITE_KEY: writeKey, [name]: 'two wörds\nabcdefgh' };
      expect((await run(server, ['track', 'A', '-u', 'u'], env)).code).toBe(0);
      const { code, stderr } = await run(server, ['auth', 'status', '--offline'], env);
      expect([code, server.requests.length]).toEqual([2, 1]);
      expect(stderr).toContain(name);
      expect(stderr).not.toMatch(/abcdefgh|wörds/);
    },
  );
});

describe('a token in a file that was edited by hand', () => {
  const stored = async (fields: object, args: readonly string[], server: HttpServer) => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-test-'));
    const workspace = { region: 'us', addedAt: '', sources: {}, ...fields };
    const credentials = { version: 1, workspaces: { prod: workspace } };
    writeFileSync(join(folder, 'credentials.json'), JSON.stringify(credentials), { mode: 0o600 });
    return run(server, args, {
      SEGMENT_CONFIG_DIR: folder,
      SEGMENT_WORKSPACE: 'prod',
      SEGMENT_SPACE_ID: 'spa_1',
    });
  };
  const places = [
    ['token', 'Public API token', ['sources', 'list'], bearer],
    ['profileToken', 'Profile API token', readTraits, basic],
  ] as const;
  const cases = places.flatMap(([field, label, args, header]) =>
    spoilt.map(([what, spoil, isKept]) => ({ field, label, args, header, what, spoil, isKept })),
  );

  it.each(cases)('$field with $what', async ({ field, label, args, header, spoil, isKept }) => {
    const server = await openServer();
    const { code, stderr } = await stored({ [field]: spoil('abcdefgh') }, args, server);
    const sent = server.requests.map(({ headers }) => headers.authorization);
    expect([code, sent]).toEqual(isKept ? [0, [header('abcdefgh')]] : [2, []]);
    if (!isKept) expect(stderr).toContain(`The ${label} of workspace prod`);
    expect(stderr).not.toContain('efgh');
  });
});

describe('an OAuth application', () => {
  let pem = '';
  beforeAll(() => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  });

  const track = async (spoil: (text: string) => string, spoilKey = spoil) => {
    const server = await openServer();
    const file = join(mkdtempSync(join(tmpdir(), 'segment-cli-test-')), 'key.pem');
    writeFileSync(file, spoilKey(pem));
    const result = await run(server, ['track', 'A', '-u', 'u'], {
      SEGMENT_WRITE_KEY: writeKey,
      SEGMENT_OAUTH_CLIENT_ID: spoil('client_1'),
      SEGMENT_OAUTH_KEY_ID: spoil('key_1'),
      SEGMENT_OAUTH_PRIVATE_KEY_FILE: spoil(file),
    });
    return { ...result, server };
  };

  it.each(spoilt.filter(([, , isKept]) => isKept))('ids, path and key with %s', async (_what, spoil) => {
    const { code, server } = await track(spoil);
    expect(code).toBe(0);
    const assertion = new URLSearchParams(server.requests[0]?.body).get('client_assertion') ?? '';
    const [head = '', claims = ''] = assertion.split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect([read(head), read(claims)]).toMatchObject([{ kid: 'key_1' }, { iss: 'client_1' }]);
  });

  it('an id with a line end inside is refused at once', async () => {
    const { code, stderr, server } = await track((text) => `${text.slice(0, 4)}\n${text.slice(4)}`);
    expect([code, server.requests]).toEqual([2, []]);
    expect(stderr).toContain('SEGMENT_OAUTH_CLIENT_ID');
  });

  it('a key with a line of its own in front is read, one that is cut is not', async () => {
    expect(
      (
        await track(
          (text) => text,
          (key) => `\n\n${key}`,
        )
      ).code,
    ).toBe(0);
    const cut = await track(
      (text) => text,
      (key) => key.slice(0, 200),
    );
    expect([cut.code, cut.server.requests]).toEqual([2, []]);
  });
});

describe('a setting that is no secret', () => {
  const cases: readonly [name: string, good: string, args: readonly string[], path: string][] = [
    ['SEGMENT_REGION', 'us', ['sources', 'list'], '/sources'],
    ['SEGMENT_SPACE_ID', 'spa_1', readTraits, '/v1/spaces/spa_1/'],
    ['SEGMENT_API_URL', '', ['sources', 'list'], '/sources'],
    ['SEGMENT_SOURCE', 'web', ['track', 'A', '-u', 'u'], '/v1/track'],
    ['SEGMENT_WORKSPACE', 'sandbox', ['track', 'A', '-u', 'u'], '/v1/track'],
  ];
  it.each(cases)('%s is trimmed, and refused with a line end inside', async (name, good, args, path) => {
    const server = await openServer();
    const value = good || server.url;
    const env = { SEGMENT_TOKEN: 'sgp_abcdefgh', SEGMENT_PROFILE_TOKEN: 'abcdefgh', SEGMENT_SPACE_ID: 's' };
    const sent =
      name === 'SEGMENT_SOURCE' || name === 'SEGMENT_WORKSPACE' ? { SEGMENT_WRITE_KEY: writeKey } : {};
    const cdn = { SEGMENT_CDN_URL: server.url };
    const fine = await run(server, args, { ...env, ...sent, ...cdn, [name]: ` ${value}\r\n` });
    expect([fine.code, server.requests[0]?.path]).toEqual([0, expect.stringContaining(path)]);
    const spoilt = `${value.slice(0, 1)}\n${value.slice(1)}`;
    const bad = await run(server, args, { ...env, ...sent, ...cdn, [name]: spoilt });
    expect([bad.code, server.requests.length]).toEqual([2, 1]);
    expect(bad.stderr).toContain(`${name} holds a line end`);
  });

  it('--write-key is read alike', async () => {
    const server = await openServer();
    const args = ['track', 'A', '-u', 'u', '--write-key', `${writeKey}\r\n`];
    expect((await run(server, args, {})).code).toBe(0);
    expect(server.requests[0]?.headers.authorization).toBe(basic(writeKey));
    const cut = ['track', 'A', '-u', 'u', '--write-key', 'abcdef\nabcdef'];
    const { code, stderr } = await run(server, cut, {});
    expect([code, server.requests.length]).toEqual([2, 1]);
    expect(stderr).toContain('--write-key');
  });

  it('SEGMENT_OUTPUT with a line end is heard', async () => {
    const server = await openServer();
    const env = { SEGMENT_WRITE_KEY: writeKey, SEGMENT_OUTPUT: 'json\n' };
    expect(JSON.parse((await run(server, ['track', 'A', '-u', 'u'], env)).stdout)).toMatchObject({
      status: 200,
    });
  });
});

describe('a header of `segment api`', () => {
  it.each([
    ['X-A: one\n', 'one'],
    ['X-A: \r\none\r\n', 'one'],
    ['X-A: on\ne', undefined],
    ['X-A: on\0e', undefined],
    ['X-A: 日本', undefined],
  ])('%j', async (line, sent) => {
    const server = await openServer();
    const args = ['api', '/sources', '-H', line];
    const { code, stderr } = await run(server, args, { SEGMENT_TOKEN: 'sgp_abcdefgh' });
    expect([code, server.requests.map(({ headers }) => headers['x-a'])]).toEqual(
      sent === undefined ? [2, []] : [0, [sent]],
    );
    if (sent === undefined) expect(stderr).toContain('header x-a');
  });
});
