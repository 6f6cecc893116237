import { readFileSync } from 'node:fs';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ZipPart, zipOf } from '../../helpers/zip.ts';
import { failureOf, openScene, type Scene, track, tracks } from '../scene.ts';

const nobody = '{"type":"track","event":"E"}\n';
const deflated = { method: 8 };

/** Of every shape and kind; bad lines and elements among them, and what is none of the files that count. */
const lines = `${tracks(12, { prefix: 'a' })}${nobody}\n${tracks(6, { prefix: 'b' })}`;
const array = `[\n${tracks(10, { prefix: 'c' }).trimEnd().replaceAll('\n', ',\n')},\n${nobody.trim()}]`;
const objects = tracks(5, { prefix: 'd' }).replaceAll(',"', ',\n  "');
const parts: readonly ZipPart[] = [
  ['days/', ''],
  ['days/1.ndjson', lines, deflated],
  ['__MACOSX/days/._1.ndjson', 'no message'],
  ['days/.DS_Store', 'no message'],
  ['days/._2.json', 'no message'],
  ['Thumbs.db', 'no message'],
  ['days/none.ndjson', ''],
  ['days/2.json', array],
  ['days/3.ndjson.gz', gzipSync(nobody + tracks(7, { prefix: 'e' })), deflated],
  ['days/4.json', objects, { method: 8, flags: 8 }],
];
const texts = [lines, array, nobody + tracks(7, { prefix: 'e' }), objects];
const good = 12 + 6 + 10 + 7 + 5;
const records = texts.join('').match(/"type"/g)?.length ?? 0;
/** Lines of the first file count by themselves, the blank one too. */
const rejected = [
  { file: 'in.zip', member: 'days/1.ndjson', line: 13, record: 13, code: 'no_user_anon_id' },
  { file: 'in.zip', member: 'days/2.json', line: 12, record: 31, code: 'no_user_anon_id' },
  { file: 'in.zip', member: 'days/3.ndjson.gz', line: 1, record: 32, code: 'no_user_anon_id' },
];

/** The users that arrived, in their order. */
function usersIn({ sandbox }: Scene): string[] {
  return [...sandbox.journal.messages].map(
    ({ raw }) => (JSON.parse(raw.toString()) as { userId: string }).userId,
  );
}

function idsIn({ sandbox }: Scene): string[] {
  return [...sandbox.journal.messages].map(({ messageId }) => messageId);
}

