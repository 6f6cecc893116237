import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unsafe } from '../../src/spec/escape.ts';
import { cli } from '../helpers/cli.ts';
import { startProgram } from '../helpers/program-child.ts';
import { openSandbox } from '../helpers/sandbox.ts';

// The built program at its streams: what it does with lines that no client should send, and how it ends.

/** A busy machine takes its time. */
const patient = { timeout: 20_000 };

const initialize = (protocolVersion = '2025-06-18') => ({
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } },
});
const ready = { jsonrpc: '2.0', method: 'notifications/initialized' };
const ping = (id: number) => ({ jsonrpc: '2.0', id, method: 'ping' });
const callOf = (id: number, name: string, args: object) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'segment-cli-mcp-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const { process: child, ended } = startProgram({ args: ['mcp', ...args], cwd, openStdin: true, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
  });
  return {
    child,
    ended,
    write: (...lines: (object | string | Uint8Array)[]) => {
      for (const line of lines) {
        const isRaw = typeof line === 'string' || line instanceof Uint8Array;
        child.stdin?.write(isRaw ? line : `${JSON.stringify(line)}\n`);
      }
    },
    /** Everything on stdout, each line of which is JSON. */
    messages: () => linesOf(stdout),
    until: (id: number) => expect.poll(() => linesOf(stdout).map((each) => each.id), patient).toContain(id),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a test that reads a part which is not there fails.
function linesOf(text: string): any[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe('a line that cannot be read', () => {
  const long = 'x'.repeat(11 * 1024 * 1024);
  it.each<[string, string | Uint8Array, unknown, number, string]>([
    ['that is not JSON', '{"jsonrpc":"2.0",\n', null, -32_700, 'not valid JSON'],
    ['that is empty', '\n', null, -32_700, 'is empty'],
    ['of spaces', '  \r\n', null, -32_700, 'is empty'],
    [
      'that is not UTF-8',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d, 0x0a]),
      null,
      -32_700,
      'not valid UTF-8',
    ],
    ['with a batch', `[${JSON.stringify(ping(5))}]\n`, null, -32_600, 'batches'],
    ['with no message', '{"id":5}\n', 5, -32_600, 'not a JSON-RPC 2.0 message'],
    [
      'with an id that is too large',
      '{"jsonrpc":"2.0","id":9007199254740993,"method":"ping"}\n',
      null,
      -32_600,
      'not a JSON-RPC 2.0 message',
    ],
    [
      'with a request that is an answer, too',
      '{"jsonrpc":"2.0","id":5,"method":"ping","result":{}}\n',
      5,
      -32_600,
      'not a JSON-RPC 2.0 message',
    ],
    ...['5', '{"progressToken":{}}', '{"io.modelcontextprotocol/related-task":{}}'].map(
      (meta): [string, string, unknown, number, string] => [
        `with the meta ${meta}`,
        `{"jsonrpc":"2.0","id":5,"method":"ping","params":{"_meta":${meta}}}\n`,
        5,
        -32_600,
        'not a JSON-RPC 2.0 message',
      ],
    ),
    ['with a number', '42\n', null, -32_600, 'not a JSON-RPC 2.0 message'],
    ['of 11 MB', `${long}\n`, null, -32_600, 'longer than 10485760 bytes'],
    ['of 11 MB with its id in front', `{"jsonrpc":"2.0","id":8,"a":"${long}"}\n`, 8, -32_600, 'longer than'],
    [
      'of 11 MB with its id behind',
      `{"method":"ping","a":"${long}","jsonrpc":"2.0","id":"z"}\n`,
      'z',
      -32_600,
      'longer',
    ],
    [
      'of 11 MB with an id within',
      `{"method":"ping","params":{"a":"${long}","id":7}}\n`,
      null,
      -32_600,
      'longer than',
    ],
  ])('%s is answered and told of, and the next one is served', async (_case, line, id, code, words) => {
    const server = start(['-w', 'sandbox']);
    server.write(initialize(), ready, line, ping(1));
    await server.until(1);
    expect(server.messages().find(({ error }) => error !== undefined)).toMatchObject({
      jsonrpc: '2.0',
      id,
      error: { code, message: expect.stringContaining(words) },
    });
    server.child.stdin?.end();
    const { code: exit, stderr } = await server.ended;
    expect(exit).toBe(0);
    expect(stderr).toContain(words);
  });

  it('may come before anything else, and be the last without its end', async () => {
    const server = start(['-w', 'sandbox']);
    server.write('?\n', initialize(), '{"cut');
    server.child.stdin?.end();
    const { code } = await server.ended;
    expect(code).toBe(0);
    expect(server.messages().map(({ id, error }) => [id, error?.code])).toEqual(
      expect.arrayContaining([
        [null, -32_700],
        [0, undefined],
        [null, -32_700],
      ]),
    );
  });

  it('that has more members than the protocol knows is served', async () => {
    const server = start(['-w', 'sandbox']);
    server.write(initialize(), ready, { ...ping(1), trace: 'x', params: { _meta: { mine: 1 } } });
    await server.until(1);
    expect(server.messages().find(({ id }) => id === 1)).toMatchObject({ result: {} });
  });

  it('with the id of a call under way is refused, and that call answered', async () => {
    const sandbox = await openSandbox({ faults: { rules: [{ latency: 500 }] } });
    const server = start(['--url', sandbox.url, '--allow-writes']);
    const [one, other] = ['A', 'B'].map((event) => callOf(1, 'SEGMENT_TRACK', { userId: 'u', event }));
    server.write(initialize(), ready, one ?? '', other ?? '');
    server.child.stdin?.end();
    expect((await server.ended).code).toBe(0);
    const answers = server.messages().filter(({ id }) => id === 1);
    expect(answers.map(({ error, result }) => error?.code ?? result.structuredContent.status)).toEqual([
      -32_600,
      'acknowledged',
    ]);
    expect([...sandbox.journal.messages].map(({ event }) => event)).toEqual(['A']);
  });

  it('that is nested without end harms nobody', async () => {
    const sandbox = await openSandbox();
    const server = start(['--url', sandbox.url, '--allow-writes']);
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    server.write(initialize(), ready);
    for (const [id, args] of [
      [1, `{"userId":"u","event":"A","properties":{"deep":${deep}}}`],
      [2, `{"messages":[{"type":"track","userId":"u","event":"B","properties":{"deep":${deep}}},${deep}]}`],
    ] as const) {
      const name = id === 1 ? 'SEGMENT_TRACK' : 'SEGMENT_BATCH';
      server.write(
        `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"${name}","arguments":${args}}}\n`,
      );
      await server.until(id);
    }
    const [one, many] = [1, 2].map((id) => server.messages().find((each) => each.id === id));
    expect(JSON.parse(one.result.content[0].text).error.code).toBe('message_too_large');
    expect(many.result.structuredContent.counts).toMatchObject({ rejected: 2, acknowledged: 0 });
  });

  it('is read whole when it comes byte by byte', async () => {
    const server = start(['-w', 'sandbox']);
    for (const byte of Buffer.from(`${JSON.stringify(initialize())}\n`)) server.write(Uint8Array.of(byte));
    await server.until(0);
  });
});

