import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal } from '../../src/sandbox/journal/journal.ts';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/start.ts';
import { decodeLine } from '../../src/sandbox/storage/decode-line.ts';
import { encodeRequest } from '../../src/sandbox/storage/encode-line.ts';
import type { StorageOptions } from '../../src/sandbox/storage/open.ts';
import type { RecordedEntry } from '../../src/sandbox/storage/recorder.ts';
import { anyText } from '../helpers/any-text.ts';
import { basic, post } from '../helpers/sandbox.ts';
import { buildStorageChild } from '../helpers/storage-child.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

const owner = { pid: process.pid, isRunning: () => true };

async function open(
  folder: string,
  data: Partial<StorageOptions> = {},
  options: SandboxOptions = {},
): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ ...options, data: { folder, ...owner, ...data } });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

const contents = (journal: Journal) => ({
  stored: [...journal.messages].map(
    ({ seq, messageId, type, event, userId, source, raw, completedText }) => ({
      seq,
      messageId,
      type,
      event,
      userId,
      source,
      raw: raw.toString(),
      completedText,
    }),
  ),
  rejected: [...journal.rejected].map(({ seq, outcome, code, messageId, raw }) => [
    seq,
    outcome,
    code,
    messageId,
    raw.toString(),
  ]),
  requests: [...journal.requests].map(({ headers: _headers, ...request }) => request),
  totals: journal.totals(),
});

const firstFile = (folder: string) => join(folder, 'messages-000001.ndjson');
const track = (messageId: string, more: object = {}) => ({ event: 'E', userId: 'u', messageId, ...more });
const idsOf = ({ journal }: RunningSandbox) => [...journal.messages].map(({ messageId }) => messageId);

async function fill(sandbox: RunningSandbox): Promise<void> {
  await post(sandbox, '/v1/track', track('one'));
  // Line breaks and blanks around it: a message need not fit in a line.
  await post(sandbox, '/v1/page', ' {"name":"spaced",\n "userId":"u"}\r\n', {
    authorization: basic('other'),
  });
  await post(
    sandbox,
    '/v1/batch',
    '{"sentAt":"2020-01-01T00:00:00Z","context":{"a":12345678901234567890,"b":1},"integrations":{"X":false},"batch":[' +
      '{"type":"track","event":"B\\u2028","userId":"u","messageId":"two","timestamp":"2020-01-01T00:00:00Z","context":{"b":2}},' +
      '{"type":"track"},{"type":"page","userId":"u","messageId":"one"},7,null,{"__proto__":{"x":1},"type":"track"}]}',
  );
  await post(sandbox, '/v1/batch', '{"batch":[]}');
  await post(sandbox, '/v1/batch', '{"batch":');
  await post(sandbox, '/v1/m', '{"writeKey":"k","series":[]}');
}

