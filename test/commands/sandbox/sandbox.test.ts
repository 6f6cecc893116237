import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CliOptions, type CliResult, cli, MemoryStream } from '../../helpers/cli.ts';

interface Run {
  readonly url: string;
  readonly folder: string;
  /** What is written down about the sandboxes of this person. */
  entries(): { readonly url: string; readonly pid: number }[];
  readonly readyFile: string;
  /** Runs another command of the same person. */
  also(argv: readonly string[], options?: CliOptions): Promise<CliResult>;
  stop(signal?: NodeJS.Signals): Promise<CliResult>;
}

/** Starts `segment sandbox` in memory and resolves when it says that it is ready. */
async function start(
  argv: readonly string[] = [],
  folder = mkdtempSync(join(tmpdir(), 'segment-cli-sandbox-')),
): Promise<Run> {
  const env = { SEGMENT_STATE_DIR: join(folder, 'state'), SEGMENT_CONFIG_DIR: join(folder, 'config') };
  const readyFile = join(folder, `ready-${Math.random()}.json`);
  const listeners = new Set<(signal: NodeJS.Signals) => void>();
  const onSignal = (listener: (signal: NodeJS.Signals) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const running = cli(['sandbox', '--port', '0', '--ready-file', readyFile, ...argv], {
    env,
    io: { onSignal },
  });
  let result: CliResult | undefined;
  void running.then((ended) => {
    result = ended;
  });
  while (!existsSync(readyFile)) {
    if (result !== undefined) throw new Error(`ended before it was ready: ${result.stderr}`);
    await wait(5);
  }
  const stop = (signal: NodeJS.Signals = 'SIGINT') => {
    for (const listener of listeners) listener(signal);
    return running;
  };
  onTestFinished(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const { url } = JSON.parse(readFileSync(readyFile, 'utf8'));
  const also = (words: readonly string[], options: CliOptions = {}) =>
    cli(words, { ...options, env: { ...env, ...options.env } });
  const entries = () => {
    const entriesFolder = join(env.SEGMENT_STATE_DIR, 'sandboxes');
    return readdirSync(entriesFolder).map((name) =>
      JSON.parse(readFileSync(join(entriesFolder, name), 'utf8')),
    );
  };
  return { url, folder, readyFile, entries, also, stop };
}

/** Streams that look like a person's terminal. */
const terminal = (columns = 120) => Object.assign(new MemoryStream(), { isTTY: true, columns });

describe('segment sandbox', () => {
  it('says once that it is ready, where it is, and what came at the end', async () => {
    const run = await start();
    expect((await fetch(`${run.url}/health`)).status).toBe(200);
    expect(JSON.parse(readFileSync(run.readyFile, 'utf8'))).toEqual({ event: 'ready', url: run.url });
    expect(run.entries()).toEqual([expect.objectContaining({ url: run.url, pid: process.pid })]);
    expect((await run.also(['-w', 'sandbox', 'track', 'Signed Up', '-u', 'u1'])).code).toBe(0);
    const { code, stdout, stderr } = await run.stop();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      `✓ sandbox ready at ${run.url} (Ctrl-C stops it)`,
      expect.stringMatching(/^sandbox stopped: 1 message \(1 track\) · 1 request, \d+ B$/),
      '',
    ]);
    expect([run.entries(), existsSync(run.readyFile)]).toEqual([[], false]);
    await expect(fetch(`${run.url}/health`)).rejects.toThrow();
  });

  it('speaks JSON on stdout when asked to', async () => {
    const run = await start(['--json']);
    await run.also(['-w', 'sandbox', 'track', 'Signed Up', '-u', 'u1']);
    const { code, stdout, stderr } = await run.stop('SIGTERM');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { event: 'ready', url: run.url },
      { event: 'stopped', stored: 1, duplicates: 0, discarded: 0, requests: 1, bytes: expect.any(Number) },
    ]);
  });

  it('takes named sources, and the workspace sandbox still works', async () => {
    const run = await start(['--write-key', 'web=k1', '--write-key', 'app=k=2']);
    const send = (key: string) => run.also(['-w', 'sandbox', 'track', 'E', '-u', 'u', '--write-key', key]);
    for (const key of ['k1', 'k=2', 'nobody']) await send(key);
    await run.also(['-w', 'sandbox', 'track', 'E', '-u', 'u']);
    const { stdout } = await run.also(['sandbox', 'events', '--json', '--outcome', 'all']);
    expect(JSON.parse(stdout).map(({ source, code }: Record<string, unknown>) => [source, code])).toEqual([
      ['web', null],
      ['app', null],
      ['nobody', 'unknown_source'],
      ['sandbox', null],
    ]);
  });

  it('takes its flags', async () => {
    const run = await start(['--strict-limits', '--dedup-scope', 'source', '--allow-host', 'sandbox']);
    const body = (size: number) =>
      JSON.stringify({ writeKey: 'k', event: 'E', userId: 'u', pad: 'x'.repeat(size) });
    expect((await fetch(`${run.url}/v1/track`, { method: 'POST', body: body(32_100) })).status).toBe(400);
    expect((await fetch(`${run.url}/v1/track`, { method: 'POST', body: body(31_000) })).status).toBe(200);
  });

  it.each([
    ['http://sandbox:8080', 'Write the name alone: --allow-host sandbox:8080'],
    ['*', 'Write a name, with a port if you like: --allow-host sandbox'],
  ])('does not start with --allow-host %s, which no client could match', async (value, hint) => {
    const { code, stdout, stderr } = await cli(['sandbox', '--port', '0', '--allow-host', value]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`--allow-host “${value}” is refused: `);
    expect(stderr).toContain(`hint: ${hint}`);
  });

  it('warns when it is open to the network', async () => {
    const run = await start(['--host', '0.0.0.0', '--quiet']);
    expect(run.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await run.stop()).stderr).toMatch(
      /^! warning: anyone who can reach 0\.0\.0\.0 port \d+ can send to this sandbox and read its messages\n$/,
    );
  });

  it('names the next free port, and who has this one', async () => {
    const run = await start();
    const { port } = new URL(run.url);
    const taken = await run.also(['sandbox', '--port', port]);
    expect(taken).toMatchObject({ code: 9, stdout: '' });
    expect(taken.stderr).toContain(`Port ${port} is taken, by the sandbox with process id ${process.pid}.`);
    expect(taken.stderr).toMatch(/hint: .*segment sandbox --port \d+\n/);

    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const otherPort = typeof address === 'object' && address !== null ? address.port : 0;
    const { stderr, code } = await run.also(['sandbox', '--port', String(otherPort)]);
    other.close();
    expect(code).toBe(9);
    expect(stderr).toContain(`Port ${otherPort} of 127.0.0.1 is taken.`);
    // The one that runs is still the one that is announced.
    expect(run.entries().map(({ url }) => url)).toEqual([run.url]);
  });

  it('is found again when a newer one ends', async () => {
    const older = await start();
    const newer = await start([], older.folder);
    await newer.stop();
    expect(older.entries().map(({ url }) => url)).toEqual([older.url]);
    expect((await older.also(['-w', 'sandbox', 'track', 'Signed Up', '-u', 'u1'])).code).toBe(0);
    expect((await older.stop()).stderr).toContain('sandbox stopped: 1 message (1 track)');
  });

  describe('next to another one', () => {
    const commands = [
      ['track', 'Signed Up', '-u', 'u1', '-w', 'sandbox'],
      ['track', 'Signed Up', '-u', 'u1', '-w', 'sandbox', '--curl'],
      ['batch', '-', '-w', 'sandbox'],
      ['sources', 'list', '-w', 'sandbox'],
      ['profile', 'traits', 'user_id:u1', '-w', 'sandbox'],
      ['api', '/sources', '-w', 'sandbox'],
      ['config', 'list', '-w', 'sandbox'],
      ['sandbox', 'events'],
      ['sandbox', 'tail', '--limit', '1'],
      ['sandbox', 'diff', 'a.ndjson'],
    ];

    it('is not taken for it: every command ends with 2 and lists both', async () => {
      const [first, second] = await startTwo();
      const failed = [];
      for (const argv of commands) {
        const { code, stdout, stderr } = await first.also([...argv, '--json']);
        const { error } = JSON.parse(stderr);
        failed.push([code, stdout, error.code]);
        expect(error.details.map((line: string) => line.split(' ')[0])).toEqual([first.url, second.url]);
        expect(error.details[0]).toMatch(/ started 20\d\d-\S+Z, process id \d+$/);
        expect(error.hint).toContain(`export SEGMENT_SANDBOX_URL=${first.url}, or --url ${first.url}`);
      }
      expect(failed).toEqual(commands.map(() => [2, '', 'sandbox_ambiguous']));
    });

    it('is named by SEGMENT_SANDBOX_URL for commands that send, read and look', async () => {
      const [first, second] = await startTwo();
      const named = (argv: string[]) =>
        first.also(argv, { env: { SEGMENT_SANDBOX_URL: `${second.url}/v1/` }, stdin: line });
      for (const argv of [
        ['track', 'Signed Up', '-u', 'u1', '-w', 'sandbox'],
        ['batch', '-', '-w', 'sandbox'],
        ['api', '/sources', '-w', 'sandbox'],
      ])
        expect([argv, (await named(argv)).code]).toEqual([argv, 0]);
      expect(
        JSON.parse((await named(['profile', 'traits', 'user_id:u1', '-w', 'sandbox', '--json'])).stdout),
      ).toEqual({});
      expect(await storedIn(named, [])).toBe(2);
      expect(await storedIn(named, ['--url', first.url])).toBe(0);
    });

    it('is named by --url, which chooses the sandbox and goes before the variable', async () => {
      const [first, second] = await startTwo();
      const env = {
        SEGMENT_SANDBOX_URL: first.url,
        SEGMENT_WORKSPACE: 'nobody',
        SEGMENT_TRACKING_URL: 'http://127.0.0.1:1',
      };
      const named = (argv: string[]) => first.also([...argv, '--url', second.url], { env, stdin: line });
      const sending = [
        ['track', 'Signed Up', '-u', 'u1'],
        ['identify', 'u1'],
        ['page', 'Home', '-u', 'u1'],
        ['screen', 'Home', '-u', 'u1'],
        ['group', 'g1', '-u', 'u1'],
        ['alias', '-u', 'u1', '--previous-id', 'a1'],
        ['batch', '-'],
        ['api', '/sources'],
        ['sources', 'list'],
        ['overview'],
        ['profile', 'traits', 'user_id:u1'],
        ['sources', 'update', 'web_store', '--name', 'Shop', '--dry-run'],
      ];
      for (const argv of sending) expect([argv, (await named(argv)).code]).toEqual([argv, 0]);
      expect((await named(['track', 'E', '-u', 'u1', '--curl'])).stdout).toContain(`${second.url}/v1/track`);
      expect(await storedIn(first.also, ['--url', second.url])).toBe(7);
      expect(await storedIn(first.also, ['--url', first.url])).toBe(0);
    });

    it.each([
      [['track', 'E', '-u', 'u', '--url', 'https://api.segment.io'], {}, 'sandbox_not_loopback'],
      [['batch', '-', '--url', 'http://10.0.0.1'], {}, 'sandbox_not_loopback'],
      [['api', '/sources', '--url', 'http://u:p@127.0.0.1:1'], {}, 'url_with_credentials'],
      [['track', 'E', '-u', 'u', '--url', 'http://127.0.0.1:1', '-w', 'prod'], {}, 'url_of_sandbox'],
      [['sources', 'list', '--url', 'https://x.io'], {}, 'sandbox_not_loopback'],
      [['overview', '--url', 'http://127.0.0.1:1', '-w', 'prod'], {}, 'url_of_sandbox'],
      [['auth', 'login', '--url', 'http://127.0.0.1:1'], {}, 'url_of_sandbox'],
      [['completion', 'bash', '--url', 'http://127.0.0.1:1'], {}, 'url_of_sandbox'],
      [['sandbox', '--port', '0', '--url', 'http://127.0.0.1:1'], {}, 'url_of_sandbox'],
      [['sources', 'list', '-w', 'sandbox'], { SEGMENT_SANDBOX_URL: 'https://x.io' }, 'sandbox_not_loopback'],
      [['sandbox', 'stats'], { SEGMENT_SANDBOX_URL: 'https://x.io' }, 'sandbox_not_loopback'],
      [['sandbox', 'stats'], { SEGMENT_SANDBOX_URL: '4011' }, 'url_invalid'],
      [['track', 'E', '-u', 'u', '--url', 'localhost:4011'], {}, 'url_invalid'],
      [['track', 'E', '-u', 'u', '--url', 'https://u:p@api.segment.io'], {}, 'url_with_credentials'],
    ])('%j with %j is refused: %s', async (argv, env, code) => {
      const result = await cli([...argv, '--json'], { env });
      expect([result.code, JSON.parse(result.stderr).error.code]).toEqual([2, code]);
    });

    const line = '{"type":"track","event":"E","userId":"u2"}\n';

    async function startTwo(): Promise<[Run, Run]> {
      const first = await start();
      return [first, await start([], first.folder)];
    }

    async function storedIn(run: (argv: string[]) => Promise<CliResult>, flags: string[]): Promise<number> {
      const { stdout } = await run(['sandbox', 'stats', '--json', ...flags]);
      return JSON.parse(stdout).messages.stored;
    }
  });

  it('runs where it cannot write down where it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-sandbox-'));
    writeFileSync(join(folder, 'state'), 'a file where the folder should be');
    const run = await start([], folder);
    expect((await fetch(`${run.url}/health`)).status).toBe(200);
    expect((await run.stop()).stderr).toContain(`SEGMENT_SANDBOX_URL=${run.url}`);
  });

  it.each([
    [['sandbox', '--port', '70000'], 2],
    [['sandbox', '--port', 'x'], 2],
    [['sandbox', '--write-key', 'nokey'], 2],
    [['sandbox', '--write-key', '=k'], 2],
    [['sandbox', '--write-key', 'a=k', '--write-key', 'b=k'], 2],
    [['sandbox', '--dedup-scope', 'none'], 2],
    [['sandbox', 'evnts'], 2],
    [['sandbox', '--nothing'], 2],
    [['sandbox', 'events', '--limit', '0'], 2],
    [['sandbox', 'events', '--type', 'nothing'], 2],
    [['sandbox', 'events', '--json', '--raw'], 2],
    [['sandbox', 'events', '--host', '0.0.0.0'], 2],
    [['sandbox', '--strict-limits', 'stats'], 2],
    [['sandbox', 'reset', '--port', '1'], 7],
    [['sandbox', 'events', '--url', 'http://example.com'], 2],
    [['sandbox', 'events', '--url', 'http://127.0.0.1:1'], 7],
    [['sandbox', 'stats', '--url', 'http://127.0.0.1:1'], 7],
    [['sandbox', 'reset', '--url', 'http://127.0.0.1:1'], 7],
  ])('%j ends with %i', async (argv, code) => {
    const result = await cli(argv);
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr).toMatch(/^error: |^\{"error":/);
  });

  it.each([['sandbox'], ['sandbox', 'events'], ['sandbox', 'stats'], ['sandbox', 'reset']])(
    '%s %s shows help with examples',
    async (...path) => {
      const { code, stdout } = await cli([...path.filter((word) => typeof word === 'string'), '--help']);
      expect(code).toBe(0);
      expect(stdout.match(/^ {2}\$ segment /gm)?.length).toBeGreaterThanOrEqual(2);
    },
  );
});

