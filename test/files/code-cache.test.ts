import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCodeCache } from '../../src/files/code-cache.ts';

const code = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 7) % 256));
const keyOf = (...texts: readonly string[]) => texts.map((text) => Buffer.from(text));
const key = keyOf('the first part\n', 'key');
const newKey = keyOf('the first part\n', 'new');
const others = [keyOf('the first part\n', 'kez'), keyOf('the other part\n', 'key'), keyOf('key')];
const user = process.geteuid?.();
const isRoot = user === 0;

function openScene() {
  const home = mkdtempSync(join(tmpdir(), 'segment-code-'));
  const folder = join(home, 'cache', 'compiled');
  return { home, folder, path: join(folder, 'a.cjs'), cache: openCodeCache(folder, user) };
}

/** A scene in which the code is kept. */
function keep() {
  const scene = openScene();
  scene.cache.write('a.cjs', key, () => code);
  return scene;
}

describe('the kept code', () => {
  it('is read again, in a folder and a file for the user alone', () => {
    const { cache, folder, path } = keep();
    expect(cache.read('a.cjs', key)).toEqual(code);
    expect([folder, path].map((each) => (statSync(each).mode & 0o777).toString(8))).toEqual(['700', '600']);
    expect(readdirSync(folder)).toEqual(['a.cjs']);
  });

  it('begins where V8 need not copy it, whatever the length of the key', () => {
    const { cache } = keep();
    for (let length = 0; length <= 8; length += 1) {
      const long = [Buffer.alloc(1, 'j'), Buffer.alloc(length, 'k')];
      cache.write('a.cjs', long, () => code);
      expect((cache.read('a.cjs', long)?.byteOffset ?? 1) % 8).toBe(0);
    }
  });

  it('is none for another key or name, and is replaced', () => {
    const { cache, folder } = keep();
    expect(cache.read('b.cjs', key)).toBeUndefined();
    let before = key;
    for (const other of others) {
      expect(cache.read('a.cjs', other)).toBeUndefined();
      cache.write('a.cjs', other, () => code.subarray(1));
      expect(cache.read('a.cjs', other)).toEqual(code.subarray(1));
      expect(cache.read('a.cjs', before)).toBeUndefined();
      before = other;
    }
    expect(readdirSync(folder)).toEqual(['a.cjs']);
  });

  it('is none when any byte is another, when it was cut anywhere, and when something follows', () => {
    const { cache, path } = keep();
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at += 1) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << (at % 8)), at);
      writeFileSync(path, damaged);
      expect(cache.read('a.cjs', key), `byte ${at}`).toBeUndefined();
      writeFileSync(path, whole.subarray(0, at));
      expect(cache.read('a.cjs', key), `${at} bytes`).toBeUndefined();
    }
    for (const more of [Buffer.alloc(1), Buffer.alloc(2), whole]) {
      writeFileSync(path, Buffer.concat([whole, more]));
      expect(cache.read('a.cjs', key), `${more.length} more`).toBeUndefined();
    }
    writeFileSync(path, Buffer.alloc(whole.length));
    expect(cache.read('a.cjs', key)).toBeUndefined();
    cache.write('a.cjs', key, () => Buffer.alloc(300, 1));
    writeFileSync(path, readFileSync(path).subarray(0, -2));
    expect(cache.read('a.cjs', key), 'two equal halves, but cut').toBeUndefined();
    writeFileSync(path, whole);
    expect(cache.read('a.cjs', key)).toEqual(code);
  });

  it('is none above 32 MiB, which no code of ours reaches', () => {
    const { cache } = keep();
    const large = (bytes: number) => {
      cache.write('a.cjs', key, () => Buffer.alloc(bytes));
      return cache.read('a.cjs', key)?.length;
    };
    expect(large(16 * 1024 * 1024 - 16)).toBe(16 * 1024 * 1024 - 16);
    expect(large(16 * 1024 * 1024)).toBeUndefined();
  });
});

