import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { summariseRefused } from '../../../src/local-sandbox/refused-summary.ts';
import { refusedLine } from '../../../src/terminal/refused-line.ts';
import { plainStyle } from '../../../src/terminal/style.ts';
import { type CliOptions, cli, MemoryStream } from '../../helpers/cli.ts';
import { basic, openSandbox, post } from '../../helpers/sandbox.ts';

const secret = 'wrongkeywrongkeywrongkeywrongkey';
const terminal = (columns = 120) => Object.assign(new MemoryStream(), { isTTY: true, columns });

/** A sandbox that refused a 400, a 401 and a 404, and the verbs of it. */
async function open() {
  const sandbox = await openSandbox();
  await post(sandbox, '/v1/track', `{"writeKey":"${secret}","event":"\u001b]0;x\u0007`, {
    authorization: basic(secret),
  });
  await fetch(`${sandbox.url}/sources`, { headers: { authorization: basic(secret) } });
  await post(sandbox, '/v1/tracks', `{"writeKey":"${secret}"}`);
  const run = async (argv: readonly string[], more: CliOptions = {}) => {
    const result = await cli(['sandbox', ...argv, '--url', sandbox.url], more);
    expect(result.stdout + result.stderr).not.toContain(secret);
    return result;
  };
  return { sandbox, run };
}

describe('segment sandbox, after refused requests', () => {
  it('lists them on a terminal', async () => {
    const { run } = await open();
    const stdout = terminal();
    await run(['events', '--outcome', 'refused'], { io: { stdout } });
    const rows = stripVTControlCharacters(stdout.text)
      .split('\n')
      .map((row) => row.replace(/^[\d:.]+Z/, 'T').trim());
    expect(rows).toEqual([
      expect.stringMatching(/^RECEIVED +REQUEST +ANSWER +SIZE +FIRST BYTES$/),
      expect.stringMatching(
        /^T +POST \/v1\/track +400 malformed JSON +62 B +\{"writeKey":"…","event":"\\u001b\]0;x\\u0007$/,
      ),
      expect.stringMatching(/^T +GET \/sources +401 The token is missing or invalid\. +0 B$/),
      expect.stringMatching(
        /^T +POST \/v1\/tracks +404 The sandbox has no POST \/v1\/tracks\. +47 B +\{"writeKey":"…"\}$/,
      ),
      '',
    ]);
  });

  it('prints them as JSON and as lines', async () => {
    const { run } = await open();
    const { stdout } = await run(['events', '--outcome', 'refused', '--json']);
    const statuses = [400, 401, 404];
    expect(JSON.parse(stdout).map(({ status }: { status: number }) => status)).toEqual(statuses);
    const lines = (await run(['events', '--outcome', 'refused'])).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject(
      statuses.map((status) => ({ outcome: 'refused', status, message: null })),
    );
    const some = await run(['events', '--outcome', 'refused', '--code', 'unauthorized', '--limit', '5']);
    expect(JSON.parse(some.stdout)).toMatchObject({ status: 401 });
  });

  it('refuses filters that only a message can pass, and --raw', async () => {
    const { run } = await open();
    for (const flags of [['--type', 'track'], ['--where', 'type = "track"'], ['--raw']]) {
      const { code, stderr } = await run(['events', '--outcome', 'refused', ...flags]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('A refused request held no message')]);
    }
  });

  it('shows them in tail, as lines and as JSON', async () => {
    const { run } = await open();
    const stdout = terminal(100);
    await run(['tail', '--after', '0', '--limit', '3'], { io: { stdout } });
    const lines = stripVTControlCharacters(stdout.text).split('\n');
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3}Z {2}refused {3}✗ 400 malformed JSON {2}POST \/v1\/track {2}62 B {2}\{"writeKey":"…/,
    );
    const { stdout: json } = await run(['tail', '--after', '0', '--limit', '1', '--outcome', 'refused']);
    expect(JSON.parse(json)).toMatchObject({ outcome: 'refused', status: 400, path: '/v1/track' });
  });

  it('counts them', async () => {
    const { run } = await open();
    const { stdout } = await run(['stats']);
    expect(stdout).toContain('requests.refused\t3\n');
    expect(stdout).toContain('requests.refusedByStatus.401\t1\n');
  });

  it('names them where messages are missing', async () => {
    const { run } = await open();
    const note = '  3 requests were refused: segment sandbox events --outcome refused\n';
    expect(await run(['wait', '--event', 'X', '--timeout', '10ms'])).toMatchObject({
      code: 3,
      stderr: `error: 0 of 1 message arrived in 10 ms.\n${note}`,
    });
    const { code, stderr } = await run(['assert', '--event', 'X']);
    expect([code, stderr]).toEqual([3, expect.stringContaining(`  + messages: 0\n${note}`)]);
    const stdout = terminal();
    expect((await run(['events'], { io: { stdout } })).stderr).toBe(
      `No messages found.\n3 requests were refused: segment sandbox events --outcome refused\n`,
    );
  });

  it('forgets them', async () => {
    const { run } = await open();
    await run(['reset']);
    expect((await run(['events', '--outcome', 'refused'])).stdout).toBe('');
    const stdout = terminal();
    expect((await run(['events', '--outcome', 'refused'], { io: { stdout } })).stderr).toBe(
      'No request was refused.\n',
    );
  });
});

describe('the line of a refused request', () => {
  const request = summariseRefused({
    outcome: 'refused',
    receivedAt: '2026-01-02T03:04:05.678Z',
    method: 'POST',
    path: '/v1/track\n\u001b[31m',
    status: 400,
    reason: 'malformed JSON',
    bodyBytes: 1_234,
    firstBytes: `{"event":"${'😀'.repeat(50)}`,
    faults: ['no entry'],
  });

  it.each([10, 20, 40, 60, 80, 100, 200])('fits into %i cells', (width) => {
    const symbols = { ok: '✓', warning: '!', error: '✗', pointer: '▸' };
    const text = request === undefined ? '' : refusedLine(request, width, plainStyle(symbols));
    const lines = text.split('\n');
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(text).not.toContain('\u001b');
    // All of it but the bytes, wherever it is broken.
    const whole =
      '03:04:05 refused ✗ 400 malformed JSON (fault rule: no entry) POST /v1/track\\n\\u001b[31m 1.2 KB';
    const joined = text.replace(/\.678Z|(?<=:05)Z/, '').replace(/\s+/g, '');
    expect(joined).toContain(whole.replace(/\s+/g, ''));
    if (width >= 80) expect(lines[0]).toContain('✗ 400 malformed JSON (fault rule: no');
  });
});