describe('a recording', () => {
  it('brings everything back, byte by byte, and knows the ids', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await fill(first);
    const before = contents(first.journal);
    expect(before.stored).toHaveLength(3);
    expect(before.rejected).toHaveLength(5);
    await first.close();
    const second = await open(folder);
    expect(contents(second.journal)).toEqual(before);
    expect(second.storage?.restored).toEqual({ requests: 6, messages: 8, damagedLines: 0, tornBytes: 0 });
    await post(second, '/v1/track', track('two'));
    expect([...second.journal.rejected].at(-1)).toMatchObject({
      outcome: 'duplicate',
      messageId: 'two',
      seq: 9,
    });
  });

  it('is written before the answer goes out', async () => {
    const folder = newFolder();
    const sandbox = await open(folder);
    for (let round = 0; round < 20; round += 1) {
      await post(sandbox, '/v1/track', track(`id-${round}`));
      expect(readFileSync(firstFile(folder), 'utf8')).toContain(`"id-${round}"`);
    }
  });

  it('is NDJSON for its owner alone, without anybody’s credentials', async () => {
    const folder = newFolder();
    const sandbox = await open(folder);
    await post(sandbox, '/v1/track', track('one'), { authorization: basic('k'), cookie: 'session=secret' });
    const text = readFileSync(firstFile(folder), 'utf8');
    expect(text).not.toContain(basic('k'));
    expect(text).not.toContain('secret');
    const [header, line] = text
      .trimEnd()
      .split('\n')
      .map((each) => JSON.parse(each));
    expect(header).toMatchObject({ kind: 'segment', version: 1 });
    expect(line.body).toEqual(track('one'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder))
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('of requests that come at once is whole and in the order of the journal', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await Promise.all(
      Array.from({ length: 300 }, (_, index) => post(first, '/v1/track', track(`id-${index % 200}`))),
    );
    const before = contents(first.journal);
    expect([before.totals.counts.stored, before.totals.counts.duplicates]).toEqual([200, 100]);
    await first.close();
    expect(contents((await open(folder)).journal)).toEqual(before);
  });

  it('goes on where it was, over many starts', async () => {
    const folder = newFolder();
    for (let round = 0; round < 5; round += 1) {
      const sandbox = await open(folder);
      expect(idsOf(sandbox)).toEqual(Array.from({ length: round }, (_, index) => `id-${index}`));
      await post(sandbox, '/v1/track', track(`id-${round}`));
      await sandbox.close();
    }
    expect(readdirSync(folder)).toEqual(['messages-000001.ndjson']);
  });

  it('forgets what was reset, also when nothing but the line about it was written', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await post(first, '/v1/track', track('one'));
    const kept = join(folder, '..', 'kept.ndjson');
    const reset = () =>
      fetch(`${first.url}/_/reset`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
    copyFileSync(firstFile(folder), kept);
    expect((await reset()).status).toBe(200);
    await post(first, '/v1/track', track('one'));
    expect(idsOf(first)).toEqual(['one']);
    await first.close();
    expect(readdirSync(folder)).toEqual(['messages-000002.ndjson']);
    // As a kill leaves it that comes before the old file is gone.
    appendFileSync(kept, '{"kind":"reset","at":"2020-01-01T00:00:00.000Z"}\n');
    copyFileSync(kept, firstFile(folder));
    const second = await open(folder);
    expect(idsOf(second)).toEqual(['one']);
    expect(second.journal.counts).toMatchObject({ stored: 1, duplicates: 0 });
  });

  it('makes way from its oldest end, says so, and keeps the totals', async () => {
    const folder = newFolder();
    const drops: number[] = [];
    const limits = { segmentBytes: 20_000, maxBytes: 80_000 };
    const first = await open(folder, { limits, events: { onDrop: (bytes) => drops.push(bytes) } });
    for (let round = 0; round < 100; round += 1)
      await post(first, '/v1/track', track(`id-${round}`, { pad: 'x'.repeat(2_000) }));
    const { bytes, files, droppedFiles } = first.storage?.facts ?? { bytes: 0, files: 0, droppedFiles: 0 };
    expect(droppedFiles).toBe(drops.length);
    expect(drops.length).toBeGreaterThan(5);
    expect(bytes).toBeLessThanOrEqual(80_000);
    const names = readdirSync(folder).filter((name) => name.startsWith('messages-'));
    expect(names).toHaveLength(files);
    expect(names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBe(bytes);
    const { totals } = contents(first.journal);
    await first.close();
    const second = await open(folder, { limits });
    expect(contents(second.journal).totals).toEqual(totals);
    const ids = idsOf(second);
    expect(ids).toEqual(Array.from({ length: 100 }, (_, index) => `id-${index}`).slice(-ids.length));
    expect(ids.length).toBeGreaterThan(20);
    expect(second.journal.messages.at(0)?.seq).toBe(101 - ids.length);
  });

  it('reads back every body exactly', () => {
    const json = fc.json({ maxDepth: 3 });
    const item = fc.oneof(
      fc.record(
        {
          type: fc.constantFrom('track', 'page', 'x'),
          event: anyText(),
          userId: fc.string(),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    );
    const blank = fc.constantFrom('', ' ', '\n', '\r\n', '\t');
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 5 }),
        json,
        blank,
        fc.boolean(),
        (items, context, space, isPretty) => {
          const batch = JSON.stringify({ batch: items }, null, isPretty ? 1 : 0);
          const body = Buffer.from(`${space}{"context":${context},${batch.slice(1)}${space}`);
          const entry = entryOf(body);
          const line = Buffer.concat(encodeRequest(entry));
          expect(line.indexOf(0x0a)).toBe(line.length - 1);
          const read = decodeLine(line.subarray(0, -1));
          if (read?.kind !== 'request') throw new Error('not read');
          expect(read.entry.taken?.body.toString('latin1')).toBe(body.toString('latin1'));
          expect(read.entry.request.receivedAt).toEqual(entry.request.receivedAt);
        },
      ),
    );
  });
});

