import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReplyCache } from '../../src/store/reply-cache.ts';

const [name, other] = ['a'.repeat(64), 'b'.repeat(64)];

function open(folder = mkdtempSync(join(tmpdir(), 'segment-replies-'))) {
  const clock = { now: new Date() };
  const told: string[] = [];
  const cache = createReplyCache(folder, {
    name: 'replies',
    platform: process.platform,
    now: () => clock.now,
    maxAgeMs: 60_000,
    report: (line) => told.push(line),
  });
  const pass = (milliseconds: number) => {
    clock.now = new Date(clock.now.getTime() + milliseconds);
  };
  return {
    cache,
    told,
    pass,
    replies: join(folder, 'replies'),
    file: join(folder, 'replies', `${name}.json`),
  };
}

describe('createReplyCache', async () => {
  it('gives back what it was given, with its age, for as long as it is of use', async () => {
    const { cache, pass, told } = open();
    expect(await cache.get(name)).toBeUndefined();
    await cache.set(name, '{"data":{"count":12345678901234567890}}');
    pass(59_999);
    expect(await cache.get(name)).toEqual({ text: '{"data":{"count":12345678901234567890}}', ageMs: 59_999 });
    expect(await cache.get(other)).toBeUndefined();
    pass(1);
    expect(await cache.get(name)).toBeUndefined();
    expect(told).toEqual([]);
  });

  it('takes nothing from the future, when the clock was set back', async () => {
    const { cache, pass } = open();
    await cache.set(name, '{}');
    pass(-1);
    expect(await cache.get(name)).toBeUndefined();
  });

  it.each(['', 'half a f', '[]', '{"at":"now","text":"{}"}', '{"at":1}'])(
    'a file with %j is none',
    async (content) => {
      const { cache, file } = open();
      await cache.set(name, '{}');
      writeFileSync(file, content);
      expect(await cache.get(name)).toBeUndefined();
      await cache.set(name, '{"new":1}');
      expect((await cache.get(name))?.text).toBe('{"new":1}');
    },
  );

  it('keeps a thousand, and lets the oldest go', async () => {
    const { cache, replies } = open();
    await cache.set(name, '{}');
    const before = new Date(Date.now() - 1_000);
    utimesSync(join(replies, `${name}.json`), before, before);
    const fill = (index: number) => join(replies, `${String(index).padStart(64, '0')}.json`);
    for (let index = 0; index < 999; index += 1) writeFileSync(fill(index), '{}');
    await cache.set(other, '{}');
    expect(readdirSync(replies)).toHaveLength(1_000);
    expect(await cache.get(name)).toBeUndefined();
    expect((await cache.get(other))?.text).toBe('{}');
  });

  it('forgets what it is told to', async () => {
    const { cache, told } = open();
    await cache.set(name, '{}');
    await cache.remove(name);
    await cache.remove(name);
    expect([await cache.get(name), told]).toEqual([undefined, []]);
  });

  it('removes its own old files with the next one, and no others', async () => {
    const { cache, file, replies } = open();
    await cache.set(name, '{}');
    writeFileSync(join(replies, `${'c'.repeat(64)}.json.unfinished`), '{');
    writeFileSync(join(replies, 'notes.txt'), 'mine');
    const old = new Date(Date.now() - 120_000);
    for (const each of readdirSync(replies)) utimesSync(join(replies, each), old, old);
    await cache.set(other, '{}');
    expect(readdirSync(replies).sort()).toEqual([`${other}.json`, 'notes.txt']);
    expect(statSync(join(replies, `${other}.json`)).mode & 0o777).toBe(0o600);
    expect(readdirSync(replies)).not.toContain(file);
  });

  it('narrows a folder that others could look into', async () => {
    const { cache, replies } = open();
    await cache.set(name, '{}');
    chmodSync(replies, 0o755);
    await cache.set(name, '{}');
    expect(statSync(replies).mode & 0o777).toBe(0o700);
  });

  it('does not follow a link, and says why it is of no use', async () => {
    const { cache, file, replies, told } = open();
    await cache.set(other, '{}');
    writeFileSync(join(replies, 'target'), JSON.stringify({ at: Date.now(), text: '{}' }));
    symlinkSync(join(replies, 'target'), file);
    expect(await cache.get(name)).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('symbolic link')]);
  });

  it('a folder that cannot be made is told, and nothing more', async () => {
    const { cache, told } = open('/dev/null');
    await cache.set(name, '{}');
    expect(await cache.get(name)).toBeUndefined();
    expect(told.length).toBeGreaterThan(0);
  });
});
