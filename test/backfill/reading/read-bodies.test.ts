import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBeginning } from '../../../src/backfill/reading/beginning.ts';
import { leaveLinesAlone } from '../../../src/backfill/reading/read-spans.ts';
import { partOf, stepOf } from '../../helpers/part.ts';
import { failureOf, openScene, type Scene, track } from '../scene.ts';

/** Messages, every tenth of them without a user. */
const all = Array.from({ length: 60 }, (_, index) => {
  const rest = `"timestamp":"2020-01-01T00:00:00Z","properties":{"text":"[{,]}\\"","n":12345678901234567890}`;
  const user = index % 10 === 7 ? '' : `"userId":"u${String(index).padStart(4, '0')}",`;
  return `{"type":"track","event":"E",${user}${rest}}`;
});
const good = all.filter((text) => text.includes('userId'));
const users = good.map((text) => (JSON.parse(text) as { userId: string }).userId);
const bad = all.flatMap((text, index) => (text.includes('userId') ? [] : [index + 1]));
const shared = '"integrations":{"All":false}';

const pretty = (text: string) => text.replaceAll(',"', ',\n  "').replace('{', '{\n  ').replace(/}$/, '\n}');
const bodyOf = (messages: readonly string[]) =>
  `{"batch":[${messages.join(',')}],"sentAt":"2021-01-01T00:00:00Z","writeKey":"other",${shared}}`;
const bodies = [all.slice(0, 25), all.slice(25, 26), [], all.slice(26)].map(bodyOf);

/** The same messages in the forms in which people hold bodies. */
const forms = {
  'one body': bodyOf(all),
  'one pretty-printed body': `\uFEFF{"batch": [\n${all.map(pretty).join(',\n')}\n],\n${shared}\n}\n`,
  'a body a line': `\uFEFF${bodies.join('\r\n\n')}\n`,
  'bodies one behind the other': bodies.join(''),
  'an array of bodies': `\uFEFF[${bodies.join(', ')}]`,
  'a pretty-printed array of bodies': `[\n${bodies.map(pretty).join(',\n')}\n]\n`,
  'arrays of bodies': `[${bodies.slice(0, 2).join(',')}]\n[${bodies.slice(2).join(',')}]\n`,
  'pretty-printed bodies': `${bodies.map(pretty).join('\n')}\n`,
};

interface Sent {
  readonly userId: string;
  readonly integrations: unknown;
}

/** What arrived, in order, each as often as it did. */
function sentTo({ sandbox }: Scene): Sent[] {
  return [...sandbox.journal.messages].map(({ raw }) => JSON.parse(raw.toString()));
}
const usersIn = (scene: Scene) => sentTo(scene).map(({ userId }) => userId);