function entryOf(body: Buffer): RecordedEntry {
  const receivedAt = new Date('2024-02-29T12:00:00.123Z');
  const facts = {
    path: '/v1/batch',
    headers: {},
    receivedAt,
    writeKey: 'k',
    envelope: { sentAt: undefined, context: undefined, integrations: undefined },
  };
  return {
    request: {
      method: 'POST',
      path: '/v1/batch',
      headers: {},
      receivedAt,
      wireBytes: body.length,
      bodyBytes: body.length,
      status: 200,
      messages: 0,
      notes: [],
    },
    taken: { kind: 'batch', arrived: [], body, facts, emptyDiscard: undefined },
  };
}

describe('a recording that was hurt', () => {
  it('cut at any byte brings back every whole line, and sets the rest aside', async () => {
    const folder = newFolder();
    const first = await open(folder);
    for (const id of ['one', 'two', 'three'])
      await post(first, '/v1/track', track(id), { authorization: basic('k') });
    await first.close();
    const whole = readFileSync(firstFile(folder));
    const ends = [...whole.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1);
    const last = ends.at(-2) ?? 0;
    for (let size = 0; size <= whole.length; size += size > last - 3 && size < last + 3 ? 1 : 37) {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(firstFile(folder), whole.subarray(0, size));
      const sandbox = await startSandbox({ data: { folder, ...owner } });
      const lines = ends.filter((end) => end <= size).length;
      expect([size, idsOf(sandbox)]).toEqual([
        size,
        ['one', 'two', 'three'].slice(0, Math.max(0, lines - 1)),
      ]);
      expect(sandbox.storage?.restored.damagedLines).toBe(0);
      const torn = size - (ends.findLast((end) => end <= size) ?? 0);
      expect(sandbox.storage?.restored.tornBytes).toBe(torn);
      if (torn > 0)
        expect(readFileSync(join(folder, 'set-aside.txt')).subarray(0, torn)).toEqual(
          whole.subarray(size - torn, size),
        );
      await post(sandbox, '/v1/track', track('after'));
      await sandbox.close();
      const again = await startSandbox({ data: { folder, ...owner } });
      expect(idsOf(again).at(-1)).toBe('after');
      await again.close();
    }
  });

  it.each<[string, (text: string) => string | Buffer]>([
    ['a line of garbage', (text) => text.replace(/^.*"two".*$/m, '\u0000\u0001garbage{{{')],
    [
      'bytes that are no UTF-8',
      (text) => Buffer.from(text.replace(/^.*"two".*$/m, '{"kind":"request","body":"\u00ff"}'), 'latin1'),
    ],
    [
      'JSON of another kind',
      (text) => text.replace(/^.*"two".*$/m, '{"kind":"request","receivedAt":"never"}'),
    ],
    ['a member that is missing', (text) => text.replace(/^(.*)"duplicates":\[\],(.*"two".*)$/m, '$1$2')],
    ['a body that is gone', (text) => text.replace(/^(.*),"body":.*"two".*$/m, '$1}')],
    ['a line of 9 MB', (text) => text.replace(/^.*"two".*$/m, `"${'x'.repeat(9_000_000)}"`)],
    ['an empty object', (text) => text.replace(/^.*"two".*$/m, '{}')],
  ])('%s is passed over and counted', async (_name, damage) => {
    const folder = newFolder();
    const first = await open(folder);
    for (const id of ['one', 'two', 'three']) await post(first, '/v1/track', track(id));
    await first.close();
    writeFileSync(firstFile(folder), damage(readFileSync(firstFile(folder), 'utf8')));
    const second = await open(folder);
    expect(idsOf(second)).toEqual(['one', 'three']);
    expect(second.storage?.restored).toMatchObject({ damagedLines: 1, tornBytes: 0 });
    expect((await post(second, '/v1/track', track('two'))).status).toBe(200);
    expect(second.journal.counts.duplicates).toBe(0);
  });

  it('any damage at all never keeps the sandbox from starting', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await fill(first);
    await first.close();
    const whole = readFileSync(firstFile(folder));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        async (at, bytes) => {
          const hurt = Buffer.from(whole);
          hurt.set(bytes.subarray(0, whole.length - at), at);
          for (const name of readdirSync(folder)) rmSync(join(folder, name));
          writeFileSync(firstFile(folder), hurt);
          // A version nobody knows is refused in words; everything else is read as far as it goes.
          const started = await startSandbox({ data: { folder, ...owner } }).catch(
            (error: { code?: string }) => error.code,
          );
          if (typeof started === 'string') expect(started).toBe('data_version');
          else await (started as RunningSandbox).close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is refused when it is of another version, and left as it is', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const text = '{"kind":"segment","version":2,"at":"2030-01-01T00:00:00.000Z"}\n';
    writeFileSync(firstFile(folder), text);
    await expect(open(folder)).rejects.toMatchObject({ code: 'data_version', exitCode: 9 });
    expect(readFileSync(firstFile(folder), 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['messages-000001.ndjson']);
  });
});

describe('the folder', () => {
  it('belongs to one sandbox at a time', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await expect(open(folder)).rejects.toMatchObject({
      code: 'data_folder_taken',
      exitCode: 9,
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await post(first, '/v1/track', track('one'));
    await first.close();
    expect(idsOf(await open(folder))).toEqual(['one']);
  });

  it('is taken over from a dead one, by one of many', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const dead = { pid: 999_999_999, host: hostname(), token: 't' };
    writeFileSync(join(folder, 'owner.json'), JSON.stringify(dead));
    const isRunning = (pid: number) => pid === process.pid;
    const started = await Promise.allSettled(Array.from({ length: 8 }, () => open(folder, { isRunning })));
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('owner.json.'))).toEqual([]);
  });

  it.each([
    ['an empty lock', ''],
    ['a lock of nonsense', '[{}'],
    ['a lock without a process', '{"host":"h","token":"t"}'],
    [
      'a lock of a process id that another program has now',
      JSON.stringify({ pid: process.pid, host: hostname(), began: '1', token: 't' }),
    ],
  ])('with %s is taken over', async (_name, text) => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'owner.json'), text);
    await open(folder);
    expect(JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('of another machine is not touched', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'owner.json'), JSON.stringify({ pid: 1, host: 'elsewhere', token: 't' }));
    await expect(open(folder)).rejects.toMatchObject({
      code: 'data_folder_taken',
      hint: expect.stringContaining('rm '),
    });
  });

  it('that holds something else is not touched', async () => {
    const folder = newFolder();
    mkdirSync(folder, { mode: 0o755 });
    writeFileSync(join(folder, 'thesis.txt'), 'precious');
    await expect(open(folder)).rejects.toMatchObject({ code: 'data_folder_not_ours' });
    expect([readdirSync(folder), statSync(folder).mode & 0o777]).toEqual([['thesis.txt'], 0o755]);
  });

  it('is made private when others could read it', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    await open(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('does not follow a link that stands for a file', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const victim = join(folder, '..', 'victim');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, firstFile(folder));
    await expect(open(folder)).rejects.toMatchObject({ code: 'data_folder_unusable' });
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(existsSync(join(folder, 'owner.json'))).toBe(false);
  });

  it('that cannot be one is refused in words', async () => {
    const file = join(tmpdir(), `segment-cli-file-${process.pid}`);
    writeFileSync(file, '');
    onTestFinished(() => rmSync(file));
    await expect(open(file)).rejects.toMatchObject({ code: 'data_folder_unusable', exitCode: 9 });
    await expect(open(join(file, 'below'))).rejects.toMatchObject({ code: 'data_folder_unusable' });
  });
});