describe('segment sandbox events', () => {
  async function filled(): Promise<Run> {
    const run = await start();
    const body =
      '{"writeKey":"k","sentAt":null,"batch":[{"type":"track","event":"A \\u001b[31m red","userId":"u1","messageId":"m1","n":12345678901234567890},\n{"type":"page","name":"Home","anonymousId":"a1","messageId":"m2",\n"x":1},{"type":"track","messageId":"m3"}]}';
    expect((await fetch(`${run.url}/v1/batch`, { method: 'POST', body })).status).toBe(200);
    return run;
  }

  it('is a table for a person, oldest first, with nothing that moves a cursor', async () => {
    const run = await filled();
    const stdout = terminal();
    const { code } = await run.also(['sandbox', 'events', '--outcome', 'all', '--no-color'], {
      io: { stdout },
    });
    expect(code).toBe(0);
    const lines = stdout.text.split('\n');
    expect(lines[0]?.split(/\s{2,}/)).toEqual([
      'RECEIVED',
      'TYPE',
      'NAME',
      'USER',
      'SOURCE',
      'OUTCOME',
      'MESSAGE ID',
    ]);
    expect(lines.slice(1, 4).map((line) => line.split(/\s{2,}/).slice(1))).toEqual([
      ['track', 'A \\u001b[31m red', 'u1', 'k', 'stored', 'm1'],
      ['page', 'Home', 'a1', 'k', 'stored', 'm2'],
      ['track', 'k', 'no_user_anon_id', 'm3'],
    ]);
    expect(stdout.text).not.toContain('\u001b');
  });

  it('is NDJSON in a pipe, with every digit', async () => {
    const run = await filled();
    for (const argv of [[], ['--ndjson']]) {
      const { stdout } = await run.also(['sandbox', 'events', ...argv]);
      expect(
        stdout
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line).messageId),
      ).toEqual(['m1', 'm2']);
      expect(stdout).toContain('"n":12345678901234567890');
    }
  });

  it('is an array with --json', async () => {
    const run = await filled();
    expect(JSON.parse((await run.also(['sandbox', 'events', '--json'])).stdout)).toHaveLength(2);
    expect((await run.also(['sandbox', 'events', '--json', '--event', 'nobody'])).stdout).toBe('[]\n');
    expect((await run.also(['sandbox', 'events', '--event', 'nobody'])).stdout).toBe('');
  });

  it('gives back what was sent, a line each', async () => {
    const run = await filled();
    expect((await run.also(['sandbox', 'events', '--raw'])).stdout).toBe(
      '{"type":"track","event":"A \\u001b[31m red","userId":"u1","messageId":"m1","n":12345678901234567890}\n{"type":"page","name":"Home","anonymousId":"a1","messageId":"m2", "x":1}\n',
    );
  });

  it.each<[string[], string[]]>([
    [['--type', 'page'], ['m2']],
    [['-u', 'u1'], ['m1']],
    [['--user-id', 'a1'], ['m2']],
    [['--message-id', 'm2'], ['m2']],
    [['--outcome', 'discarded'], ['m3']],
    [['--code', 'no_user_anon_id'], ['m3']],
    [
      ['--source', 'k'],
      ['m1', 'm2'],
    ],
    [['--source', 'other'], []],
    [['--limit', '1'], ['m1']],
  ])('filters by %j', async (argv, expected) => {
    const run = await filled();
    const { stdout } = await run.also(['sandbox', 'events', '--json', ...argv]);
    expect(JSON.parse(stdout).map(({ messageId }: Record<string, unknown>) => messageId)).toEqual(expected);
  });

  it('shows a person the last 100 and a machine all of them', async () => {
    const run = await start();
    const batch = Array.from({ length: 2_300 }, (_, index) => ({
      type: 'track',
      event: 'E',
      userId: 'u',
      messageId: `m${index}`,
    }));
    await fetch(`${run.url}/v1/batch`, { method: 'POST', body: JSON.stringify({ writeKey: 'k', batch }) });
    const stdout = terminal();
    const { stderr } = await run.also(['sandbox', 'events', '--no-color'], { io: { stdout } });
    const rows = stdout.text.split('\n').slice(1, -1);
    expect([
      rows.length,
      rows[0]?.split(/\s{2,}/).at(-1),
      rows
        .at(-1)
        ?.split(/\s{2,}/)
        .at(-1),
    ]).toEqual([100, 'm2200', 'm2299']);
    expect(stderr).toContain('segment sandbox events --ndjson');
    expect((await run.also(['sandbox', 'events', '--ndjson'])).stdout.split('\n')).toHaveLength(2_301);
    expect(JSON.parse((await run.also(['sandbox', 'events', '--json'])).stdout)).toHaveLength(2_300);
    expect((await run.also(['sandbox', 'events', '--limit', '1500'])).stdout.split('\n')).toHaveLength(1_501);
  });

  it('tells a person that nothing came', async () => {
    const run = await start();
    const stdout = terminal();
    const { stderr, code } = await run.also(['sandbox', 'events'], { io: { stdout } });
    expect([code, stdout.text, stderr]).toEqual([0, '', 'No messages found.\n']);
  });
});

