import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { serve } from '../../helpers/http-server.ts';
import { expectStored, failureOf, openScene, type Scene, track, tracks } from '../scene.ts';

const text = tracks(200);
const lineBytes = track('u00000').length;

/** `segment batch` of files; `change` happens while the fifth request is under way. */
async function batchWhile(scene: Scene, names: readonly string[], change: () => void) {
  const { url } = await serve(async ({ path, headers, body }, reply, before) => {
    if (before === 4) change();
    const { authorization = '' } = headers;
    const answer = await fetch(`${scene.sandbox.url}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body,
    });
    reply.writeHead(answer.status, { 'content-type': 'application/json' });
    reply.end(await answer.text());
  });
  const run = (at = url) => scene.batch([...names, '--json'], { env: { SEGMENT_TRACKING_URL: at } });
  return { result: await run(), again: () => run() };
}

describe('a file that changes while it is read', () => {
  it.each<[string, (path: string) => void]>([
    ['cut in the middle of a line', (path) => truncateSync(path, 100 * lineBytes + 40)],
    ['emptied', (path) => truncateSync(path, 0)],
    ['emptied and begun again', (path) => writeFileSync(path, tracks(300, { prefix: 'n' }))],
    ['cut and filled up', (path) => writeFileSync(path, text.slice(0, -lineBytes) + track('x00000'))],
  ])('%s: 9 and no receipt, and with the old file the job goes on', async (_name, change) => {
    const scene = await openScene();
    const path = scene.write('a.ndjson', text);
    const { result, again } = await batchWhile(scene, ['a.ndjson'], () => change(path));
    expect(failureOf(result)).toMatchObject({ exit: 9, code: 'input_changed' });
    const counts = JSON.parse(result.stdout);
    expect(counts).toMatchObject({ acknowledged: scene.arrived()[1], unacknowledged: 0, rejected: 0 });
    expect(counts.read).toBe(counts.acknowledged);
    expect(counts.acknowledged).toBeGreaterThanOrEqual(40);
    expect(JSON.parse(readFileSync(scene.checkpoint(), 'utf8'))).toMatchObject({ finishedAt: null });
    writeFileSync(path, text);
    const second = await again();
    expect([second.code, JSON.parse(second.stdout).acknowledged]).toEqual([0, 200]);
    await expectStored(scene, [text]);
  });

  it('lines are added: they are sent as well, and the receipt is of all of them', async () => {
    const scene = await openScene();
    const path = scene.write('a.ndjson', text);
    const more = tracks(30, { prefix: 'more' });
    const { result } = await batchWhile(scene, ['a.ndjson'], () => appendFileSync(path, more));
    expect([result.code, JSON.parse(result.stdout).acknowledged]).toEqual([0, 230]);
    await expectStored(scene, [text + more]);
  });

  it('another file takes its name: the old one is sent to its end, and the new one is no file that was sent', async () => {
    const scene = await openScene();
    const path = scene.write('a.ndjson', text);
    const { result, again } = await batchWhile(scene, ['a.ndjson'], () => {
      renameSync(path, scene.path('a.ndjson.1'));
      writeFileSync(path, tracks(20, { prefix: 'n' }));
    });
    expect([result.code, JSON.parse(result.stdout).acknowledged]).toEqual([0, 200]);
    const second = await again();
    expect([second.code, JSON.parse(second.stdout).acknowledged]).toEqual([0, 20]);
    expect(second.stderr).not.toContain('was sent completely');
    await expectStored(scene, [text, tracks(20, { prefix: 'n' })]);
  });

  it('a gzip file is cut: 9, for the damage is not its own', async () => {
    const scene = await openScene();
    // Users that do not compress, and more of them than one chunk of the file holds.
    const users = Array.from({ length: 20_000 }, (_, index) =>
      createHash('sha512').update(String(index)).digest('base64url'),
    );
    const path = scene.write(
      'a.ndjson.gz',
      gzipSync(users.map((user) => track(user)).join(''), { level: 1 }),
    );
    expect(readFileSync(path).length).toBeGreaterThan(1_100_000);
    const { result } = await batchWhile(scene, ['a.ndjson.gz', '--max-batch-events', '1000'], () =>
      truncateSync(path, 600_000),
    );
    expect(failureOf(result)).toMatchObject({ exit: 9, code: 'input_changed' });
    const counts = JSON.parse(result.stdout);
    expect(counts).toMatchObject({ acknowledged: scene.arrived()[1], unacknowledged: 0, rejected: 0 });
  });

  it('the second file is gone before its turn: 9, and the first is settled', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', text);
    const path = scene.write('b.ndjson', tracks(20, { prefix: 'b' }));
    const { result, again } = await batchWhile(scene, ['a.ndjson', 'b.ndjson'], () => rmSync(path));
    expect(failureOf(result)).toMatchObject({ exit: 9, code: 'input_changed' });
    expect(JSON.parse(result.stdout)).toMatchObject({ acknowledged: 200, unacknowledged: 0 });
    writeFileSync(path, tracks(20, { prefix: 'b' }));
    expect((await again()).code).toBe(0);
    await expectStored(scene, [text, tracks(20, { prefix: 'b' })]);
  });
});

describe('a compressed input that is damaged', () => {
  const whole = gzipSync(text);
  const wrongChecksum = Buffer.from(whole);
  wrongChecksum.writeUInt32LE(1, wrongChecksum.length - 8);

  it.each<[string, Buffer, number]>([
    ['cut', whole.subarray(0, -5), 200],
    ['with a wrong checksum', wrongChecksum, 200],
    ['with bytes behind it', Buffer.concat([whole, Buffer.from('garbage')]), 200],
    ['a header alone', whole.subarray(0, 10), 0],
    [
      'without its last newline, with bytes behind it',
      Buffer.concat([gzipSync(text.slice(0, -1)), Buffer.from('x')]),
      200,
    ],
    ['cut in its last line', gzipSync(text.slice(0, -5)).subarray(0, -5), 199],
    ['in its second member', Buffer.concat([whole, wrongChecksum]), 400],
  ])(
    '%s: what comes out is sent, then 3 and one summary, from a file and from stdin',
    async (_name, bytes, lines) => {
      for (const name of ['a.gz', '-']) {
        const scene = await openScene();
        scene.write('a.gz', bytes);
        const result = await scene.batch([name, '--json'], { stdin: bytes });
        expect(failureOf(result)).toMatchObject({ exit: 3, code: 'input_damaged' });
        expect(JSON.parse(result.stdout)).toMatchObject({
          read: lines,
          acknowledged: lines,
          rejected: 0,
          unacknowledged: 0,
        });
        expect(scene.arrived()[1]).toBe(lines);
      }
    },
  );

  it('is mended: the next run sends what is missing, and nothing twice', async () => {
    const scene = await openScene();
    scene.write('a.gz', whole.subarray(0, -60));
    expect(failureOf(await scene.batch(['a.gz', '--json'])).exit).toBe(3);
    expect(scene.arrived()[1]).toBeGreaterThan(0);
    scene.write('a.gz', whole);
    const result = await scene.batch(['a.gz', '--json']);
    expect([result.code, JSON.parse(result.stdout).acknowledged]).toEqual([0, 200]);
    await expectStored(scene, [text]);
  });
});