const disk = mkdtempSync(join(tmpdir(), 'segment-cli-tiny-'));
const hasDisk = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]).status === 0;
if (!hasDisk) process.stdout.write('skipped: a full disk needs the right to mount a small one\n');
else spawnSync('umount', [disk]);
rmSync(disk, { recursive: true });

describe.skipIf(!hasDisk)('a disk that is full', () => {
  function tinyDisk(): string {
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-tiny-'));
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]).status).toBe(0);
    onTestFinished(() => {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    });
    return folder;
  }

  it('is told by 503, loses nothing that was acknowledged, and is forgotten once there is room', async () => {
    const mounted = tinyDisk();
    const folder = join(mounted, 'data');
    const told: string[] = [];
    const events = { onFailure: () => told.push('failure'), onRecovery: () => told.push('recovery') };
    const first = await open(folder, { events });
    const ballast = join(mounted, 'ballast');
    writeFileSync(ballast, Buffer.alloc(200 * 1_024));
    const statuses = new Map<string, number>();
    // Sizes that end in the middle of a page, several at once: the group that does not fit is cut off again.
    for (let round = 0; round < 40; round += 1) {
      const ids = [`${round}-a`, `${round}-b`, `${round}-c`];
      const replies = await Promise.all(
        ids.map((id) => post(first, '/v1/track', track(id, { pad: 'x'.repeat(4_000 + round * 7) }))),
      );
      for (const [index, { status }] of replies.entries()) statuses.set(ids[index] ?? '', status);
    }
    const acknowledged = [...statuses].filter(([, status]) => status === 200).map(([id]) => id);
    expect(new Set(statuses.values())).toEqual(new Set([200, 503]));
    expect(told).toEqual(expect.arrayContaining(['failure']));
    expect(idsOf(first)).toEqual(acknowledged);
    const refused = [...statuses].filter(([, status]) => status === 503).map(([id]) => id);
    expect(first.journal.counts.byStatus.get('503')).toBe(refused.length);

    rmSync(ballast);
    // Who was refused tries again, and is no duplicate.
    const [again = ''] = refused;
    expect((await post(first, '/v1/track', track(again))).status).toBe(200);
    expect(told.at(-1)).toBe('recovery');
    expect(first.journal.counts.duplicates).toBe(0);
    await first.close();
    const second = await open(folder);
    expect(idsOf(second)).toEqual([...acknowledged, again]);
    expect(second.storage?.restored).toMatchObject({ damagedLines: 0, tornBytes: 0 });
  });

  it('from the start is refused in words', async () => {
    const mounted = tinyDisk();
    const folder = join(mounted, 'data');
    mkdirSync(folder);
    spawnSync('sh', ['-c', `cat /dev/zero > ${join(mounted, 'ballast')}`]);
    await expect(open(folder)).rejects.toMatchObject({
      code: 'data_folder_unusable',
      message: expect.stringContaining('(no space left on device)'),
    });
  });
});

