import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';
import { projectRoot } from '../helpers/imports.ts';
import { openShell, type Shell } from '../helpers/shell.ts';

// The built executable between real pipes and terminals, as a person or a script meets it.

let sandbox: RunningSandbox;
let shell: Shell;
let env: Record<string, string>;

const messageCount = 3000;
const track = (id: string) =>
  `{"type":"track","event":"E","userId":"${id}","timestamp":"2020-01-01T00:00:00Z"}\n`;

beforeAll(async () => {
  sandbox = await startSandbox();
  shell = openShell();
  mkdirSync(join(shell.folder, 'work'));
  env = { SEGMENT_TRACKING_URL: sandbox.url, SEGMENT_WRITE_KEY: 'e'.repeat(32) };
  const text = Array.from({ length: messageCount }, (_, index) => track(`user-${index}`)).join('');
  writeFileSync(join(shell.folder, 'work', 'many.ndjson'), text);
  const filled = await run('segment batch many.ndjson');
  expect(filled).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await shell.close();
  await sandbox.close();
});

const run = (command: string, extra: Record<string, string> = {}) =>
  shell.run(command, { ...env, ...extra }, join(shell.folder, 'work'));
const escapeCharacter = '\u001b';

describe('pipes', () => {
  it('a slow reader gets the whole output', async () => {
    const { code, stdout } = await run(
      `segment sandbox events --json --url ${sandbox.url} | (sleep 0.5; cat)`,
    );
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(300_000);
    expect(JSON.parse(stdout)).toHaveLength(messageCount);
  });

  it('a reader that goes away ends a printing command with 0 and without a word', async () => {
    const command = `segment sandbox events --ndjson --url ${sandbox.url} | head -1; echo "\${PIPESTATUS[0]}" >&2`;
    const { stdout, stderr } = await run(command);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toBe('0\n');
  });

  it('a reader that goes away ends a command that waits, without another message', async () => {
    for (const command of [
      `segment sandbox tail --after 0 --url ${sandbox.url}`,
      `segment profile get user_id:user-1 --watch --interval 60s -w sandbox`,
    ]) {
      const places = {
        SEGMENT_PROFILE_URL: sandbox.url,
        SEGMENT_PROFILE_TOKEN: 't'.repeat(32),
        SEGMENT_SPACE_ID: 'spa_1',
      };
      const { stdout, stderr } = await run(
        `timeout 20 ${command} | head -1; echo "\${PIPESTATUS[0]}" >&2`,
        places,
      );
      expect(stdout.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr.trimEnd().split('\n').at(-1)).toBe('0');
    }
  });

  it('a closed stdout does not stop a backfill', async () => {
    const before = sandbox.journal.counts.duplicates;
    const { stderr } = await run(
      `segment batch many.ndjson --json --verbose | true; echo "\${PIPESTATUS[0]}" >&2`,
    );
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('0');
    expect(sandbox.journal.counts.duplicates - before).toBe(messageCount);
  });

  it.each([
    ['segment track E -u u1'],
    ['segment batch many.ndjson'],
    ['segment --version'],
    // Where nobody answers, whatever else runs on this machine.
    ['segment sandbox stats --url http://127.0.0.1:1'],
  ])('with stdin closed: %s', async (command) => {
    expect(await run(`${command} <&-`, { SEGMENT_STATE_DIR: join(shell.folder, 'none') })).toMatchObject(
      command.includes('stats') ? { code: 7 } : { code: 0 },
    );
  });

  it('stdin that is no terminal is not read by a command that does not stream', async () => {
    // A pipe that stays open: reading it would hang (docs/rules.md#commands).
    const { code } = await run('timeout 20 segment track E -u u1 < <(sleep 25 >/dev/null 2>&1)');
    expect(code).toBe(0);
  });

  it('batch reads NDJSON from a pipe', async () => {
    const before = sandbox.journal.counts.stored;
    const { code } = await run(`printf '%s' '${track('piped').trimEnd()}' | segment batch -`);
    expect(code).toBe(0);
    expect(sandbox.journal.counts.stored - before).toBe(1);
  });
});