describe('segment sandbox stats and reset', () => {
  it('a line for each count, escaped, and no write key in place of a name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-sandbox-'));
    const source = { slug: 'shop', name: '東京ショップの本番環境\u0007', writeKeys: ['shop'] };
    writeFileSync(join(folder, 'seed.json'), JSON.stringify({ sources: [source] }));
    const run = await start(['--seed', join(folder, 'seed.json')], folder);
    const send = (key: string) =>
      run.also(['track', 'E', '-u', 'u', '--write-key', key, '--url', run.url, '--json']);
    await send('shop');
    await send('wk_live-checkout-7f3a9b');
    const { stdout } = await run.also(['sandbox', 'stats']);
    expect(stdout).toContain('\nbySource.東京ショップの本番環境\\u0007\t1\n');
    const json = await run.also(['sandbox', 'stats', '--json']);
    for (const text of [stdout, json.stdout]) expect(text).not.toContain('wk_live-checkout');
    const narrow = terminal(40);
    await run.also(['sandbox', 'stats'], { env: { NO_COLOR: '1' }, io: { stdout: narrow } });
    expect(narrow.text).toMatch(/\nmessages\.stored +2\n/);
    expect(narrow.text).toContain('\nbySource.東京ショップの本番環境\\u0007  1\n');
  });

  it('count, and forget', async () => {
    const run = await start();
    await run.also(['-w', 'sandbox', 'track', 'E', '-u', 'u']);
    const stats = async () => JSON.parse((await run.also(['sandbox', 'stats', '--json'])).stdout);
    expect(await stats()).toMatchObject({
      messages: { stored: 1 },
      byType: { track: 1 },
      bySource: { sandbox: 1 },
    });
    expect((await run.also(['sandbox', 'stats'])).stdout).toContain('messages.stored\t1\n');
    expect(await run.also(['sandbox', 'reset'])).toEqual({
      code: 0,
      stdout: '',
      stderr: `✓ sandbox at ${run.url} is empty\n`,
    });
    expect(await stats()).toMatchObject({ messages: { stored: 0 }, byType: {} });
    expect(JSON.parse((await run.also(['sandbox', 'reset', '--json'])).stdout)).toEqual({
      reset: true,
      url: run.url,
      source: null,
    });
    expect((await run.also(['sandbox', 'stats', '--url', `${run.url}/`])).code).toBe(0);
    const elsewhere = { env: { SEGMENT_STATE_DIR: `${run.folder}/elsewhere` } };
    expect((await run.also(['sandbox', 'stats', '--port', new URL(run.url).port], elsewhere)).code).toBe(0);
  });
});
