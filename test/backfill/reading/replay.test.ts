import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openScene, type Scene, track } from '../scene.ts';

/** What Segment put on a message the first time (docs/rules.md#keys-that-change-on-the-way), as it stands in an archive. */
const put = {
  messageId: '"messageId":"ajs-next-0123456789"',
  sentAt: '"sentAt":"2020-01-01T00:00:01.000Z"',
  receivedAt: '"receivedAt":"2020-01-01T00:00:02.000Z"',
  originalTimestamp: '"originalTimestamp":"2020-01-01T00:00:00.500Z"',
  projectId: '"projectId":"p1"',
  version: '"version":2',
  channel: '"channel":"client"',
  _metadata: '"_metadata":{"bundled":["a"],"unbundled":[]}',
  writeKey: '"writeKey":"of another source"',
};
const body =
  '"type":"track","event":"E","userId":"u","properties":{"n":12345678901234567890,"messageId":"inside"}';
const timestamp = '"timestamp":"2020-01-01T00:00:00.000Z"';

/** What was stored of one line, without the id that was put in, and that id. */
async function replayed(scene: Scene, line: string): Promise<{ text: string; id: string }> {
  scene.sandbox.journal.reset();
  scene.write('archive.ndjson', `${line}\n`);
  const { code, stderr } = await scene.batch(['archive.ndjson', '--replay', '--no-checkpoint']);
  expect([code, stderr]).toEqual([0, expect.stringContaining('1 of 1 line')]);
  const [stored] = [...scene.sandbox.journal.messages];
  const raw = stored?.raw.toString('utf8') ?? '';
  const [, id = '', rest = ''] = /^\s*\{"messageId":"(sc1-[0-9a-z-]+)",?(.*)$/s.exec(raw) ?? [];
  return { text: `{${rest}`, id };
}

describe('what comes back from an archive', () => {
  it.each<[string, string, string]>([
    ['a whole line', `{${Object.values(put).join(',')},${body},${timestamp}}`, `{${body},${timestamp}}`],
    ['first and last', `{${put.messageId},${body},${timestamp},${put.sentAt}}`, `{${body},${timestamp}}`],
    [
      'what RudderStack put on',
      `{${body},"channel":"web","request_ip":"203.0.113.7","rudd\\u0065rId":"r",${timestamp},"rudderId":{"a":1}}`,
      `{${body},${timestamp}}`,
    ],
    [
      'between others, white space stays',
      `{ ${body} , ${put.version} , ${timestamp} , ${put.channel} }`,
      `{ ${body} , ${timestamp} }`,
    ],
    [
      'escaped spellings',
      `{"messa\\u0067eId":"x","s\\u0065ntAt":"x","\\u005fmetadata":{},"\\u0070rojectId":1,${body},${timestamp}}`,
      `{${body},${timestamp}}`,
    ],
    [
      'each of several',
      `{"messageId":"x","channel":"a",${body},"messageId":"y","channel":"b","messag\\u0065Id":"z",${timestamp}}`,
      `{${body},${timestamp}}`,
    ],
    [
      'of any type',
      `{"messageId":{"a":[1,{"b":"}"}]},"version":"2","projectId":null,"_metadata":[],${body},${timestamp}}`,
      `{${body},${timestamp}}`,
    ],
    [
      'only at the top level',
      `{${put.messageId},${body},"context":{"sentAt":"kept","version":1,"channel":"kept"},${timestamp}}`,
      `{${body},"context":{"sentAt":"kept","version":1,"channel":"kept"},${timestamp}}`,
    ],
    [
      'originalTimestamp where timestamp is missing',
      `{${put.messageId},${put.originalTimestamp},${body}}`,
      `{"timestamp":"2020-01-01T00:00:00.500Z",${body}}`,
    ],
    [
      'originalTimestamp where timestamp is null',
      `{${put.originalTimestamp},"timestamp":null,${body}}`,
      `{"timestamp":"2020-01-01T00:00:00.500Z",${body}}`,
    ],
    [
      'originalTimestamp beside a timestamp',
      `{${put.originalTimestamp},${body},${timestamp}}`,
      `{${body},${timestamp}}`,
    ],
    ['nothing to cut', `{${body},${timestamp}}`, `{${body},${timestamp}}`],
    [
      'numbers, escapes and order are not touched',
      `{${put.messageId},"type":"track","event":"\\u00e4\\/😀","userId":"u","properties":{"a":1.0,"b":-0,"c":1E5,"a":2},${timestamp}}`,
      `{"type":"track","event":"\\u00e4\\/😀","userId":"u","properties":{"a":1.0,"b":-0,"c":1E5,"a":2},${timestamp}}`,
    ],
  ])('%s', async (_name, line, expected) => {
    const { text, id } = await replayed(await openScene(), line);
    expect(text).toBe(expected);
    expect(id).not.toBe('');
  });

  it('any order of what was put on and what was there: the rest arrives as it stood', async () => {
    const scene = await openScene();
    const own = [...body.split(/,(?="(?:event|userId|properties)")/), timestamp];
    expect(own).toHaveLength(5);
    let lines = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(Object.values(put)),
        fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
        async (chosen, at) => {
          const line = [...own];
          for (const [index, member] of chosen.entries())
            line.splice((at[index] ?? 0) % (line.length + 1), 0, member);
          const { text } = await replayed(scene, `{${line.join(',')}}`);
          expect(text).toBe(`{${own.join(',')}}`);
          lines += 1;
        },
      ),
      { numRuns: 60 },
    );
    process.stdout.write(`replayed lines: ${lines} orders\n`);
  });
});