describe('the versions of the protocol', () => {
  it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
    '%s is answered with the same, and with the facts once',
    async (version) => {
      const sandbox = await openSandbox();
      const server = start(['--url', sandbox.url, '--allow-writes']);
      server.write(initialize(version), ready, callOf(1, 'SEGMENT_TRACK', { userId: 'u', event: 'A' }));
      await server.until(1);
      const [opened, { result }] = [0, 1].map((id) => server.messages().find((each) => each.id === id));
      expect(opened.result).toMatchObject({ protocolVersion: version, serverInfo: { name: 'segment' } });
      expect(result.content).toHaveLength(1);
      if (version >= '2025-06-18') {
        expect(result.structuredContent).toMatchObject({ status: 'acknowledged' });
        expect(result.content[0].text).toMatch(/^[^{}]+\.$/);
      } else {
        expect(result.structuredContent).toBeUndefined();
        expect(JSON.parse(result.content[0].text)).toMatchObject({ status: 'acknowledged' });
      }
    },
  );
});

describe('a call that takes long', () => {
  it('tells how far it has come, all of it before its answer', async () => {
    const sandbox = await openSandbox();
    const server = start(['--url', sandbox.url, '--allow-writes']);
    const properties = { text: 'x'.repeat(30_000) };
    const messages = Array.from({ length: 40 }, () => ({
      type: 'track',
      userId: 'u',
      event: 'A',
      properties,
    }));
    const { params, ...call } = callOf(1, 'SEGMENT_BATCH', { messages });
    server.write(initialize(), ready, { ...call, params: { ...params, _meta: { progressToken: 'p' } } });
    await server.until(1);
    const [, ...rest] = server.messages();
    expect(
      rest.map(({ id, method, params }) => id ?? [method, params.progressToken, params.progress]),
    ).toEqual([
      ['notifications/progress', 'p', 16],
      ['notifications/progress', 'p', 32],
      ['notifications/progress', 'p', 40],
      1,
    ]);
    expect(rest.at(-1).result.structuredContent.counts).toMatchObject({ acknowledged: 40 });
  });
});