describe('what others could have written', () => {
  it.each([0o640, 0o620, 0o604])('is not read: a file of mode %o', (mode) => {
    const { cache, path } = keep();
    chmodSync(path, mode);
    expect(cache.read('a.cjs', key)).toBeUndefined();
  });

  it('is not read, nor written: a folder that others may enter', () => {
    const { cache, folder } = keep();
    chmodSync(folder, 0o755);
    expect(cache.read('a.cjs', key)).toBeUndefined();
    cache.write('b.cjs', key, () => code);
    expect(readdirSync(folder)).toEqual(['a.cjs']);
  });

  it('is not read through a link, and a link is not written through', () => {
    const { cache, home, folder, path } = keep();
    renameSync(path, join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), path);
    expect(cache.read('a.cjs', key)).toBeUndefined();
    const before = readFileSync(join(home, 'elsewhere'));
    cache.write('a.cjs', newKey, () => code);
    expect(readFileSync(join(home, 'elsewhere'))).toEqual(before);
    expect(cache.read('a.cjs', newKey)).toEqual(code);

    renameSync(folder, join(home, 'folder'));
    symlinkSync(join(home, 'folder'), folder);
    expect(cache.read('a.cjs', newKey)).toBeUndefined();
    cache.write('c.cjs', key, () => code);
    expect(readdirSync(join(home, 'folder'))).toEqual(['a.cjs']);
  });

  it.each([
    ['a group', 0o770],
    ['everybody', 0o777],
  ])('is neither read nor written below a folder that %s can write to', (_who, mode) => {
    const { cache, home, folder } = keep();
    chmodSync(home, mode);
    expect(cache.read('a.cjs', key)).toBeUndefined();
    cache.write('b.cjs', key, () => code);
    expect(readdirSync(folder)).toEqual(['a.cjs']);
    const fresh = openScene();
    chmodSync(fresh.home, mode);
    fresh.cache.write('a.cjs', key, () => code);
    expect(readdirSync(fresh.home)).toEqual([]);
  });

  it('is judged where a link to the folder above leads', () => {
    const { cache, home, folder } = keep();
    const open = join(home, 'open');
    mkdirSync(open);
    renameSync(join(home, 'cache'), join(open, 'cache'));
    symlinkSync(join(open, 'cache'), join(home, 'cache'));
    expect(cache.read('a.cjs', key)).toEqual(code);
    chmodSync(open, 0o777);
    expect(cache.read('a.cjs', key)).toBeUndefined();
    cache.write('b.cjs', key, () => code);
    expect(readdirSync(folder)).toEqual(['a.cjs']);
  });

  it('may lie below a folder in which each may only change what is theirs, such as /tmp', () => {
    const { cache, home } = keep();
    chmodSync(home, 0o1777);
    expect(cache.read('a.cjs', key)).toEqual(code);
  });

  it.skipIf(!isRoot)('is not read where it is the file or the folder of another user', () => {
    const { cache, path } = keep();
    chownSync(path, 12345, 12345);
    expect(cache.read('a.cjs', key)).toBeUndefined();
    const folderOfOther = keep();
    chownSync(folderOfOther.folder, 12345, 12345);
    expect(folderOfOther.cache.read('a.cjs', key)).toBeUndefined();
    const above = keep();
    chownSync(above.home, 12345, 12345);
    expect(above.cache.read('a.cjs', key)).toBeUndefined();
  });

  it.skipIf(!isRoot)('gets nothing of ours into the home folder of another user', () => {
    const { cache, home } = openScene();
    chownSync(home, 12345, 12345);
    cache.write('a.cjs', key, () => code);
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('writing', () => {
  it('leaves it to another one that writes, and takes over from one that was killed', () => {
    const { cache, folder, path } = keep();
    writeFileSync(`${path}.unfinished`, 'half');
    cache.write('a.cjs', newKey, () => code);
    expect(cache.read('a.cjs', newKey)).toBeUndefined();
    expect(cache.read('a.cjs', key)).toEqual(code);
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(`${path}.unfinished`, longAgo, longAgo);
    cache.write('a.cjs', newKey, () => code);
    expect(cache.read('a.cjs', newKey)).toEqual(code);
    expect(readdirSync(folder)).toEqual(['a.cjs']);
  });

  it('makes no code where it cannot be kept, nor a folder beside those of the system, and says nothing', () => {
    for (const folder of ['/proc/segment', '/dev/null/segment', '/segment-no-home/compiled']) {
      let calls = 0;
      openCodeCache(folder, user).write('a.cjs', key, () => {
        calls += 1;
        return code;
      });
      expect(calls).toBe(0);
      expect(existsSync(folder)).toBe(false);
    }
  });

  it('leaves what is there when the code cannot be made, and when another thing stands in its place', () => {
    const kept = keep();
    kept.cache.write('a.cjs', newKey, () => {
      throw new Error('no memory');
    });
    expect(kept.cache.read('a.cjs', key)).toEqual(code);
    expect(readdirSync(kept.folder)).toEqual(['a.cjs']);
    const { cache, folder, path } = openScene();
    mkdirSync(path, { recursive: true });
    chmodSync(folder, 0o700);
    cache.write('a.cjs', key, () => code);
    expect(cache.read('a.cjs', key)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['a.cjs']);
  });
});