describe('a recorder that is closed', () => {
  it('takes nothing and forgets nothing any more, and says so', async () => {
    const sandbox = await open(newFolder());
    await post(sandbox, '/v1/track', track('one'));
    await sandbox.storage?.recorder.close();
    expect(await post(sandbox, '/v1/track', track('two'))).toMatchObject({
      status: 503,
      body: expect.stringContaining('"code":"storage_failed"'),
    });
    const reset = await fetch(`${sandbox.url}/_/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(reset.status).toBe(503);
    expect(idsOf(sandbox)).toEqual(['one']);
  });
});

describe('two processes', () => {
  it('do not share a folder, and the second goes on after the first was killed', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, '..', 'bundle'));
    const start = await buildStorageChild(join(folder, '..', 'bundle'));
    const first = await start(folder);
    const second = await start(folder);
    expect(second.reported).toEqual([
      {
        event: 'refused',
        code: 'data_folder_taken',
        message: expect.stringContaining(String(first.process.pid)),
      },
    ]);
    await second.ended;
    await fetch(`${first.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: basic('k') },
      body: JSON.stringify(track('one')),
    });
    first.process.kill('SIGKILL');
    await first.ended;
    const third = await start(folder);
    expect(third.reported).toMatchObject([{ event: 'ready', stored: 1 }]);
    third.process.kill('SIGKILL');
    await third.ended;
  });
});