describe('segment batch --replay', () => {
  const archive = [
    `{${put.messageId},${body},${timestamp}}`,
    // The same id twice: two messages of which Segment once dropped one. Both were in the archive, both arrive.
    `{${put.messageId},${body},${timestamp}}`,
    `{${put.receivedAt},${body},${timestamp}}`,
    track('new').trim(),
    '{"messageId":"x","type":"track"}',
    '',
  ].join('\n');

  it('sends under new ids, the same ones each time, and counts', async () => {
    const scene = await openScene();
    scene.write('archive.ndjson', archive);
    const run = (...more: string[]) => scene.batch(['archive.ndjson', '--replay', ...more]);
    const first = await run('--json');
    expect(first.code).toBe(8);
    expect(JSON.parse(first.stdout)).toMatchObject({ read: 5, acknowledged: 4, rejected: 1, replayed: 3 });
    expect(scene.arrived()).toEqual([1, 4, 0]);
    for (const { messageId } of scene.sandbox.journal.messages) expect(messageId).toMatch(/^sc1-/);

    const again = await run();
    expect(again.stderr).toContain('3 replayed');
    expect(again.stderr).toContain('4 of 5 lines accepted');
    expect(scene.arrived()).toEqual([2, 4, 4]);
  });

  it('without it the old ids stay: of two the second is a duplicate', async () => {
    const scene = await openScene();
    scene.write('archive.ndjson', archive);
    const { stdout } = await scene.batch(['archive.ndjson', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 4, replayed: 0 });
    expect(scene.arrived()).toEqual([1, 3, 1]);
  });

  it('is a job of its own, and counts from its first line when it goes on', async () => {
    const scene = await openScene();
    const text = Array.from({ length: 40 }, (_, index) =>
      track(`u${index}`).replace('{', `{"messageId":"m${index}",`),
    );
    scene.write('archive.ndjson', text.join(''));
    await scene.batch(['archive.ndjson', '--replay', '--limit', '20']);
    expect(scene.arrived()).toEqual([2, 20, 0]);
    const plain = await scene.batch(['archive.ndjson', '--json']);
    expect(JSON.parse(plain.stdout)).toMatchObject({ resumedFrom: null, acknowledged: 40, replayed: 0 });
    const { stdout } = await scene.batch(['archive.ndjson', '--replay', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ resumedFrom: { line: 21 }, acknowledged: 40, replayed: 40 });
    expect(scene.arrived().slice(1)).toEqual([80, 0]);
  });
});

describe('lines that look as if Segment had them before', () => {
  const line = (id: string, ...members: string[]) =>
    `{"messageId":"${id}",${[...members, body, timestamp].join(',')}}`;
  const version = put.version;
  const archived = [
    line('1', put.receivedAt, put.projectId),
    line('2', version, put.receivedAt),
    line('3', put._metadata, '"r\\u0065ceivedAt":"2020-01-01T00:00:02.000Z"'),
  ];
  const others = [
    line('4', put.receivedAt, '"rudderId":"r"'),
    line('5', put.projectId, version, put._metadata),
    line('6', put.receivedAt, '"projectId":null', '"context":{"version":1}'),
    line('7', '"receivedAt":null', put.projectId),
  ];
  const invalid = `{${put.receivedAt},${put.projectId},"type":"track","userId":"u"}`;
  const text = [...others, ...archived, invalid, ''].join('\n');

  it.each([
    ['NDJSON', text],
    ['an array', `[${[...others, ...archived, invalid].join(',')}]`],
  ])('are counted and named: %s', async (_name, content) => {
    const scene = await openScene();
    scene.write('in.json', content);
    const { stdout, stderr } = await scene.batch(['in.json', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 7, rejected: 1, replayed: 0, archived: 3 });
    expect(stderr).toMatch(/3 lines: .*old messageId: --replay gives/);
    const ids = [...scene.sandbox.journal.messages].map(({ messageId }) => messageId);
    expect(ids).toEqual(['4', '5', '6', '7', '1', '2', '3']);
    const dry = await scene.batch(['in.json', '--dry-run']);
    expect(dry.stderr).toMatch(/3 lines: .*--replay.* \(first: in\.json line [15]\)/);
  });

  it('get new ids with --replay, and are not counted', async () => {
    const scene = await openScene();
    scene.write('in.json', text);
    const { stdout, stderr } = await scene.batch(['in.json', '--json', '--replay']);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: 7, replayed: 7, archived: 0 });
    expect(stderr).not.toContain('--replay gives');
  });

  it('are counted from the first line of the job when it goes on, and as they go out when invalid ones do', async () => {
    const scene = await openScene();
    const lines = Array.from({ length: 40 }, (_, index) => line(`m${index}`, put.receivedAt, version));
    scene.write('in.json', lines.join('\n'));
    await scene.batch(['in.json', '--limit', '20']);
    const { stdout } = await scene.batch(['in.json', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ resumedFrom: { line: 21 }, acknowledged: 40, archived: 40 });
    scene.write('invalid.json', `${invalid}\n`);
    const sent = await scene.batch(['invalid.json', '--json', '--on-invalid', 'send']);
    expect(JSON.parse(sent.stdout)).toMatchObject({ acknowledged: 1, archived: 1 });
  });
});