const users = texts.join('').match(/(?<="userId":\s*")\w+/g) ?? [];

function rejectsOf(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('a zip archive', () => {
  it('is read file by file, each in its own shape, in the order of its list; rejects name the file in it', async () => {
    const scene = await openScene();
    scene.write('in.zip', zipOf(parts));
    const { code, stdout } = await scene.batch(['in.zip', '--json']);
    const summary = JSON.parse(stdout);
    expect([code, summary]).toMatchObject([
      8,
      { read: records + 1, acknowledged: good, rejected: 3, blank: 1 },
    ]);
    expect(usersIn(scene)).toEqual(users);
    expect(rejectsOf(summary.rejects)).toMatchObject(rejected);
    // The offset is that in the file, decompressed.
    for (const [index, { offset, raw }] of rejectsOf(summary.rejects).entries())
      expect(texts[index]?.slice(Number(offset)).startsWith(String(raw))).toBe(true);
  });

  it('summary, warnings and --on-invalid stop name the file in it', async () => {
    const scene = await openScene();
    const late = `${tracks(2)}${track('late').replace(/,"timestamp":"[^"]*"/, '')}`;
    scene.write(
      'in.zip',
      zipOf([
        ['one.ndjson', tracks(1)],
        ['two\t\u001b].ndjson', `${late}${nobody}`],
      ]),
    );
    const { stderr } = await scene.batch(['in.zip', '--dry-run']);
    expect(stderr).toContain(String.raw`first: two\t\u001b].ndjson in in.zip line 4: `);
    expect(stderr).toContain(String.raw`(first: two\t\u001b].ndjson in in.zip line 3)`);
    const stopped = await scene.batch(['in.zip', '--on-invalid', 'stop', '--json']);
    expect(failureOf(stopped)).toMatchObject({
      exit: 3,
      message: expect.stringContaining(String.raw`Line 4 of two\t\u001b].ndjson in in.zip is invalid`),
    });
  });

  it('resumes behind each record, under the same ids however it is called and compressed', async () => {
    const run = async (name: string, archive: Buffer, nameIn: (member: string) => string) => {
      const scene = await openScene();
      scene.write(name, archive);
      for (let limit = 5; limit < records + 5; limit += 5) {
        const stop = ['--rejects', scene.path('rejects.ndjson'), '--limit', `${limit}`, '--json'];
        const { code, stdout } = await scene.batch([name, ...stop]);
        const { read, blank, resumedFrom } = JSON.parse(stdout);
        expect([code === 0 || code === 8, read - blank]).toEqual([true, Math.min(limit, records)]);
        if (limit > 20) expect(resumedFrom).toMatchObject({ file: name, member: expect.any(String) });
      }
      expect(scene.arrived().slice(1)).toEqual([good, 0]);
      expect(rejectsOf(scene.path('rejects.ndjson'))).toMatchObject(
        rejected.map((reject) => ({ ...reject, file: name, member: nameIn(reject.member) })),
      );
      return idsIn(scene);
    };
    const ids = await run('in.zip', zipOf(parts), (member) => member);
    expect(new Set(ids).size).toBe(good);
    const others = parts.map(
      ([, content], index): ZipPart => [`${index}`, content, index % 2 === 0 ? {} : deflated],
    );
    const archive = zipOf(others.filter(([, content]) => content !== 'no message'));
    const nameIn = (member: string) => `${parts.findIndex(([name]) => name === member)}`;
    expect(await run('other.data', archive, nameIn)).toEqual(ids);
  });

  it.each([1, 2, 3, 7])('%i shards join to it, and each rejects its own', async (count) => {
    const scene = await openScene();
    scene.write('in.zip', zipOf(parts));
    let counted = 0;
    const found: unknown[] = [];
    for (let part = 1; part <= count; part += 1) {
      const { stdout } = await scene.batch(['in.zip', '--shard', `${part}/${count}`, '--json']);
      const { acknowledged, rejected: bad, rejects } = JSON.parse(stdout);
      counted += acknowledged + bad;
      if (rejects !== null) found.push(...rejectsOf(rejects).map(({ record }) => record));
    }
    expect(counted).toBe(records);
    expect(usersIn(scene).toSorted()).toEqual(users.toSorted());
    expect(found.toSorted()).toEqual([13, 31, 32]);
  });

  it('rejects that are fed back go out under the ids they had', async () => {
    const scene = await openScene();
    scene.write('in.zip', zipOf(parts));
    const { stdout } = await scene.batch(['in.zip', '--json']);
    const { rejects } = JSON.parse(stdout);
    scene.write(
      'again.ndjson',
      readFileSync(rejects, 'utf8').replaceAll(
        String.raw`\"event\"`,
        String.raw`\"userId\":\"late\",\"event\"`,
      ),
    );
    const wanted = rejectsOf(rejects).map(({ messageId }) => messageId);
    expect(await scene.batch(['again.ndjson'])).toMatchObject({ code: 0 });
    expect(idsIn(scene).slice(-3)).toEqual(wanted);
  });

  it('beside other files: each archive counts its records by itself, also after it was resumed', async () => {
    const scene = await openScene();
    scene.write('first.ndjson', tracks(9));
    scene.write(
      'a.zip',
      zipOf([
        ['1', tracks(4, { prefix: 'f' })],
        ['2', tracks(3, { prefix: 'g' }) + nobody],
      ]),
    );
    scene.write('b.zip', zipOf([['1', tracks(2, { prefix: 'h' }) + nobody]]));
    const call = ['first.ndjson', 'a.zip', 'b.zip', '--rejects', 'r.ndjson', '--json'];
    expect(await scene.batch([...call, '--limit', '15'])).toMatchObject({ code: 0 });
    expect(await scene.batch(call)).toMatchObject({ code: 8 });
    expect(rejectsOf(scene.path('r.ndjson'))).toMatchObject([
      { file: 'a.zip', member: '2', line: 4, record: 8 },
      { file: 'b.zip', member: '1', line: 3, record: 3 },
    ]);
    expect(scene.arrived().slice(1)).toEqual([18, 0]);
  });

  it('a message that Segment refuses is rejected with the name of its file', async () => {
    const scene = await openScene();
    scene.write(
      'in.zip',
      zipOf([
        ['1', tracks(3)],
        ['2', tracks(3, { prefix: 'v' }) + track('w', 'E'.repeat(33_000))],
      ]),
    );
    const { stdout } = await scene.batch(['in.zip', '--json', '--max-event-bytes', '40kib']);
    const { rejects } = JSON.parse(stdout);
    expect(rejectsOf(rejects)).toMatchObject([
      { file: 'in.zip', member: '2', line: 4, record: 7, code: 'refused_by_server', status: 400 },
    ]);
  });

  it('two files of one content: both are read, and a warning names both', async () => {
    const scene = await openScene();
    scene.write(
      'in.zip',
      zipOf([
        ['one', tracks(5)],
        ['two', tracks(5)],
      ]),
    );
    const { code, stdout, stderr } = await scene.batch(['in.zip']);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('in.zip is read as a zip archive of 2 files');
    expect(stderr).toContain('two in in.zip begins like one in in.zip, before it in this call');
    expect(scene.arrived().slice(1)).toEqual([5, 5]);
  });
});

describe('names in a zip archive', () => {
  it.each([
    ['of the code page of DOS', Buffer.from([0x4b, 0x84, 0x73, 0x65]), {}, 'Käse'],
    ['of UTF-8 with its mark', 'Käse', { flags: 0x800 }, 'Käse'],
    ['of UTF-8 without its mark', 'Käse', {}, 'Käse'],
    ['that leads out of the folder', '../../etc/x', {}, '../../etc/x'],
    ['with the bars of Windows', 'a\\b.ndjson', {}, 'a/b.ndjson'],
  ])('%s', async (_what, name, form, shown) => {
    const scene = await openScene();
    scene.write('in.zip', zipOf([[name, nobody, form]]));
    const { stdout } = await scene.batch(['in.zip', '--json']);
    expect(rejectsOf(JSON.parse(stdout).rejects)).toMatchObject([{ member: shown }]);
  });
});

describe('a zip archive that cannot be read', () => {
  const csv = `a,b\n${'1,2\n'.repeat(20)}`;
  it.each<readonly [string, ZipPart, string, string]>([
    [
      'CSV',
      ["it's.txt", csv],
      "it's.txt in in.zip cannot be read: it is CSV.",
      String.raw`unzip -p in.zip 'it'\''s.txt' | segment batch - --from csv`,
    ],
    [
      'CSV in gzip',
      ['a.txt.gz', gzipSync(csv)],
      'a.txt.gz in in.zip cannot be read: it is CSV in gzip.',
      'unzip -p in.zip a.txt.gz | segment batch - --from csv',
    ],
    [
      'Parquet',
      ['a', 'PAR1\x15\x04'.padEnd(40)],
      'a in in.zip cannot be read: it is Parquet',
      'unzip -p in.zip a > events.parquet && segment batch events.parquet',
    ],
    [
      'a zip archive',
      ['b.zip', zipOf([['a', tracks(1)]])],
      'b.zip in in.zip cannot be read: it is a zip archive.',
      'unzip -p in.zip b.zip > events.zip && segment batch events.zip',
    ],
    [
      'encrypted',
      ['-a[1]', 'x', { flags: 1 }],
      '-a[1] in in.zip cannot be read: it is encrypted.',
      String.raw`unzip -p in.zip '[-]a\[1\]' | segment batch -`,
    ],
    [
      'another way to compress',
      ['a\n', 'x', { method: 12 }],
      String.raw`a\n in in.zip cannot be read: it is compressed with bzip2.`,
      "unzip -p in.zip 'a?' | segment batch -",
    ],
    [
      'one that unzip does not know',
      ['a[1]', 'x', { method: 93 }],
      'a[1] in in.zip cannot be read: it is compressed with zstd.',
      "7z x -so in.zip 'a[1]' | segment batch -",
    ],
    [
      'text',
      ['app.log', 'no JSON\n'.repeat(20)],
      'app.log in in.zip cannot be read: it is text',
      'segment batch in.zip --on-invalid reject',
    ],
  ])(
    '%s in it: exit 2 with its name and a line to paste, before anything is sent',
    async (_kind, part, message, hint) => {
      const scene = await openScene();
      scene.write('first.ndjson', tracks(10));
      scene.write('in.zip', zipOf([['one.ndjson', tracks(10)], part]));
      const failure = failureOf(await scene.batch(['first.ndjson', 'in.zip', '--json']));
      expect(failure).toMatchObject({ exit: 2, code: 'input_kind_unsupported' });
      expect(failure.message).toContain(message);
      expect(failure.hint).toContain(hint);
      expect(scene.arrived()[0]).toBe(0);
      expect(scene.checkpoints()).toEqual([]);
    },
  );

  it('nothing but folders: exit 2', async () => {
    const scene = await openScene();
    scene.write(
      'in.zip',
      zipOf([
        ['a/', ''],
        ['a/b', ''],
      ]),
    );
    expect(failureOf(await scene.batch(['in.zip', '--json']))).toMatchObject({
      exit: 2,
      message: 'in.zip cannot be read: it is a zip archive without files.',
    });
  });

  it('from a pipe: exit 2, for its list stands at its end', async () => {
    const scene = await openScene();
    const failure = failureOf(await scene.batch(['-', '--json'], { stdin: zipOf([['a', tracks(1)]]) }));
    expect(failure).toMatchObject({
      exit: 2,
      message: 'stdin cannot be read: it is a zip archive.',
      hint: '… > events.zip && segment batch events.zip',
    });
  });
});

describe('a damaged zip archive', () => {
  /** What becomes of an archive whose second file is damaged. */
  const run = async (part: ZipPart) => {
    const scene = await openScene();
    scene.write('in.zip', zipOf([['one', tracks(10)], part, ['three', tracks(10, { prefix: 'w' })]]));
    const result = await scene.batch(['in.zip', '--json']);
    scene.write(
      'in.zip',
      zipOf([
        ['one', tracks(10)],
        ['two', second],
        ['three', tracks(10, { prefix: 'w' })],
      ]),
    );
    return { scene, result, failure: failureOf(result), summary: JSON.parse(result.stdout) };
  };
  const second = tracks(400, { prefix: 'v' });
  /** Its first 200 lines, and then a block of no known type. */
  const broken = Buffer.concat([
    deflateRawSync(second.slice(0, second.length / 2), { finishFlush: constants.Z_FULL_FLUSH }),
    Buffer.of(0x07, 0, 0, 0),
  ]);
  const cut = deflateRawSync(second).subarray(0, -200);

  it.each<readonly [string, ZipPart, string, readonly [least: number, most: number]]>([
    ['the wrong checksum', ['two', second, { method: 8, crc: 1 }], 'its checksum does not match', [410, 410]],
    [
      'the wrong checksum, stored as it is',
      ['two', second, { crc: 1 }],
      'its checksum does not match',
      [410, 410],
    ],
    [
      'more than it declares',
      ['two', second, { method: 8, length: track('v00000').length * 100 }],
      'not as long as it declares',
      [110, 110],
    ],
    [
      'less than it declares',
      ['two', second, { method: 8, length: 1_000_000 }],
      'not as long as it declares',
      [410, 410],
    ],
    ['data that is damaged', ['two', second, { method: 8, data: broken }], 'its data is damaged', [210, 210]],
    ['data that is cut', ['two', second, { method: 8, data: cut }], 'not as long as it declares', [100, 409]],
  ])(
    '%s: what was whole is sent, then exit 3; whole again, the rest',
    async (_what, part, reason, [least, most]) => {
      const { scene, failure, summary } = await run(part);
      expect(failure).toMatchObject({ exit: 3, code: 'input_damaged' });
      expect(failure.message).toMatch(
        new RegExp(`^two in in.zip cannot be decompressed to its end: .*${reason}`),
      );
      expect(summary.acknowledged).toBeGreaterThanOrEqual(least);
      expect(summary.acknowledged).toBeLessThanOrEqual(most);
      expect(scene.arrived()[1]).toBe(summary.acknowledged);
      const again = await scene.batch(['in.zip', '--json']);
      expect([again.code, JSON.parse(again.stdout).acknowledged]).toEqual([0, 420]);
      expect(scene.arrived().slice(1)).toEqual([420, 0]);
    },
  );

  it('its list is missing or damaged: exit 3, and nothing is sent', async () => {
    const scene = await openScene();
    const whole = zipOf([
      ['one', tracks(10)],
      ['two', second],
    ]);
    const damaged = Buffer.from(whole);
    damaged.write('XX', damaged.lastIndexOf('PK\x01\x02'));
    for (const content of [whole.subarray(0, -30), damaged]) {
      scene.write('in.zip', content);
      expect(failureOf(await scene.batch(['in.zip', '--json']))).toMatchObject({
        exit: 3,
        code: 'input_damaged',
        message: expect.stringContaining('whose list of files, at its end, cannot be read'),
      });
    }
    expect(scene.arrived()[0]).toBe(0);
  });

  it('a header that is none: exit 3 with the name of its file', async () => {
    const scene = await openScene();
    const archive = zipOf([
      ['one', tracks(10)],
      ['two', second],
    ]);
    archive.write('XX', archive.lastIndexOf('PK\x03\x04'));
    scene.write('in.zip', archive);
    const result = await scene.batch(['in.zip', '--json']);
    expect(failureOf(result)).toMatchObject({ exit: 3, message: expect.stringContaining('two in in.zip') });
    expect(scene.arrived()[1]).toBe(10);
  });

  it('gzip inside that is cut: what was whole is sent, then exit 3', async () => {
    const whole = gzipSync(second);
    const { failure, summary, scene } = await run(['two', whole.subarray(0, -400), { method: 8 }]);
    expect(failure).toMatchObject({ exit: 3, message: expect.stringContaining('two in in.zip') });
    expect(summary.acknowledged).toBeGreaterThan(10);
    expect(await scene.batch(['in.zip'])).toMatchObject({ code: 0 });
    expect(scene.arrived().slice(1)).toEqual([420, 0]);
  });
});

describe('a zip archive that has changed since a run was interrupted', () => {
  const one = tracks(30);
  const two = tracks(30, { prefix: 'v' });
  /** Stopped after so many lines, with another archive in place of the first. */
  const changed = async (limit: number, archive: Buffer) => {
    const scene = await openScene();
    scene.write(
      'in.zip',
      zipOf([
        ['one', one],
        ['two', two],
      ]),
    );
    expect(await scene.batch(['in.zip', '--limit', `${limit}`])).toMatchObject({ code: 0 });
    scene.write('in.zip', archive);
    return { scene, result: await scene.batch(['in.zip', '--json']) };
  };

  it.each<readonly [string, number, readonly ZipPart[], string]>([
    [
      'a file that was sent',
      40,
      [
        ['one', tracks(30, { prefix: 'x' })],
        ['two', two],
      ],
      'one in in.zip has changed',
    ],
    [
      'a file that was sent, longer',
      40,
      [
        ['one', one + track('x')],
        ['two', two],
      ],
      'one in in.zip has changed',
    ],
    [
      'the file where it stopped',
      40,
      [
        ['one', one],
        ['two', tracks(30, { prefix: 'x' })],
      ],
      'two in in.zip has changed',
    ],
    [
      'a line before the place',
      40,
      [
        ['one', one],
        ['two', two.replace('v00003', 'x00003')],
      ],
      'two in in.zip has changed',
    ],
    [
      'their order',
      40,
      [
        ['two', two],
        ['one', one],
      ],
      'two in in.zip has changed',
    ],
    [
      'one file more',
      10,
      [
        ['one', one],
        ['two', two],
        ['three', two],
      ],
      'The list of inputs has changed',
    ],
    ['one file less', 10, [['one', one]], 'The list of inputs has changed'],
  ])('%s: exit 9, nothing is sent', async (_what, limit, archive, message) => {
    const { scene, result } = await changed(limit, zipOf(archive));
    expect(failureOf(result)).toMatchObject({ exit: 9, code: 'input_changed' });
    expect(failureOf(result).message).toContain(message);
    expect(scene.arrived().slice(1)).toEqual([limit, 0]);
  });

  it('compressed otherwise, with other names: it resumes', async () => {
    const { scene, result } = await changed(
      40,
      zipOf([
        ['1', one, deflated],
        ['2', two, deflated],
      ]),
    );
    expect([result.code, JSON.parse(result.stdout)]).toMatchObject([
      0,
      { resumedFrom: { file: 'in.zip', member: '2', line: 11 }, acknowledged: 60 },
    ]);
    expect(scene.arrived().slice(1)).toEqual([60, 0]);
  });

  it('a receipt names it as sent, and stands for one that has a file more', async () => {
    const scene = await openScene();
    scene.write('in.zip', zipOf([['one', one]]));
    expect(await scene.batch(['in.zip'])).toMatchObject({ code: 0 });
    scene.write(
      'in.zip',
      zipOf([
        ['one', one, deflated],
        ['two', two],
      ]),
    );
    const { code, stderr } = await scene.batch(['in.zip']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('this input was sent completely')]);
    expect(scene.arrived().slice(1)).toEqual([60, 30]);
  });

  it('while it is sent: exit 9 before its next file', async () => {
    const scene = await openScene({ sandbox: { faults: { rules: [{ latency: [50, 50] }] } } });
    scene.write(
      'in.zip',
      zipOf([
        ['one', one],
        ['two', two],
      ]),
    );
    const running = scene.batch(['in.zip', '--json', '--max-batch-events', '1', '--concurrency', '1']);
    while (scene.arrived()[0] < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    scene.write(
      'in.zip',
      zipOf([
        ['one', one, deflated],
        ['two', two, deflated],
      ]),
    );
    expect(failureOf(await running)).toMatchObject({
      exit: 9,
      code: 'input_changed',
      message: expect.stringContaining('in.zip has changed while it was read'),
    });
  });
});
