import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { listCalls } from '../helpers/command-calls.ts';
import { openShell, type Shell } from '../helpers/shell.ts';

// Where the output of the built executable goes, and what becomes of a command when not all of it can go there.

let shell: Shell;
let work: string;
/** A disk with room for one page and nothing more; undefined where nobody may make one. */
let disk: string | undefined;
const page = 4096;

const message = (type: string, more = '') =>
  `{"type":"${type}","userId":"ada","timestamp":"${new Date().toISOString()}"${more}}\n`;

beforeAll(async () => {
  shell = openShell();
  await shell.startSandbox();
  work = join(shell.folder, 'work');
  mkdirSync(work);
  const input =
    message('identify', ',"traits":{"plan":"pro"}') +
    message('group', ',"groupId":"acme"') +
    message('track', ',"event":"Signed Up"').repeat(200);
  writeFileSync(join(work, 'in.ndjson'), input);
  writeFileSync(join(work, 'key.txt'), 'shopshopshopshopshopshopshopshop\n');
  writeFileSync(join(work, 'token.txt'), 'sgp_shopshopshopshopshopshopshopshop\n');
  const ready = [
    'segment auth login --no-verify --name shop --source web --with-write-key < key.txt',
    'segment auth login --no-verify --name shop --with-token < token.txt',
    'segment batch in.ndjson -w sandbox',
    'segment sandbox snapshot before.ndjson',
    'cp -r ../config ../stored',
  ];
  for (const command of ready) expect(await run(command)).toMatchObject({ code: 0 });
  disk = join(shell.folder, 'disk');
  mkdirSync(disk);
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${2 * page}`, 'tmpfs', disk]);
  if (made.status === 0) writeFileSync(join(disk, 'full'), 'x'.repeat(page));
  else disk = undefined;
}, 60_000);
afterAll(async () => {
  if (disk !== undefined) spawnSync('umount', [disk]);
  await shell.close();
});

const run = (command: string) =>
  shell.run(command, { SEGMENT_SPACE_ID: 'spa_sandbox', SEGMENT_NO_INPUT: '1' }, work);

/** A command as one word of bash, with settings as they were at first: some commands change them. */
function call(args: readonly string[]): string {
  const words = args.map((word) => `'${word}'`).join(' ');
  const flags = ['auth', 'config'].includes(args[0] ?? '') ? '' : '-w sandbox';
  return `segment ${flags} ${words} < key.txt`;
}
const anew = 'rm -rf ../config && cp -r ../stored ../config;';

function needsDisk({ skip }: TestContext): string {
  if (disk === undefined) skip('only root may mount a small disk');
  return disk ?? '';
}

const calls = await listCalls();

describe.each(calls)('segment %s', (_command, args) => {
  it('a full disk: exit 9 and one sentence, no stack', async () => {
    const { code, stderr } = await run(`${anew} ${call([...args, '--json'])} > /dev/full`);
    expect(stderr).toContain('stdout: no space left on device');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect([code, stderr.length < 1500]).toEqual([9, true]);
  });

  it('a reader that is gone: exit 0', async () => {
    const { stderr } = await run(`${anew} ${call([...args, '--json'])} | true; echo "\${PIPESTATUS[0]}" >&2`);
    expect(stderr.split('\n').at(-2)).toBe('0');
  });

  it('a disk with room for one page: all of it, or exit 9', async (context) => {
    const out = join(needsDisk(context), 'out');
    const { code, stdout } = await run(
      `${anew} ${call([...args, '--json'])} > ${out}; code=$?; stat -c %s ${out}; rm ${out}; exit $code`,
    );
    const size = Number(stdout);
    expect(size).toBeGreaterThan(0);
    expect([size, code]).toEqual(size < page ? [size, 0] : [page, 9]);
  });

  it('stderr full: the same exit code as otherwise', async () => {
    const { code } = await run(`${anew} ${call(args)} 2> /dev/full`);
    expect(code).toBe(0);
  });
});

describe('stdout that takes nothing', () => {
  it.each(['segment --version', 'segment', 'segment --help', 'segment track --help', 'segment help batch'])(
    '%s: exit 9',
    async (command) => {
      const { code, stderr } = await run(`${command} > /dev/full`);
      expect([code, stderr.split('\n')[0]]).toEqual([9, 'error: stdout: no space left on device.']);
    },
  );

  it('is told as JSON too', async () => {
    const { stderr } = await run('segment config list --json > /dev/full');
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'output_unwritable', exitCode: 9, details: [] });
  });

  it('a descriptor that cannot be written to: exit 9 and its reason', async () => {
    const { code, stderr } = await run('segment --version 1< /dev/null');
    expect([code, stderr]).toEqual([9, expect.stringContaining('stdout: bad file descriptor')]);
  });

  it('a limit on the size of files: what fits is written, exit 9', async () => {
    const { code, stdout, stderr } = await run(
      '(ulimit -f 8; segment completion bash > limited); code=$?; cmp -n 8192 limited <(segment completion bash) && stat -c %s limited; exit $code',
    );
    expect([code, stdout]).toEqual([9, '8192\n']);
    expect(stderr).toContain('stdout: file too large');
  });
});

describe('what was done before stdout failed', () => {
  it('a message that was accepted: with its messageId, and the sandbox has it', async () => {
    const { code, stderr } = await run(
      'segment -w sandbox track Sent -u u1 --message-id sent-1 --json > /dev/full',
    );
    expect(code).toBe(9);
    expect(JSON.parse(stderr).error.details).toContain('Message sent-1 was accepted: do not send it again.');
    const { stdout } = await run('segment -w sandbox sandbox events --message-id sent-1 --ndjson');
    expect(JSON.parse(stdout).message.event).toBe('Sent');
  });

  it('a backfill: how many lines were accepted', async () => {
    const { code, stderr } = await run(
      'segment -w sandbox batch in.ndjson --no-checkpoint --json > /dev/full',
    );
    expect([code, JSON.parse(stderr).error.details]).toEqual([
      9,
      expect.arrayContaining(['202 of 202 lines accepted.']),
    ]);
  });

  it('a change in the workspace', async () => {
    const { code, stderr } = await run(
      'segment -w sandbox sources update web_store --name Shop2 --yes --json > /dev/full',
    );
    expect([code, JSON.parse(stderr).error.details]).toEqual([
      9,
      [expect.stringMatching(/^PATCH .*\/sources\/sRcWebStore11111111111 was answered 200\.$/)],
    ]);
  });
});

describe('rejects that stdout or stderr does not take', () => {
  const batch = '{ cat in.ndjson; echo no; } | segment -w sandbox batch - --no-checkpoint';

  it('stdout: the run ends there, and says what is to be done, not that it is done', async () => {
    const { code, stderr } = await run(`${batch} --rejects - > /dev/full`);
    expect([code, stderr]).toEqual([
      9,
      expect.stringContaining('stdout cannot be written: the disk is full.'),
    ]);
    expect(stderr).toContain('Free some space and run the same command again.');
    expect(stderr).not.toContain('The work is done');
  });

  it('stderr: 9, for they are nowhere else', async () => {
    expect((await run(`${batch} --rejects /dev/stderr 2> /dev/full`)).code).toBe(9);
  });
});

describe('a stdin that is a folder', () => {
  it.each([
    ['segment -w sandbox batch -', 'stdin is a folder'],
    ['segment -w sandbox track --input -', 'directory'],
  ])('%s: 2', async (command, words) => {
    const { code, stderr } = await run(`${command} < .`);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe('a failure of the work goes before one of the output', () => {
  const batch = 'rm -f none; { cat in.ndjson; echo no; } | segment -w sandbox batch - --rejects none --json';

  it.each([
    ['a full disk', `${batch} > /dev/full`, 8],
    ['a reader that is gone', `${batch} | true; exit \${PIPESTATUS[1]}`, 8],
    [
      'an assertion that nobody reads',
      `segment -w sandbox sandbox assert --min 99999 --json | true; exit "\${PIPESTATUS[0]}"`,
      3,
    ],
    ['stderr full', `${batch} 2> /dev/full`, 8],
    ['stderr full, a wrong call', 'segment bogus 2> /dev/full', 2],
    ['both full', 'segment bogus > /dev/full 2> /dev/full', 2],
  ])('%s', async (_name, command, expected) => {
    expect((await run(command)).code).toBe(expected);
  });
});

it('a recording that does not fit leaves nothing behind', async (context) => {
  const file = join(needsDisk(context), 'snapshot.ndjson');
  const { code, stdout, stderr } = await run(
    `segment -w sandbox batch in.ndjson -q --no-checkpoint; segment -w sandbox sandbox snapshot ${file}; code=$?; ls ${disk}; exit $code`,
  );
  expect([code, stdout]).toEqual([9, 'full\n']);
  expect(stderr).toContain('cannot be written (no space left on device)');
});

describe('a sandbox whose stdout is full', () => {
  it('serves all the same, and says at its end that it could not say so', async () => {
    const { code, stdout } = await run(
      `segment sandbox --port 0 --json --ready-file ready.json > /dev/full 2> printed.txt & for _ in $(seq 100); do [ -s ready.json ] && break; sleep 0.1; done
       segment sandbox stats --json --url "$(node -p 'JSON.parse(fs.readFileSync("ready.json")).url')"; kill $!; wait $!`,
    );
    expect(JSON.parse(stdout)).toHaveProperty('messages');
    expect(code).toBe(9);
    expect((await run('cat printed.txt')).stdout).toContain('warning: stdout: no space left on device');
  });
});