describe('terminals', () => {
  const inTerminal = (command: string, columns: number, extra: Record<string, string> = {}) =>
    run(`script -qec "stty cols ${columns} rows 24; ${command}" /dev/null`, {
      TERM: 'xterm-256color',
      ...extra,
    });

  it.each(['segment --help', 'segment batch --help', 'segment track --help'])(
    '%s fits into 40 columns',
    async (command) => {
      const { code, stdout } = await inTerminal(command, 40);
      expect(code).toBe(0);
      // A line may be longer only when it is an example to paste or one word that cannot break.
      const long = stdout
        .split(/\r?\n/)
        .filter(
          (line) =>
            line.length > 40 && !/^\s+\$ |^\s*(segment|Topics)/.test(line) && line.trim().includes(' '),
        );
      expect(long).toEqual([]);
    },
  );

  it.each([0, 1])('a terminal of %i columns is laid out as one of 80', async (columns) => {
    for (const command of ['segment track --help', 'segment bogus']) {
      const [narrow, usual] = [await inTerminal(command, columns), await inTerminal(command, 80)];
      expect(narrow).toEqual(usual);
    }
    const { code, stdout } = await inTerminal('segment batch many.ndjson', columns);
    expect([code, stdout]).toEqual([0, expect.stringContaining('3,000 of 3,000 lines accepted')]);
  });

  it('colours on a terminal, and not with NO_COLOR', async () => {
    const command = 'segment track E -u u1';
    expect((await inTerminal(command, 80)).stdout).toContain(`${escapeCharacter}[3`);
    const plain = await inTerminal(command, 80, { NO_COLOR: '1' });
    expect(plain.stdout).not.toContain(escapeCharacter);
    expect(plain.stdout).toContain('accepted');
  });

  it('a backfill at 40 columns keeps its live line on one row', async () => {
    const { stdout } = await inTerminal('segment batch many.ndjson --max-batch-events 50 --rate 100', 40);
    expect(stdout).toContain('accepted');
    const texts = stdout
      .split(escapeCharacter)
      .map((part) => part.replace(/^\[[0-9;?]*[A-Za-z]/, '').split(/\r?\n/)[0] ?? '');
    const drawn = texts.filter((text) => text.includes('accepted ·') && !text.includes('lines'));
    expect(drawn.length).toBeGreaterThan(2);
    // Two cells belong to the spinner.
    for (const text of drawn) expect(text.length).toBeLessThanOrEqual(38);
  });

  it('batch without a file at a terminal shows its help and exits 2 instead of waiting', async () => {
    const { code, stdout } = await inTerminal('segment batch', 80);
    expect(code).toBe(2);
    expect(stdout).toContain('Usage: segment batch');
  });
});

describe('no network', () => {
  it.each(['segment track E -u u1 --retries 0', 'segment batch many.ndjson --max-wait 1ms'])(
    '%s: a clear error and exit 7',
    async (command) => {
      const { code, stderr } = await run(command, { SEGMENT_TRACKING_URL: 'https://tracking.invalid' });
      expect(code).toBe(7);
      expect(stderr).toContain('tracking.invalid');
      expect(stderr).toContain('hint:');
      expect(stderr).not.toContain('    at ');
    },
  );
});

describe('signals', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s: what is in flight ends, the summary is honest, exit %i', async (signal, expected) => {
    // A server that takes its time, so that requests are in flight when the signal comes.
    const server = createServer((request, response) => {
      request.resume().on('end', () => setTimeout(() => response.end('{"success":true}'), 300));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.address() as AddressInfo;
    const script = join(projectRoot, 'dist', 'segment.cjs');
    const child = spawn(
      process.execPath,
      [script, 'batch', 'many.ndjson', '--json', '--max-batch-events', '10', '--concurrency', '2'],
      {
        cwd: join(shell.folder, 'work'),
        env: {
          ...process.env,
          ...env,
          SEGMENT_TRACKING_URL: `http://127.0.0.1:${port}`,
          SEGMENT_CONFIG_DIR: join(shell.folder, 'config'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
    });
    server.once('request', () => setTimeout(() => child.kill(signal), 500));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    server.close();
    server.closeAllConnections();
    const summary = JSON.parse(stdout);
    expect(code).toBe(expected);
    expect(summary.acknowledged).toBeGreaterThan(0);
    expect(summary.acknowledged).toBeLessThan(messageCount);
    expect(summary.read).toBe(
      summary.acknowledged + summary.rejected + summary.blank + summary.filtered + summary.unacknowledged,
    );
  });
});

describe('a pipe that stays open', () => {
  it('its lines are sent without waiting for its end, and Ctrl-C ends the run', async () => {
    const before = sandbox.journal.counts.stored;
    const script = join(projectRoot, 'dist', 'segment.cjs');
    const child = spawn(process.execPath, [script, 'batch', '-', '--json', '--linger', '50ms'], {
      cwd: join(shell.folder, 'work'),
      env: { ...process.env, ...env, SEGMENT_CONFIG_DIR: join(shell.folder, 'config') },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.stdin.write(track('from a slow pipe'));
    while (sandbox.journal.counts.stored === before) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ read: 1, acknowledged: 1, unacknowledged: 0 });
  });
});
