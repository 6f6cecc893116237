import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunningSandbox, SandboxOptions } from '../../../src/sandbox/start.ts';
import { type CliOptions, cli, MemoryStream } from '../../helpers/cli.ts';
import { json, serve } from '../../helpers/http-server.ts';
import { basic, openSandbox, post } from '../../helpers/sandbox.ts';

const order = (messageId: string, more: object = {}) => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'user_1',
  messageId,
  properties: { revenue: 49.9, currency: 'EUR' },
  ...more,
});
const send = (sandbox: RunningSandbox, items: readonly object[], key = 'web') =>
  post(sandbox, '/v1/batch', { batch: items }, { authorization: basic(key) });

/** A sandbox, and the verbs of it. */
async function open(options: SandboxOptions = {}) {
  const sandbox = await openSandbox(options);
  const cwd = mkdtempSync(join(tmpdir(), 'segment-cli-control-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const run = (argv: readonly string[], more: CliOptions = {}) =>
    cli(['sandbox', ...argv, '--url', sandbox.url], { cwd, ...more });
  return { sandbox, cwd, run };
}

const terminal = (columns = 100) => Object.assign(new MemoryStream(), { isTTY: true, columns });

describe('segment sandbox wait', () => {
  it('says that it was met', async () => {
    const { sandbox, run } = await open();
    const waiting = run(['wait', '--event', 'Order Completed', '--count', '2', '--timeout', '20s']);
    await send(sandbox, [order('1'), order('2')]);
    const { code, stdout, stderr } = await waiting;
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^✓ 2 messages arrived after [\d.]+ m?s\n$/);
    const json = await run(['wait', '--json', '--source', 'web', '--where', 'properties.revenue > 49']);
    expect([json.code, json.stderr, JSON.parse(json.stdout)]).toMatchObject([0, '', { met: true, count: 2 }]);
  });

  it('ends with 3 and what came near', async () => {
    const { sandbox, run } = await open();
    await send(sandbox, [order('1', { event: 'Order \u001b[31mComplete' })]);
    const { code, stdout, stderr } = await run(['wait', '--event', 'Order Completed', '--timeout', '10ms']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      'error: 0 of 1 message arrived in 10 ms.\n  closest: track “Order \\u001b[31mComplete” of user_1 (1): event is Order \\u001b[31mComplete, not Order Completed\n',
    );
    const json = await run(['wait', '--event', 'x', '--timeout', '10ms', '--json']);
    expect([json.code, JSON.parse(json.stdout).met, JSON.parse(json.stderr).error]).toMatchObject([
      3,
      false,
      { code: 'wait_not_met', exitCode: 3 },
    ]);
  });
});

describe('segment sandbox assert', () => {
  it.each<[string[]]>([
    [['--event', 'Order Completed', '--count', '2']],
    [['--event', 'Nothing', '--count', '0']],
    [['--min', '1', '--max', '2', '--type', 'track']],
    [['-F', 'properties.revenue=49.9', '-f', 'properties.currency=EUR']],
    [['--message-id', '1', '-F', 'properties:={"revenue":49.9,"currency":"EUR"}']],
    [['--no-violations']],
    [['--where', 'properties.revenue > 49', '-f', 'userId=user_1']],
  ])('%j holds', async (flags) => {
    const { sandbox, run } = await open();
    await send(sandbox, [order('1'), order('2')]);
    const { code, stdout, stderr } = await run(['assert', ...flags]);
    expect([code, stdout], stderr).toEqual([0, '']);
    expect(stderr).toMatch(/^✓ \d messages? as expected\n$/);
  });

  it('ends with 3 and a readable difference', async () => {
    const { sandbox, run } = await open();
    await send(sandbox, [order('1', { properties: { revenue: 59.9, note: 'a\u009db' } }), { type: 'track' }]);
    const { code, stdout, stderr } = await run([
      'assert',
      '--count',
      '2',
      '-F',
      'properties.revenue=49.9',
      '-f',
      'properties.note=a',
      '--no-violations',
    ]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr.split('\n').map((line) => line.replace(/\(sandbox-[0-9a-f-]+\)/, '(ID)'))).toEqual([
      'error: The messages that arrived are not those expected.',
      '  - messages: 2',
      '  + messages: 1',
      '    nearest: track (ID): it was discarded: no_user_anon_id',
      '    track “Order Completed” of user_1 (1)',
      '  - properties.revenue: 49.9',
      '  + properties.revenue: 59.9',
      '  - properties.note: "a"',
      '  + properties.note: "a\\u009db"',
      '  - violations: 0',
      '  + violations: 1',
      '    no_user_anon_id: 1',
      'hint: See all of them: segment sandbox events --outcome all',
      '',
    ]);
    const json = await run(['assert', '--count', '5', '--json']);
    expect([json.code, JSON.parse(json.stdout)]).toMatchObject([3, { ok: false, count: 1 }]);
  });
});

describe('segment sandbox tail', () => {
  it('is a line each for a person, and ends after so many', async () => {
    const { sandbox, run } = await open();
    const stdout = terminal();
    const tailing = run(['tail', '--limit', '3', '--no-color'], { io: { stdout } });
    while ((await fetch(`${sandbox.url}/health`)).ok && stdout.text.split('\n').length < 4) {
      await send(sandbox, [
        order(`${Math.random()}`, { event: 'A \u001b[31m red' }),
        { type: 'track', userId: 'u' },
      ]);
      await wait(20);
    }
    expect((await tailing).code).toBe(0);
    expect(stdout.text.split('\n')).toHaveLength(4);
    expect(stdout.text).toContain('A \\u001b[31m red');
    expect(stdout.text).toContain('event_not_defined');
    expect(stdout.text).not.toContain('\u001b');
  });

  it('is NDJSON in a pipe, from any place on, filtered', async () => {
    const { sandbox, run } = await open();
    await send(sandbox, [order('1'), order('2', { n: 0 }), { type: 'track', messageId: 'bad' }, order('4')]);
    for (const form of [[], ['--ndjson'], ['--json']]) {
      const { code, stdout } = await run(['tail', '--after', '1', '--limit', '3', ...form]);
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect([code, lines.map(({ messageId }) => messageId)]).toEqual([0, ['2', 'bad', '4']]);
    }
    const bad = await run(['tail', '--after', '0', '--limit', '1', '--code', 'no_user_anon_id']);
    expect(JSON.parse(bad.stdout).messageId).toBe('bad');
  });

  it('ends with 0 on a signal', async () => {
    const { run } = await open();
    let stop: ((signal: NodeJS.Signals) => void) | undefined;
    const tailing = run(['tail'], {
      io: {
        onSignal: (listener) => {
          stop = listener;
          return () => {};
        },
      },
    });
    while (stop === undefined) await wait(2);
    stop('SIGINT');
    expect(await tailing).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('segment sandbox faults', () => {
  it('set without a rule: exit 2, and a rule to paste', async () => {
    const { run } = await open();
    const { code, stdout, stderr } = await run(['faults', 'set']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('hint: segment sandbox faults set --status 500 --share 0.05');
    expect((await run(['faults', 'set', '--status', '500', '--share', '0.05'])).code).toBe(0);
    expect((await run(['faults', 'clear'])).code).toBe(0);
  });

  const status = async (sandbox: RunningSandbox, key = 'web') =>
    (await send(sandbox, [order('1')], key)).status;

  it('are set with flags, listed and cleared', async () => {
    const { sandbox, run } = await open();
    const set = await run([
      'faults',
      'set',
      '--status',
      '429',
      '--retry-after',
      '1.5',
      '--first',
      '1',
      '--source',
      'web',
    ]);
    expect(set).toMatchObject({ code: 0, stdout: '' });
    expect(set.stderr).toBe('✓ 1 rule active; to remove: segment sandbox faults clear\n');
    expect([await status(sandbox, 'app'), await status(sandbox), await status(sandbox)]).toEqual([
      200, 429, 200,
    ]);
    expect((await run(['faults', 'list'])).stdout).toBe('web\tstatus 429\tfirst 1\t2\t1\n');
    const stdout = terminal(60);
    await run(['faults', 'list', '--no-color'], { io: { stdout } });
    expect(stdout.text.split('\n')[0]?.split(/\s{2,}/)).toEqual([
      'SOURCE',
      'RULE',
      'FOR',
      'CHECKED',
      'APPLIED',
    ]);
    expect(JSON.parse((await run(['faults', 'list', '--json'])).stdout).plans).toHaveLength(1);
    expect((await run(['faults', 'clear', '--source', 'web'])).code).toBe(0);
    expect(await run(['faults', 'list'])).toMatchObject({ code: 0, stdout: '', stderr: 'No faults.\n' });
    expect(JSON.parse((await run(['faults', 'clear', '--json'])).stdout)).toMatchObject({
      cleared: true,
      source: null,
    });
  });

  it.each<[string[], object]>([
    [['--reset', 'after', '--every', '3'], { reset: 'after', every: 3 }],
    [['--latency', '200ms-2s'], { latency: [200, 2_000] }],
    [['--latency', '1s', '--path', '/v1/b*'], { latency: 1_000, path: '/v1/b*' }],
    [['--status', '503', '--retry-after', 'date:30'], { status: 503, retryAfter: { date: 30 } }],
    [
      ['--status', '503', '--retry-after', 'soon', '--stores'],
      { status: 503, retryAfter: 'soon', stores: true },
    ],
    [['--truncated', '--share', '0.05'], { truncated: true, share: 0.05 }],
    [['--hang', '--after', '2', '--times', '1'], { hang: true, after: 2, times: 1 }],
    [['--html', '--fault-seed', '7'], { html: true }],
    [['--redirect', 'http://example.com/'], { redirect: 'http://example.com/' }],
    [
      ['--status', '400', '--message', 'Exceed payload limit'],
      { status: 400, message: 'Exceed payload limit' },
    ],
    [['--drip', '50ms'], { drip: 50 }],
  ])('%j', async (flags, rule) => {
    const { sandbox, run } = await open();
    const result = await run(['faults', 'set', ...flags]);
    expect(result.code, result.stderr).toBe(0);
    const [plan] = sandbox.faults.list();
    expect(plan?.rules).toEqual([{ ...rule, seen: 0, hits: 0 }]);
    expect(plan?.seed).toBe(flags.includes('--fault-seed') ? 7 : 1);
  });

  it.each([
    ['/track', '/v1/track'],
    ['http://127.0.0.1:4010/v1/batch/', '/v1/batch'],
    ['/sources*', '/sources*'],
    ['/v1/spaces/*', '/v1/spaces/*'],
  ])('--path %s is about %s', async (path, kept) => {
    const { sandbox, run } = await open();
    expect((await run(['faults', 'set', '--status', '503', '--path', path])).code).toBe(0);
    expect(sandbox.faults.list()[0]?.rules[0]?.path).toBe(kept);
  });

  it.each([
    [['--path', '/sourcez*'], 'no request has the path “/sourcez*”; near it: /sources'],
    [['--path', '/v1/track?x=1'], 'a rule looks at the path alone'],
    [['--path', '/sources*', '--source', 'web'], 'requests to /sources* are of no source'],
    [['--first', '2', '--after', '5'], 'no request is among the first 2 and after the first 5'],
  ])('%j could never apply: exit 2', async (flags, why) => {
    const { sandbox, cwd, run } = await open();
    const result = await run(['faults', 'set', '--status', '503', ...flags]);
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(result.stderr).toContain(why);
    expect(sandbox.faults.list()).toEqual([]);
    writeFileSync(join(cwd, 'never.json'), '{"rules":[{"path":"/sourcez*","status":503}]}');
    const started = await cli(['sandbox', '--port', '0', '--faults', 'never.json'], { cwd });
    expect(started).toMatchObject({ code: 2, stdout: '' });
    expect(started.stderr).toContain('never.json: rules.0: no request has the path “/sourcez*”');
  });

  it('come from a file or stdin', async () => {
    const { sandbox, cwd, run } = await open();
    const plan = {
      seed: 3,
      rules: [
        { status: 500, first: 1 },
        { status: 502, first: 1 },
      ],
    };
    writeFileSync(join(cwd, 'plan.json'), JSON.stringify(plan));
    expect((await run(['faults', 'set', '--plan', 'plan.json'])).stderr).toContain('2 rules active');
    expect([await status(sandbox), await status(sandbox), await status(sandbox)]).toEqual([500, 502, 200]);
    expect((await run(['faults', 'set', '--plan', '-'], { stdin: '{"rules":[]}' })).code).toBe(0);
    expect(sandbox.faults.list()).toMatchObject([{ rules: [] }]);
  });
});

describe('segment sandbox snapshot and diff', () => {
  it('record a run and compare another with it', async () => {
    const { sandbox, cwd, run } = await open();
    await send(sandbox, [order('1'), order('2', { userId: 'user_2' })]);
    const taken = await run(['snapshot', 'run.ndjson']);
    expect(taken).toMatchObject({ code: 0, stdout: '', stderr: '✓ 2 messages saved to run.ndjson\n' });
    expect(JSON.parse(readFileSync(join(cwd, 'run.ndjson'), 'utf8').split('\n')[0] ?? '')).toEqual({
      type: 'track',
      event: 'Order Completed',
      userId: 'user_1',
      properties: { revenue: 49.9, currency: 'EUR' },
    });
    expect((await run(['snapshot', 'run.ndjson'])).code).toBe(2);
    expect((await run(['snapshot', 'run.ndjson', '--force'])).code).toBe(0);
    expect((await run(['snapshot'])).stdout).toBe(readFileSync(join(cwd, 'run.ndjson'), 'utf8'));

    expect((await run(['reset', '--source', 'web'])).stderr).toContain('has no messages from web');
    await send(sandbox, [order('3', { userId: 'user_2' }), order('4')]);
    expect(await run(['diff', 'run.ndjson'])).toMatchObject({ code: 0, stderr: '✓ the same: 2 messages\n' });
    await send(sandbox, [order('5', { event: 'New \u009d' })]);
    const differs = await run(['diff', 'run.ndjson']);
    expect(differs).toMatchObject({ code: 3, stdout: '' });
    expect(differs.stderr).toBe('error: 1 difference from run.ndjson.\n  + track “New \\u009d” of user_1\n');

    await run(['reset']);
    await send(sandbox, [order('6', { properties: { revenue: 59.9 } })]);
    await run(['snapshot', 'other.ndjson']);
    const files = await run(['diff', 'run.ndjson', 'other.ndjson', '--json']);
    expect([files.code, JSON.parse(files.stdout)]).toMatchObject([
      3,
      {
        same: false,
        differences: [{ kind: 'changed' }, { kind: 'missing', name: 'track “Order Completed” of user_2' }],
      },
    ]);
    expect((await run(['diff', 'run.ndjson', 'other.ndjson'])).stderr.split('\n')).toEqual([
      'error: 2 differences from run.ndjson.',
      '  ~ track “Order Completed” of user_1',
      '    - properties.revenue: 49.9',
      '    + properties.revenue: 59.9',
      '    - properties.currency: "EUR"',
      '    + properties.currency: (missing)',
      '  - track “Order Completed” of user_2',
      '',
    ]);
  });
});

describe('events and stats', () => {
  it('take the filters and one source', async () => {
    const { sandbox, run } = await open();
    await send(sandbox, [order('1'), order('2', { properties: { revenue: 5 } })]);
    await send(sandbox, [order('3')], 'app');
    const ids = async (flags: string[]) =>
      JSON.parse((await run(['events', '--json', ...flags])).stdout).map(
        ({ messageId }: { messageId: string }) => messageId,
      );
    expect(await ids(['--where', 'properties.revenue > 10'])).toEqual(['1', '3']);
    expect(await ids(['--text', 'REVENUE":5'])).toEqual(['2']);
    expect(JSON.parse((await run(['stats', '--source', 'app', '--json'])).stdout)).toMatchObject({
      messages: { stored: 1 },
      requests: { total: 1 },
    });
  });
});

describe('segment sandbox, started', () => {
  it('fails by a plan, limits rates, keeps a ledger and refuses the other region', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'segment-cli-control-'));
    writeFileSync(join(cwd, 'plan.json'), '{"rules":[{"first":1,"status":599}]}');
    let stop: ((signal: NodeJS.Signals) => void) | undefined;
    const env = { SEGMENT_STATE_DIR: join(cwd, 'state'), SEGMENT_CONFIG_DIR: join(cwd, 'config') };
    const running = cli(
      [
        'sandbox',
        '--port',
        '0',
        '--ready-file',
        join(cwd, 'ready.json'),
        '--faults',
        'plan.json',
        '--rate-limit',
        '100',
        '--event-rate-limit',
        '1',
        '--ledger',
        '--foreign-write-key',
        'eu=e',
        '--reject-wrong-region',
      ],
      {
        cwd,
        env,
        io: {
          onSignal: (listener) => {
            stop = listener;
            return () => {};
          },
        },
      },
    );
    onTestFinished(async () => {
      stop?.('SIGTERM');
      await running;
      rmSync(cwd, { recursive: true, force: true });
    });
    let url = '';
    while (url === '') {
      await wait(5);
      try {
        ({ url } = JSON.parse(readFileSync(join(cwd, 'ready.json'), 'utf8')));
      } catch {}
    }
    const send = async (writeKey: string) =>
      (await fetch(`${url}/v1/track`, { method: 'POST', body: JSON.stringify({ ...order('m'), writeKey }) }))
        .status;
    expect([await send('e'), await send('e')]).toEqual([599, 429]);
    await wait(1_050);
    expect(await send('e')).toBe(400);
    expect(await send('sandboxsandboxsandboxsandboxsand')).toBe(200);
    expect(await (await fetch(`${url}/_/ledger`)).text()).toMatch(
      /^\{"messageId":"m",.*"sha256":"[0-9a-f]{64}"/,
    );
  });
});

describe('wrong calls', () => {
  it.each<[string[], number]>([
    [['wait', '--timeout', '5'], 2],
    [['wait', '--timeout', '20m'], 2],
    [['wait', '--count', '0'], 2],
    [['wait', '--where', 'nonsense'], 2],
    [['assert', '--count', '1', '--min', '1'], 2],
    [['assert', '-f', 'properties.x=@file'], 2],
    [['assert', '-F', 'properties.tags[]=a'], 2],
    [['assert', '-f', 'novalue'], 2],
    [['tail', '--json', '--ndjson'], 2],
    [['tail', '--where', 'nonsense'], 2],
    [['faults', 'set'], 2],
    [['faults', 'set', '--status', '99'], 2],
    [['faults', 'set', '--share', '2', '--status', '500'], 2],
    [['faults', 'set', '--status', '500', '--hang'], 2],
    [['faults', 'set', '--plan', 'missing.json'], 2],
    [['faults', 'set', '--plan', '-', '--status', '500'], 2],
    [['faults'], 2],
    [['diff', 'missing.ndjson'], 2],
    [['diff'], 2],
  ])('%j ends with %i', async (argv, code) => {
    const { run } = await open();
    const result = await run(argv);
    expect([result.code, result.stdout], result.stderr).toEqual([code, '']);
    expect(result.stderr).not.toContain('Unexpected');
  });

  it.each(['events', 'wait', 'assert', 'tail'])('%s names the filter as it was typed', async (command) => {
    const { run } = await open();
    const { code, stderr } = await run([command, '--where', 'event == "a"']);
    expect([code, stderr]).toEqual([
      2,
      `error: --where: “=” is not a value.\nhint: Such as: --where 'event = "Order Completed" and properties.total >= 50'\n`,
    ]);
  });

  it('a filter that is too long for a request is not taken for an answer of somebody else', async () => {
    const { run } = await open();
    for (const flag of ['--where', '--text', '--event']) {
      const { code, stderr } = await run(['events', flag, 'x'.repeat(20_000), '--json']);
      expect([code, JSON.parse(stderr).error.code]).toEqual([2, 'query_too_long']);
    }
  });

  it.each<[string[]]>([
    [['wait']],
    [['assert']],
    [['tail']],
    [['faults', 'list']],
    [['faults', 'clear']],
    [['faults', 'set', '--hang']],
    [['snapshot']],
  ])('%j ends with 7 where nobody answers', async (argv) => {
    const result = await cli(['sandbox', ...argv, '--url', 'http://127.0.0.1:1']);
    expect([result.code, result.stdout]).toEqual([7, '']);
    expect(result.stderr).toContain('No sandbox answers at http://127.0.0.1:1');
  });
});

describe('a server that is no sandbox, and answers 200 with JSON', () => {
  it.each([
    ['stats'],
    ['events'],
    ['snapshot'],
    ['reset'],
    ['faults', 'list'],
    ['faults', 'clear'],
    ['faults', 'set', '--status', '503'],
    ['wait', '--timeout', '1s'],
    ['assert', '--count', '0'],
  ])('%s %s: exit 6, and nothing is reported to be done', async (...args) => {
    const server = await serve((_request, reply) => json(reply, 200, { status: 'login required' }));
    const { code, stdout, stderr } = await cli(['sandbox', ...args, '--json', '--url', server.url]);
    expect([code, stdout, JSON.parse(stderr).error.code]).toEqual([6, '', 'not_a_sandbox']);
  });
});