describe('what is piped in', () => {
  it('is answered before the server ends', async () => {
    const sandbox = await openSandbox();
    const server = start(['--url', sandbox.url, '--allow-writes']);
    const digits =
      '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"SEGMENT_TRACK","arguments":';
    server.write(initialize(), ready);
    server.write(`${digits}{"userId":"u","event":"A","properties":{"n":12345678901234567890,"p":10.00}}}}\n`);
    server.child.stdin?.end();
    const { code } = await server.ended;
    expect(code).toBe(0);
    expect(server.messages().map(({ id }) => id)).toEqual([0, 3]);
    // Numbers arrive as they were written.
    expect([...sandbox.journal.messages][0]?.raw.toString('utf8')).toContain(
      '{"n":12345678901234567890,"p":10.00}',
    );
  });

  it('ends it at once when nothing was asked', async () => {
    const server = start(['-w', 'sandbox']);
    server.child.stdin?.end();
    expect(await server.ended).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});

describe('at a terminal', () => {
  it('nobody waits for what a person would type', async () => {
    const { code, stderr } = await cli(['mcp', '-w', 'sandbox'], { io: { stdinIsTerminal: true } });
    expect([code, stderr]).toEqual([2, expect.stringContaining('stdin is a terminal')]);
  });
});

describe('the end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('by %s is orderly', async (signal) => {
    const server = start(['-w', 'sandbox']);
    server.write(initialize());
    await server.until(0);
    server.child.kill(signal);
    expect(await server.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  it.each(['cancelled', 'SIGTERM'] as const)(
    'of a call under way, %s, is no failure that the log holds',
    async (how) => {
      const sandbox = await openSandbox();
      const server = start(['-w', 'sandbox', '--url', sandbox.url]);
      const wait = callOf(1, 'SEGMENT_WAIT_FOR_SANDBOX_MESSAGES', { event: 'never', timeoutMs: 20_000 });
      server.write(initialize(), ready, wait, callOf(2, 'SEGMENT_COUNT_SANDBOX_MESSAGES', {}));
      await server.until(2);
      if (how === 'SIGTERM') server.child.kill(how);
      else {
        server.write(
          { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } },
          ping(3),
        );
        await server.until(3);
        server.child.stdin?.end();
      }
      expect(await server.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
      expect(server.messages().map(({ id }) => id)).not.toContain(1);
    },
  );

  it('comes when nobody reads the answers, without a stack trace', async () => {
    const server = start(['-w', 'sandbox']);
    server.write(initialize());
    await server.until(0);
    server.child.stdout?.destroy();
    server.write(ping(1), ping(2));
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('comes although a call is under way that is never answered', async () => {
    const sandbox = await openSandbox({ faults: { rules: [{ hang: true }] } });
    const server = start(['--url', sandbox.url, '--allow-writes']);
    server.write(initialize(), ready, callOf(1, 'SEGMENT_TRACK', { userId: 'u', event: 'A' }));
    await expect.poll(() => JSON.stringify(sandbox.faults.list()), patient).toContain('"hits":1');
    server.child.stdin?.end();
    expect(await server.ended).toMatchObject({ code: 0 });
  });
});

describe('stdout', () => {
  it('holds no character that a terminal acts on, and means the same', async () => {
    const event = 'a\u0007\u001b]0;x\u009b31m\u202e\u200b\u2028\u{e0041}b';
    const server = start(['--allow-writes'], {
      SEGMENT_WRITE_KEY: 'k'.repeat(32),
      SEGMENT_TRACKING_URL: 'http://127.0.0.1:9',
    });
    server.write(initialize(), ready, callOf(1, 'SEGMENT_TRACK', { userId: 'u', event }));
    await server.until(1);
    server.child.stdin?.end();
    const { stdout } = await server.ended;
    expect(stdout.match(unsafe)).toBeNull();
    const { result } = server.messages().find(({ id }) => id === 1);
    expect(result.structuredContent.message.event).toBe(event);
  });

  it.each([['--debug'], ['--verbose'], ['--json']])('holds the protocol alone, with %s', async (flag) => {
    const sandbox = await openSandbox();
    const server = start(['--url', sandbox.url, '--allow-writes', flag]);
    server.write(initialize(), ready, callOf(1, 'SEGMENT_TRACK', { userId: 'u', event: 'A' }));
    server.write(callOf(2, 'SEGMENT_TRACK', { event: 5 }), callOf(3, 'NO_SUCH_TOOL', {}));
    for (const id of [1, 2, 3]) await server.until(id);
    server.child.stdin?.end();
    const { code, stderr } = await server.ended;
    expect(code).toBe(0);
    expect(server.messages().map(({ jsonrpc }) => jsonrpc)).toEqual(['2.0', '2.0', '2.0', '2.0']);
    expect(stderr.includes('do not fit')).toBe(flag === '--debug');
  });
});
