import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findBeginning } from '../../../src/backfill/reading/beginning.ts';
import { readObjects } from '../../../src/backfill/reading/read-json.ts';
import { readNdjson } from '../../../src/backfill/reading/read-ndjson.ts';
import { stepOf } from '../../helpers/part.ts';
import { openScene, type Scene, track } from '../scene.ts';

/** Messages, every tenth of them without a user. */
function objects(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `u${String(index).padStart(4, '0')}`;
    const rest = `"timestamp":"2020-01-01T00:00:00Z","properties":{"text":"[{,]}\\"","n":12345678901234567890}`;
    return index % 10 === 7
      ? `{"type":"track","event":"E",${rest}}`
      : `{"type":"track","event":"E","userId":"${name}",${rest}}`;
  });
}

const count = 60;
const all = objects(count);
const pretty = (text: string) => text.replaceAll(',"', ',\n  "').replace('{', '{\n  ').replace(/}$/, '\n}');
const good = all.filter((text) => text.includes('userId'));

/** The same objects in the forms in which people hold them. */
const forms = {
  'an array in one line': `[${all.join(',')}]`,
  'an array with an object a line': `[\n${all.join(',\n')}\n]\n`,
  'arrays a line': `[${all.slice(0, 25).join(',')}]\n[]\n[${all.slice(25, 50).join(', ')}]\n[${all.slice(50).join(',')}]\n`,
  'pretty-printed arrays one behind the other': [all.slice(0, 25), all.slice(25)]
    .map((part) => `[\n${part.map(pretty).join(',\n')}\n]`)
    .join(''),
  'a pretty-printed array': `[\n${all.map(pretty).join(',\n')}\n]\n`,
  'pretty-printed objects': `${all.map(pretty).join('\n')}\n`,
  'objects one behind the other': all.join(''),
};

/** The users that arrived, in order, each as often as it did. */
function usersIn({ sandbox }: Scene): string[] {
  return [...sandbox.journal.messages].map(
    ({ raw }) => (JSON.parse(raw.toString()) as { userId: string }).userId,
  );
}

const users = good.map((text) => (JSON.parse(text) as { userId: string }).userId);