interface Rejected {
  readonly line: number;
  readonly record: number;
  readonly offset: number;
  readonly code: string;
  readonly message: string;
  readonly raw: string;
  readonly rawCutFrom?: number;
}
function rejectsOf(path: string): Rejected[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Runs a file and returns its summary with its rejects. */
async function run(scene: Scene, ...args: readonly string[]) {
  const { code, stdout, stderr } = await scene.batch([...args, '--json']);
  const summary = JSON.parse(stdout);
  return { code, stderr, ...summary, rejects: summary.rejects === null ? [] : rejectsOf(summary.rejects) };
}

describe.each(Object.entries(forms))('%s', (_name, text) => {
  it('sends each message once, with what its body holds for all, and names those it rejects', async () => {
    const scene = await openScene();
    scene.write('in.json', text);
    const { code, read, acknowledged, rejected, blank, rejects } = await run(scene, 'in.json');
    expect([code, read, acknowledged, rejected, blank]).toEqual([8, 60, 54, 6, 0]);
    expect(usersIn(scene)).toEqual(users);
    for (const { raw } of scene.sandbox.journal.messages) {
      const sent = raw.toString();
      expect(sent).toContain(':12345678901234567890');
      expect(sent).toMatch(/"integrations":\{"All":false\}, *"type"/);
      expect(JSON.parse(sent)).not.toHaveProperty('sentAt');
    }
    expect(rejects.map(({ record }: Rejected) => record)).toEqual(bad);
    const bytes = Buffer.from(text);
    for (const { line, record, offset, raw } of rejects as Rejected[]) {
      expect(JSON.parse(raw)).toEqual({ integrations: { All: false }, ...JSON.parse(all[record - 1] ?? '') });
      expect(line).toBe(bytes.toString('utf8', 0, offset).split('\n').length);
      const there = bytes.toString('utf8', offset).replace(/[\r\n]/g, '');
      expect(there.startsWith(raw.replace(`${shared},`, ''))).toBe(true);
    }
    // Corrected, they go out as lines, and still not to every destination.
    const file = readFileSync(scene.path('in.json.rejects.ndjson'), 'utf8');
    scene.write('again.ndjson', file.replaceAll('\\"event\\":', '\\"userId\\":\\"late\\",\\"event\\":'));
    expect((await scene.batch(['again.ndjson'])).code).toBe(0);
    expect(sentTo(scene).map(({ integrations }) => integrations)).toEqual(
      Array.from({ length: 60 }, () => ({ All: false })),
    );
  });

  it('resumes behind each message, also compressed and from stdin, under the same ids', async () => {
    const idsOf = async (file: string, content: Buffer, stdin?: string): Promise<string[]> => {
      const scene = await openScene();
      scene.write(file, content);
      const args = stdin === undefined ? [file] : ['-', '--checkpoint', scene.path('checkpoint.json')];
      const options = stdin === undefined ? {} : { stdin };
      const step = 7 * stepOf(3);
      for (let limit = 7; limit < 60 + step; limit += step) {
        const stop = ['--rejects', scene.path('rejects.ndjson'), '--limit', `${limit}`, '--json'];
        const { code, stdout } = await scene.batch([...args, ...stop], options);
        expect([code === 0 || code === 8, JSON.parse(stdout).read]).toEqual([true, Math.min(limit, 60)]);
      }
      const [, stored, duplicates] = scene.arrived();
      expect([stored, duplicates]).toEqual([54, 0]);
      expect(rejectsOf(scene.path('rejects.ndjson')).map(({ record }) => record)).toEqual(bad);
      return [...scene.sandbox.journal.messages].map(({ messageId }) => messageId);
    };
    const ids = await idsOf('in.json', Buffer.from(text));
    expect(new Set(ids).size).toBe(54);
    expect(await idsOf('other.json.gz', gzipSync(text))).toEqual(ids);
    expect(await idsOf('unused', Buffer.alloc(0), text)).toEqual(ids);
  });

  it.each([1, 2, 3, 7])('%i shards join to the input', async (count) => {
    const scene = await openScene();
    scene.write('in.json', text);
    const records: number[] = [];
    for (let part = 1; part <= count; part += 1) {
      const { read, filtered, acknowledged, rejects } = await run(
        scene,
        'in.json',
        '--shard',
        `${part}/${count}`,
      );
      expect([read, filtered]).toEqual([60, 60 - acknowledged - rejects.length]);
      records.push(...rejects.map(({ record }: Rejected) => record));
    }
    expect(usersIn(scene).toSorted()).toEqual(users);
    expect(records.toSorted((a, b) => a - b)).toEqual(bad);
  });

  it('a body that changed since is refused by the run that resumes in it, or behind it', async () => {
    for (const content of [(changed: string) => changed, gzipSync]) {
      const scene = await openScene();
      scene.write('in.json', content(text));
      expect(await run(scene, 'in.json', '--limit', '20')).toMatchObject({ read: 20 });
      // As long as before, in a message that was sent.
      scene.write('in.json', content(text.replace('u0018', 'u9999')));
      expect(failureOf(await scene.batch(['in.json', '--json']))).toMatchObject({
        exit: 9,
        code: 'input_changed',
      });
      expect(scene.arrived()[1]).toBe(18);
      scene.write('in.json', content(text));
      expect(await run(scene, 'in.json')).toMatchObject({ code: 8, read: 60, acknowledged: 54 });
      expect(scene.arrived().slice(1)).toEqual([54, 0]);
    }
  });
});

describe('a body that is no JSON', () => {
  const broken = `{"batch":[${all.slice(0, 3).join(',')},],"x":1}`;

  it('on a line of its own is one reject, and the next one is read', async () => {
    const scene = await openScene();
    scene.write('in.ndjson', `${bodyOf(all.slice(0, 5))}\n${broken}\n${bodyOf(all.slice(5))}\n`);
    const { code, read, acknowledged, rejects } = await run(scene, 'in.ndjson');
    expect([code, read, acknowledged]).toEqual([8, 61, 54]);
    expect(rejects[0]).toMatchObject({
      line: 2,
      record: 6,
      offset: bodyOf(all.slice(0, 5)).length + 1,
      code: 'invalid_json',
      message: `not valid JSON: expected a value, found ] at byte ${broken.indexOf(',],') + 1}`,
      raw: broken,
    });
    expect(rejects.slice(1).map(({ record }: Rejected) => record)).toEqual(bad.map((record) => record + 1));
  });

  it.each([
    ['one behind the other', (parts: readonly string[]) => parts.join('')],
    ['pretty-printed', (parts: readonly string[]) => parts.map(pretty).join('\n')],
  ])('%s breaks the text: nothing behind it is guessed, in any shard', async (_name, join) => {
    const scene = await openScene();
    const text = join([bodyOf(all.slice(0, 5)), bodyOf(all.slice(5, 6)), broken, bodyOf(all.slice(6))]);
    scene.write('in.json', text);
    const { acknowledged, rejects } = await run(scene, 'in.json');
    expect([acknowledged, rejects.length]).toEqual([6, 1]);
    expect(rejects[0]).toMatchObject({ record: 7, code: 'invalid_json' });
    expect(rejects[0].message).toMatch(/^not valid JSON: .*; nothing from there on is read$/);
    expect(text.slice(rejects[0].offset)).toMatch(/^{\s*"batch"/);
    let sent = 0;
    for (const part of [1, 2]) sent += (await run(scene, 'in.json', '--shard', `${part}/2`)).acknowledged;
    expect(sent).toBe(6);
  });

  it('and cut off is one reject with its place, and nothing of it is sent', async () => {
    for (const text of [forms['one body'].slice(0, -1), forms['one pretty-printed body'].slice(1, -3)]) {
      const scene = await openScene();
      scene.write('in.json', text);
      const { acknowledged, rejects } = await run(scene, 'in.json');
      expect([acknowledged, rejects.length, rejects[0].offset]).toEqual([0, 1, 0]);
      expect(rejects[0]).toMatchObject({ line: 1, record: 1, code: 'invalid_json' });
    }
  });
});

it('a body over 16 MiB is one reject with the line that makes lines of it, and the next one is read', async () => {
  const scene = await openScene();
  const filler = `"${'x'.repeat(1024 * 1024)}"`;
  const large = `{"batch":[${Array.from({ length: 17 }, () => filler).join(',')}]}`;
  for (const between of ['\n', '']) {
    scene.write('in.json', [bodyOf(all.slice(0, 5)), large, bodyOf(all.slice(5, 7))].join(between));
    const { acknowledged, rejects } = await run(scene, 'in.json', '--restart');
    expect([acknowledged, rejects.length]).toEqual([7, 1]);
    expect(rejects[0]).toMatchObject({ record: 6, code: 'message_too_large', rawCutFrom: large.length });
    expect(rejects[0].message).toContain(
      `the body is ${large.length} bytes, over the limit of 16777216: jq -c '`,
    );
    expect(rejects[0].raw).toHaveLength(4096);
  }
});

it.each(['', '\n'])(
  'bodies that are longer than the look, with %j between them, are all read',
  async (between) => {
    const scene = await openScene();
    const filler = `{"type":"track","userId":"long","x":"${'x'.repeat(1024 * 1024)}"}`;
    const long = [0, 1, 2].map((index) => bodyOf([filler, all[index] ?? '']));
    scene.write('in.json', long.join(between));
    const { acknowledged, rejects } = await run(scene, 'in.json');
    expect(acknowledged).toBe(3);
    expect(rejects.map(({ record, code }: Rejected) => [record, code])).toEqual(
      [1, 3, 5].map((record) => [record, 'message_too_large']),
    );
  },
);

it('a message in it that is longer than a line may be is rejected by its beginning', async () => {
  const scene = await openScene();
  const long = track('u')
    .trim()
    .replace('{', `{"x":"${'x'.repeat(1024 * 1024)}",`);
  scene.write('in.json', bodyOf([all[0] ?? '', long, all[1] ?? '']));
  const { acknowledged, rejects } = await run(scene, 'in.json');
  expect([acknowledged, rejects.length]).toEqual([2, 1]);
  expect(rejects[0]).toMatchObject({ record: 2, code: 'message_too_large' });
  expect(rejects[0].raw).toHaveLength(4096);
});

it('what is no body among bodies is a message by itself', async () => {
  const scene = await openScene();
  scene.write(
    'in.ndjson',
    [bodyOf(all.slice(0, 2)), all[2], '{"batch":null}', '{"batch":[]}', '["bad"]', all[3]].join('\n'),
  );
  const { read, acknowledged, rejects } = await run(scene, 'in.ndjson');
  expect([read, acknowledged]).toEqual([6, 4]);
  expect(rejects.map(({ record, code }: Rejected) => [record, code])).toEqual([
    [4, 'type_missing'],
    [5, 'not_an_object'],
  ]);
  expect(sentTo(scene).map(({ integrations }) => integrations)).toEqual([
    { All: false },
    { All: false },
    undefined,
    undefined,
  ]);
});

it('options choose and change the messages, not the bodies', async () => {
  const scene = await openScene();
  const messages = [
    '{"type":"track","event":"E","userId":7,"timestamp":"2020-01-01T00:00:00Z","messageId":"old"}',
    '{"type":"track","event":"F","userId":"b","timestamp":"2020-01-01T00:00:00Z","messageId":"old"}',
  ];
  scene.write('in.json', `{"batch":[${messages.join(',')}],"context":{"ip":"1.2.3.4"}}`);
  const options = ['--where', `event = "E"`, '--set', 'anonymousId=a', '--coerce-ids', '--replay'];
  expect(await run(scene, 'in.json', ...options)).toMatchObject({ code: 0, read: 2, filtered: 1 });
  const [sent] = sentTo(scene);
  expect(sent).toMatchObject({ userId: '7', anonymousId: 'a', context: { ip: '1.2.3.4' } });
  expect(sent).toHaveProperty('messageId', expect.stringMatching(/^sc1-/));
});

it('--on-invalid stop names the record: all may stand in one line', async () => {
  const scene = await openScene();
  scene.write('in.json', forms['one body']);
  const { code, stderr } = await scene.batch(['in.json', '--on-invalid', 'stop']);
  expect([code, stderr]).toEqual([3, expect.stringContaining('Line 1, record 8, of in.json is invalid: ')]);
});

it.each([
  ['a body a line', (parts: readonly string[]) => parts.join('\n')],
  ['pretty-printed bodies', (parts: readonly string[]) => parts.map(pretty).join('\n')],
  ['one body', (parts: readonly string[]) => `{"batch":[${parts.map(messagesOf).join(',\n')}]}`],
])('%s longer than a chunk go out the same through the kernel and without it', async (_name, join) => {
  // The sandbox takes its time for each of them: few that are long fill a chunk as well.
  const padding = `"properties":{"padding":"${'x'.repeat(700)}",`;
  const parts = Array.from({ length: 5 }, (_, body) => {
    const messages = Array.from({ length: 300 }, (_unused, index) =>
      (all[index % all.length] ?? '')
        .replace('"u00', `"u${body}-${index}-`)
        .replace('"properties":{', padding),
    );
    return `{"sentAt":"2021-01-01T00:00:00Z","batch": [${messages.join(',')}],"context":{}}`;
  });
  const text = join(parts);
  const outcome = async (...args: readonly string[]) => {
    const scene = await openScene();
    scene.write('in.json', text);
    const { read, acknowledged, rejects } = await run(scene, 'in.json', ...args);
    const sent = [...scene.sandbox.journal.messages].map(({ raw }) => raw.toString()).sort();
    return { read, acknowledged, rejects, sent };
  };
  for (const shard of partOf([[], ['--shard', '2/3']], 2)) {
    const throughKernel = await outcome(...shard);
    // With a limit every line is read one by one.
    expect(throughKernel).toEqual(await outcome(...shard, '--limit', '1000000'));
    expect(throughKernel.read).toBe(1500);
  }
});

function messagesOf(body: string): string {
  return body.slice(body.indexOf('[') + 1, body.lastIndexOf(']'));
}

/** Reads a text in chunks as a run does, in memory that is used again. */
async function readIn(bytes: Buffer, cuts: readonly number[]) {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1))), bytes.length].sort(
    (a, b) => a - b,
  );
  const memory = Buffer.alloc(bytes.length);
  const stored = (async function* () {
    for (const [index, end] of places.entries()) {
      const part = bytes.subarray(places[index - 1] ?? 0, end);
      part.copy(memory);
      yield memory.subarray(0, part.length);
      memory.fill(0x23);
    }
  })();
  const { kind, shape, firstLine, chunks } = await findBeginning(stored);
  const buffers = (async function* () {
    for await (const { buffer, byteOffset, byteLength } of chunks)
      yield Buffer.from(buffer, byteOffset, byteLength);
  })();
  const text = {
    ...{ name: 'in.json', start: { offset: 0, line: 1 }, shape, firstLine, trace: undefined },
    ...{ storedAt: (offset: number) => offset, chunks: buffers, end: () => undefined },
  };
  const rules = { ...leaveLinesAlone, maxMessageBytes: 1e9, sendInvalid: true, idSeed: '' };
  const options = { rules, identify: () => (offset: number) => `@${offset}`, maxBlockBytes: undefined };
  const found: {
    text: string;
    line: number;
    offset: number;
    record: number | undefined;
    isBroken: boolean;
  }[] = [];
  for await (const pieces of shape(text, options)) {
    for (const piece of pieces) {
      if (piece.kind !== 'lines') continue;
      for (const line of piece.lines) {
        const { prepared, source } = piece.read(line);
        const isBroken = prepared.kind === 'reject' && prepared.code === 'invalid_json';
        const { number, offset, record } = source;
        found.push({ text: source.bytes.toString(), line: number, offset, record, isBroken });
      }
    }
  }
  return { kind, found };
}

