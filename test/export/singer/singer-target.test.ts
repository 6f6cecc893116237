import { describe, expect, it } from 'vitest';
import { RowReader } from '../../../src/export/row-reader.ts';
import { singerState } from '../../../src/export/singer/singer-state.ts';
import { singerTarget } from '../../../src/export/singer/singer-target.ts';
import type { Stream } from '../../../src/export/stream.ts';
import { needStream } from '../../../src/export/streams.ts';
import type { Window } from '../../../src/export/windows.ts';
import { readSinger } from '../../helpers/singer-reader.ts';

const usage = needStream('usage_api_calls_workspace_daily');
const groups = needStream('groups');
const all: Window = { kind: 'all' };

/** What is emitted for pages of rows, given as texts; for no window at all without them. */
async function emitted(
  stream: Stream,
  pages: readonly (readonly string[])[] | undefined,
  unwanted: readonly string[] = [],
) {
  let text = '';
  const warnings: string[] = [];
  const emit = async (lines: string): Promise<void> => {
    text += lines;
  };
  const state = singerState('workspace', new Map(), emit);
  const target = singerTarget({
    emit,
    emitState: state.emit,
    warn: (line) => warnings.push(line),
    unwanted: new Map([[stream.name, new Set(unwanted)]]),
  });
  const opened = await target.open(stream);
  const writer = pages && (await opened.begin(all));
  const reader = new RowReader(stream);
  for (const rows of pages ?? []) await writer?.write(rows.map((row) => reader.readText(row)));
  const counts = await writer?.keep();
  await target.close();
  return { text, warnings, counts, output: readSinger(text) };
}

const day = (timestamp: string) => `{"timestamp":${JSON.stringify(timestamp)},"apiCalls":"1"}`;

describe('a stream as Singer messages', () => {
  it('is described where it has no rows', async () => {
    for (const pages of [[], undefined]) {
      const { text, output } = await emitted(groups, pages);
      expect(text.match(/^{"type":"\w+"/gm)).toEqual(['{"type":"SCHEMA"', '{"type":"STATE"']);
      expect(output.streams.get('groups')).toMatchObject({ key: ['id'], bookmarks: [], records: [] });
    }
  });

  it('keeps every digit, and every member, of a row', async () => {
    const row =
      '{ "id":"g1", "memberCount":12345678901234567890, "ratio":10.00, "tiny":-0.0, "more":{"big":[1e25, 0.10]} }';
    const { text } = await emitted(groups, [[row]]);
    expect(text).toContain(`"record":${row.replaceAll(' ', '')}}\n`);
  });

  it('says date-time only while each value is one', async () => {
    const good = '2026-11-01T00:00:00Z';
    const format = async (...pages: string[][]) => {
      const { text, output } = await emitted(
        usage,
        pages.map((times) => times.map(day)),
      );
      const { properties } = output.streams.get(usage.name)?.schema ?? { properties: {} };
      return [properties.timestamp?.format, text.match(/"SCHEMA"/g)?.length];
    };
    expect(await format([good, '2024-02-29T23:59:59.123456+05:30'])).toEqual(['date-time', 1]);
    // The page is looked at before the first of its rows is emitted; a later one gets a schema of its own.
    for (const odd of [
      '2026-11-01',
      '2026-11-01T00:00Z',
      '2026-02-29T00:00:00Z',
      '2026-11-01T00:00:00',
      '11/01/2026',
    ])
      expect([odd, await format([good, odd]), await format([good], [odd])]).toEqual([
        odd,
        [undefined, 1],
        [undefined, 2],
      ]);
  });

  it('tells of types and fields that nobody declared, before the row that has them', async () => {
    const { output, text } = await emitted(groups, [
      ['{"id":"g1","memberCount":3,"permissions":[{"roleName":"a"}]}'],
      ['{"id":"g2","memberCount":"three","tier":null}'],
      ['{"id":"g3","memberCount":4,"tier":{"name":"x"},"permissions":[{"roleName":5}]}'],
      ['{"id":"g4","__proto__":true,"tier":"gold"}'],
    ]);
    const { properties } = output.streams.get('groups')?.schema ?? { properties: {} };
    expect(properties).toMatchObject({
      memberCount: { type: ['null', 'number', 'string'] },
      tier: { type: ['null', 'object', 'string'] },
      permissions: { type: ['null', 'array'] },
    });
    expect(text.match(/"SCHEMA"/g)).toHaveLength(4);
    expect(output.streams.get('groups')?.records).toHaveLength(4);
  });

  it('skips what has no key, and says so', async () => {
    const { output, warnings, counts } = await emitted(groups, [
      ['{"id":"g1"}', 'null', '{"id":null,"name":"x"}'],
    ]);
    expect(output.streams.get('groups')?.records).toEqual([{ id: 'g1' }]);
    expect(warnings).toEqual(['groups: 2 rows have no id, and were skipped.']);
    expect(counts?.added).toBe(1);
  });

  it('drops fields that are not wanted, from the schema too', async () => {
    const row = '{"id":"g1","name":"Ann","other":7,"memberCount":12345678901234567890}';
    const { output, text } = await emitted(groups, [[row]], ['name', 'other']);
    expect(Object.keys(output.streams.get('groups')?.schema.properties ?? {})).toEqual([
      'id',
      'memberCount',
      'permissions',
    ]);
    expect(text).toContain('"record":{"id":"g1","memberCount":12345678901234567890}}');
  });
});