function rejectsOf(
  path: string,
): { line: number; record?: number; offset: number; code: string; raw: string }[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe.each(Object.entries(forms))('%s', (_name, text) => {
  it('sends each object once with the bytes it has, and names those it rejects by line, record and offset', async () => {
    const scene = await openScene();
    scene.write('in.json', text);
    const { code, stdout } = await scene.batch(['in.json', '--json']);
    const summary = JSON.parse(stdout);
    expect([code, summary.read, summary.acknowledged, summary.rejected]).toEqual([
      8,
      count,
      good.length,
      count - good.length,
    ]);
    expect(usersIn(scene)).toEqual(users);
    for (const { raw } of scene.sandbox.journal.messages)
      expect(raw.toString()).toContain('12345678901234567890');
    const rejects = rejectsOf(summary.rejects);
    expect(rejects.map(({ record }) => record)).toEqual([8, 18, 28, 38, 48, 58]);
    for (const { line, record = 0, offset, raw } of rejects) {
      expect(JSON.parse(raw)).toEqual(JSON.parse(all[record - 1] ?? ''));
      expect(line).toBe(text.slice(0, offset).split('\n').length);
      expect(
        text
          .slice(offset)
          .replace(/[\r\n]/g, '')
          .startsWith(raw),
      ).toBe(true);
    }
    // Corrected, they go out once more, as lines.
    const corrected = readFileSync(summary.rejects, 'utf8').replaceAll(
      '\\"event\\":',
      '\\"userId\\":\\"late\\",\\"event\\":',
    );
    scene.write('again.ndjson', corrected);
    expect((await scene.batch(['again.ndjson'])).code).toBe(0);
    expect(usersIn(scene)).toHaveLength(count);
  });

  it('resumes behind each object, also compressed and from stdin, under the same ids', async () => {
    const idsOf = async (file: string, content: Buffer, stdin?: string): Promise<string[]> => {
      const scene = await openScene();
      scene.write(file, content);
      const args = stdin === undefined ? [file] : ['-', '--checkpoint', scene.path('checkpoint.json')];
      const options = stdin === undefined ? {} : { stdin };
      const step = 7 * stepOf(3);
      for (let limit = 7; limit < count + step; limit += step) {
        const stop = ['--rejects', scene.path('rejects.ndjson'), '--limit', `${limit}`, '--json'];
        const { code, stdout } = await scene.batch([...args, ...stop], options);
        expect([code === 0 || code === 8, JSON.parse(stdout).read]).toEqual([true, Math.min(limit, count)]);
      }
      const [, stored, duplicates] = scene.arrived();
      expect([stored, duplicates]).toEqual([good.length, 0]);
      expect(rejectsOf(scene.path('rejects.ndjson')).map(({ record }) => record)).toEqual([
        8, 18, 28, 38, 48, 58,
      ]);
      return [...scene.sandbox.journal.messages].map(({ messageId }) => messageId);
    };
    const ids = await idsOf('in.json', Buffer.from(text));
    expect(new Set(ids).size).toBe(good.length);
    expect(await idsOf('other.json.gz', gzipSync(text))).toEqual(ids);
    expect(await idsOf('unused', Buffer.alloc(0), text)).toEqual(ids);
  });

  it('shards join to the input', async () => {
    const scene = await openScene();
    scene.write('in.json', text);
    let read = 0;
    for (const part of [1, 2, 3]) {
      const { stdout } = await scene.batch(['in.json', '--shard', `${part}/3`, '--json']);
      const summary = JSON.parse(stdout);
      read += summary.acknowledged + summary.rejected;
    }
    expect(read).toBe(count);
    expect(usersIn(scene).toSorted()).toEqual(users);
  });

  it('where it breaks, what was whole before is sent, and nothing behind it', async () => {
    const scene = await openScene();
    // In the middle of object 31.
    const at = text.lastIndexOf('"userId"', text.indexOf('u0030'));
    scene.write('in.json', `${text.slice(0, at)}#${text.slice(at)}`);
    const { code, stdout } = await scene.batch(['in.json', '--json']);
    const summary = JSON.parse(stdout);
    expect([code, summary.acknowledged]).toEqual([8, 27]);
    expect(usersIn(scene)).toEqual(users.slice(0, 27));
    const last = rejectsOf(summary.rejects).at(-1);
    expect(last).toMatchObject({ code: 'invalid_json', record: 31 });
    expect([at >= (last?.offset ?? 0), text.slice(last?.offset, at).includes('}{')]).toEqual([true, false]);
    // The same for every shard.
    let sent = 0;
    for (const part of [1, 2]) {
      const result = await scene.batch(['in.json', '--shard', `${part}/2`, '--json']);
      sent += JSON.parse(result.stdout).acknowledged;
    }
    expect(sent).toBe(27);
  });
});

it('--on-invalid stop names the record: all may stand in one line', async () => {
  const scene = await openScene();
  scene.write('in.json', forms['an array in one line']);
  const { code, stderr } = await scene.batch(['in.json', '--on-invalid', 'stop']);
  expect(code).toBe(3);
  expect(stderr).toContain('Line 1, record 8, of in.json is invalid: ');
});

describe('the beginning of values that are no lines', () => {
  it('two arrays that differ in their first object have other ids for equal objects at equal places', async () => {
    const scene = await openScene();
    scene.write('monday.json', `[\n${track('a')},\n${track('same')}]`);
    scene.write('tuesday.json', `[\n${track('b')},\n${track('same')}]`);
    for (const name of ['monday.json', 'tuesday.json']) expect((await scene.batch([name])).code).toBe(0);
    expect(usersIn(scene)).toEqual(['a', 'same', 'b', 'same']);
  });

  it('the shape of a line of many values is seen, however long it is', async () => {
    const scene = await openScene();
    const long = Array.from({ length: 200 }, (_, index) =>
      track(`u${index}`)
        .trim()
        .replace('{', `{"context":{"text":"${'x'.repeat(6000)}"},`),
    );
    scene.write('in.json', long.join(''));
    const { code, stdout } = await scene.batch(['in.json', '--json']);
    expect([code, JSON.parse(stdout).acknowledged]).toEqual([0, 200]);
  });

  it.each([64 * 1024, 4 * 1024 * 1024])('is the same in chunks of %i bytes', async (chunkBytes) => {
    const whole = Buffer.from(`${'\n'.repeat(3 * 1024 * 1024)}[\n${track('a')}]`);
    const chunks = (async function* () {
      for (let at = 0; at < whole.length; at += chunkBytes) yield whole.subarray(at, at + chunkBytes);
    })();
    const { firstLine, shape } = await findBeginning(chunks);
    expect([firstLine, shape]).toEqual([undefined, readNdjson]);
  });

  it('a pipe whose first line holds whole objects is not waited for', async () => {
    const chunks = (async function* () {
      yield Buffer.from(`${track('a').trim()}${track('b')}`);
      throw new Error('nobody asked for more');
    })();
    const { firstLine, shape } = await findBeginning(chunks);
    expect([firstLine?.toString(), shape]).toEqual([`${track('a').trim()}${track('b').trim()}`, readObjects]);
  });
});

describe('lines stay lines', () => {
  it.each([
    ['a first line that was cut off', `{"type":"track","ev\n${track('a')}${track('b')}`, 2, 1],
    ['a first line that was cut off behind a comma', `{"type":"track",\n${track('a')}${track('b')}`, 2, 1],
    ['a first line that was cut off behind a bracket', `{\n${track('a')}${track('b')}`, 2, 1],
    ['a first line with text behind its object', `${track('a').trim()} and\n${track('b')}`, 1, 1],
    ['a first line that is an array of no objects', `["bad",1]\n${track('a')}${track('b')}`, 2, 1],
    ['blank lines first', `\n\n  \n${track('a')}${track('b')}`, 2, 0],
    ['a message whose text ends in a brace', `${track('a').trim()}\r\n${track('b')}`, 2, 0],
  ])('%s', async (_name, text, acknowledged, rejected) => {
    const scene = await openScene();
    scene.write('in.ndjson', text);
    const { stdout } = await scene.batch(['in.ndjson', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged, rejected });
  });
});

describe('an array that is cut off', () => {
  it.each([
    ['in an element', (text: string) => text.slice(0, -10), count],
    ['behind an element', (text: string) => text.slice(0, -1), count + 1],
  ])('%s: all before is sent, and the end is a reject', async (_name, cut, record) => {
    const scene = await openScene();
    scene.write('in.json', cut(forms['an array in one line']));
    const { code, stdout } = await scene.batch(['in.json', '--json']);
    expect(code).toBe(8);
    expect(rejectsOf(JSON.parse(stdout).rejects).at(-1)).toMatchObject({ code: 'invalid_json', record });
  });
});