const white = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });
const value = fc
  .tuple(fc.jsonValue(), fc.constantFrom(0, 2, '\t'))
  .map(([json, indent]) => JSON.stringify(json, null, indent));
/** Bodies with white space between any of their tokens, and where each message begins. */
const manyBodies = fc
  .array(fc.tuple(fc.array(fc.tuple(white, value, white), { minLength: 1, maxLength: 4 }), white), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => {
    let text = '';
    const messages: { text: string; start: number }[] = [];
    for (const [elements, behind] of parts) {
      text += '{"batch":[';
      for (const [index, [before, element, after]] of elements.entries()) {
        text += `${index === 0 ? '' : ','}${before}`;
        messages.push({ text: element, start: Buffer.byteLength(text) });
        text += `${element}${after}`;
      }
      text += `],\n"sentAt":""}${behind}`;
    }
    return { text, messages };
  });
const cuts = fc.array(fc.nat(), { maxLength: 8 });

describe('the messages of bodies', () => {
  it('are those of the text, byte for byte but for line breaks, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(manyBodies, cuts, async ({ text, messages }, places) => {
        const bytes = Buffer.from(text);
        const { kind, found } = await readIn(bytes, places);
        expect([kind, found]).toEqual([
          'bodies',
          messages.map(({ text, start }, index) => ({
            text: text.replaceAll(/[\r\n]/g, ''),
            line: bytes.toString('utf8', 0, start).split('\n').length,
            offset: start,
            record: index + 1,
            isBroken: false,
          })),
        ]);
      }),
      { numRuns: Math.ceil(300 / stepOf(10)) },
    );
  });

  it('one byte changed: it is in the message where it is, or breaks its body and nothing before it', async () => {
    await fc.assert(
      fc.asyncProperty(
        manyBodies,
        fc.nat(),
        fc.integer({ min: 0, max: 0x7f }),
        async ({ text }, at, byte) => {
          const whole = await readIn(Buffer.from(text), []);
          const changed = Buffer.from(text);
          // Without its beginning it may well be something else than bodies.
          const first = '{"batch":['.length;
          const place = first + (at % (text.length - first));
          changed[place] = byte;
          const { kind, found } = await readIn(changed, []);
          if (kind !== 'bodies') return;
          const body = changed.lastIndexOf('{"batch":[', place);
          const before = whole.found.filter(({ offset }) => offset < body);
          expect(found.slice(0, before.length)).toEqual(before);
          const broken = found.find(({ isBroken }) => isBroken);
          if (broken === undefined) return;
          expect(found.at(-1)).toBe(broken);
          // A bracket or a quote more or less shows only where it is missed.
          if (/["\\[\]{}]/.test(String.fromCharCode(byte, Buffer.from(text)[place] ?? 0))) return;
          expect(broken.offset).toBeGreaterThanOrEqual(body);
          expect(broken.offset).toBeLessThanOrEqual(place);
        },
      ),
      { numRuns: Math.ceil(1000 / stepOf(10)) },
    );
  });
});
