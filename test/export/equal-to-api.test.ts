import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { objectsAt, stringAt, textAt } from '../../src/api/api-object.ts';
import { chooseStreams } from '../../src/export/choose-streams.ts';
import type { FieldType } from '../../src/export/fields.ts';
import type { Stream } from '../../src/export/stream.ts';
import { needStream } from '../../src/export/streams.ts';
import {
  formatJson,
  isListText,
  isObjectText,
  type JsonMembers,
  openObject,
  writeNode,
} from '../../src/spec/json-text.ts';
import { ask, describeDuckdb } from '../helpers/duckdb.ts';
import { stepOf } from '../helpers/part.ts';
import { type ExportScene, openExportScene } from './scene.ts';

const standard = chooseStreams([], []);
const secret = 'sk_live_0123456789abcdef';

/** What comes out changed wherever a value is parsed and written again, or a text is taken for something else. */
const awkward = [
  '12345678901234567890',
  '1e400',
  '-0',
  '1.50',
  'null',
  'true',
  '""',
  '"=1+1"',
  '"null"',
  '"a,\\"b\\"\\nc\\\\ü\\ud83d\\ude00\\u0000\\u0001"',
  '[null,[],{},-0.0,1E5]',
  `{"apiKey":"${secret}","n":{"n":12345678901234567890,"":null,"a.b":[{"e":1e400}]}}`,
];
const unknownNames = ['odd', 'other.odd', 'ö"\n,', '__proto__', 'constructor', ''];

const seed = {
  sources: [
    {
      id: 'plain',
      name: 'Plain',
      writeKeys: ['plainplainplain'],
      settings: { apiKey: secret, deep: [{ a: [null] }] },
    },
    { id: '=we"ird, ü/1.5%', name: '', settings: { n: null, '': {} } },
  ],
  warehouses: [
    {
      id: 'both',
      metadataId: '55d3d3aea3c',
      settings: { name: '-', none: null },
      sourceIds: ['plain', '=we"ird, ü/1.5%'],
    },
  ],
  transformations: [
    { id: 'rename', name: 'Rename', sourceId: 'plain', if: 'event = "A"' },
    {
      id: 'hash',
      name: 'Hash',
      sourceId: 'plain',
      if: '',
      hashPropertiesConfiguration: { algorithm: 'MD5', key: secret, paths: ['a'] },
    },
    {
      id: 'values',
      name: 'Values',
      sourceId: 'plain',
      if: '',
      propertyValueTransformations: [{ propertyPaths: ['a.b'], propertyValue: '007' }],
    },
  ],
  users: Array.from({ length: 30 }, (_, index) => ({ id: `u${index}`, email: `u${index}@example.com` })),
};

/** The fields that something else depends on: they name the row, or ask for those below it. */
function fixedFields({ name, key }: Stream): Set<string> {
  const below = standard.flatMap(({ parent }) => (parent?.stream === name ? [parent] : []));
  return new Set([...key, ...below.flatMap(({ params, query }) => Object.values({ ...params, ...query }))]);
}

/** A row in which each of the other fields is absent, as it was, or holds something awkward: another in each row. */
function madeAwkward(text: string, stream: Stream): string {
  const members = openObject(text);
  const fixed = fixedFields(stream);
  const row = [...stream.key].map((name) => String(members.get(name))).join();
  let turn = [...row].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  for (const name of Object.keys(stream.fields)) {
    if (fixed.has(name)) continue;
    turn += 1;
    const value = awkward[turn % (awkward.length + 2)];
    if (value !== undefined) members.set(name, value);
    else if (turn % 2 === 0) members.delete(name);
  }
  for (const name of unknownNames) members.set(name, awkward[++turn % awkward.length] ?? 'null');
  return writeNode(members);
}

/** The lists and objects of all standard streams, with the same awkward values whenever they are asked for. */
function rewriteAll(path: string, text: string): string {
  const patternOf = (template: string) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}(?:\\?|$)`);
  const stream = standard.find(({ endpoint }) => patternOf(endpoint.path).test(path));
  if (stream === undefined) return text;
  const { list, object } = stream.endpoint;
  const place = list ?? object ?? expect.fail(stream.name);
  const found = textAt(text, 'data', place) ?? expect.fail(text);
  const changed =
    list === undefined
      ? madeAwkward(found, stream)
      : `[${objectsAt(text, 'data', place).map((item) => madeAwkward(item.text, stream))}]`;
  return text.replace(found, () => changed);
}

const since = new Date(Date.now() - 40 * 86_400_000);

/** What `segment api` is to be called with for all rows of a stream. */
function callsFor({ endpoint, parent, window }: Stream, above: Record<string, unknown> = {}): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(stringAt(above, parent?.params[name] ?? '')),
  );
  const query = Object.entries(parent?.query ?? {}).map(([name, field]): [string, string] => [
    name,
    stringAt(above, field),
  ]);
  if (window === 'range') query.push(['startTime', since.toISOString()]);
  return `${path}${query.length === 0 ? '' : `?${new URLSearchParams(query)}`}`;
}

/** The months since then, by their first days. */
function months(): string[] {
  const found: string[] = [];
  for (const month = new Date(since); ; month.setUTCMonth(month.getUTCMonth() + 1)) {
    month.setUTCDate(1);
    if (month.getTime() > Date.now()) return found;
    found.push(`${month.toISOString().slice(0, 7)}-01`);
  }
}

/** The rows of a stream as `segment api` prints them, with what a row of the parent adds. */
async function answered(scene: ExportScene, stream: Stream): Promise<string[]> {
  const { endpoint, parent, window } = stream;
  const above =
    parent === undefined
      ? [undefined]
      : (await answered(scene, needStream(parent.stream))).map((row) => JSON.parse(row));
  const rows: string[] = [];
  for (const each of above) {
    const path = callsFor(stream, each);
    for (const call of window === 'month' ? months().map((period) => `${path}?period=${period}`) : [path]) {
      const { code, stdout, stderr } = await scene.call(
        'api',
        call,
        ...(endpoint.list === undefined ? [] : ['--paginate']),
      );
      expect(code, stderr).toBe(0);
      const texts =
        endpoint.list === undefined
          ? [formatJson(textAt(stdout, 'data', endpoint.object ?? '') ?? expect.fail(stdout))]
          : stdout.split('\n').slice(0, -1);
      for (const text of texts) {
        const members = openObject(text);
        const added = Object.entries(parent?.adds ?? {}).filter(([name]) =>
          [undefined, 'null', '""'].includes(members.get(name)?.toString()),
        );
        for (const [name, field] of added) members.set(name, JSON.stringify(each[field]));
        rows.push(added.length === 0 ? text : writeNode(members));
      }
    }
  }
  return rows;
}

/** As the export masks secrets, and the sandbox and the export the same, each in its own way. */
function shown(row: string, { masked }: Stream): string {
  const text = masked === undefined ? row : row.replaceAll(secret, 'sk_l…cdef');
  return text.replaceAll(/•[•…]*/g, '•');
}

async function openScene() {
  const scene = await openExportScene({ generate: { sources: 20 / stepOf(2), days: 45 }, seed });
  scene.rewrite(rewriteAll);
  return scene;
}

it('in NDJSON and CSV every row of every stream is what segment api prints, each digit of it', async () => {
  const scene = await openScene();
  const ended = await scene.run('out', ['--since', since.toISOString()]);
  expect(ended.code, ended.stderr).toBe(0);
  expect(await scene.run('csv', ['--since', since.toISOString(), '--format', 'csv'])).toMatchObject({
    code: 0,
  });
  for (const stream of standard) {
    const expected = (await answered(scene, stream)).map((row) => shown(row, stream));
    expect(expected.length, stream.name).toBeGreaterThan(0);
    const rows = scene.rows('out', stream.name);
    expect(
      rows.map((row) => shown(row, stream)),
      stream.name,
    ).toEqual(expected);
    expect(rows.join('').includes('12345678901234567890') && rows.join('').includes('1e400')).toBe(true);
    const csv = readFileSync(join(scene.folder, 'csv', `${stream.name}.csv`), 'utf8');
    const [header = [], ...cells] = readCsv(csv);
    expect(header).toEqual([...Object.keys(stream.fields), 'other_fields']);
    expect(
      cells.map((row) => row.map((cell) => shown(cell, stream))),
      stream.name,
    ).toEqual(expected.map((row) => cellsOf(row, header)));
  }
}, 120_000);

/** A row of CSV: texts as they are, but for the guard before a formula; all else as JSON; nothing for null. */
function cellsOf(row: string, header: readonly string[]): string[] {
  const members = openObject(row);
  return header.map((name) => {
    if (name === 'other_fields') return writeNode(members);
    const text = writeNode(members.get(name) ?? 'null');
    members.delete(name);
    if (text === 'null') return '';
    const cell: string = text.startsWith('"') ? JSON.parse(text) : text;
    return /^[=+@\t\r]/.test(cell) ? `'${cell}` : cell;
  });
}

/** RFC 4180, a letter at a time. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (isQuoted && letter === '"' && text.charAt(at + 1) === '"') cell += text.charAt(++at);
    else if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted || (letter !== ',' && letter !== '\n')) cell += letter;
    else {
      cells.push(cell);
      cell = '';
      if (letter === '\n') rows.push(cells.splice(0));
    }
  }
  return rows;
}

describeDuckdb('in DuckDB', () => {
  it('every row of every stream is what segment api prints, each digit of it', async () => {
    const scene = await openScene();
    const path = join(scene.folder, 'all.duckdb');
    const ended = await scene.call(
      'export',
      '--format',
      'duckdb',
      '--out',
      path,
      '--since',
      since.toISOString(),
    );
    expect(ended.code, ended.stderr).toBe(0);
    for (const stream of standard) {
      const expected = (await answered(scene, stream)).map((row) => shown(row, stream));
      const names = Object.keys(stream.fields);
      const columns = [...names, 'other_fields'].map((name) => `CAST("${name}" AS VARCHAR) AS "${name}"`);
      const rows = await ask(path, `SELECT ${columns.join(', ')} FROM "${stream.name}"`);
      const found = rows.map((row) => shown(inDuckdb(row, stream), stream)).sort();
      expect(found, stream.name).toEqual(expected.map((row) => valuesOf(row, stream)).sort());
    }
  }, 120_000);
});

/** The values of a row as DuckDB has them: a text for each field that has one, and members for which there is no column. */
function inDuckdb({ other_fields: others, ...row }: Record<string, unknown>, { fields }: Stream): string {
  const members = openObject(String(others));
  for (const [name, value] of Object.entries(row)) {
    if (value === null) continue;
    expect(members.has(name)).toBe(false);
    members.set(
      name,
      fields[name] === 'moment' ? JSON.stringify(value) : plainNumber(String(value), fields[name]),
    );
  }
  return sorted(members);
}

function valuesOf(row: string, { fields }: Stream): string {
  const members = openObject(row);
  for (const [name, type] of Object.entries(fields)) {
    const text = writeNode(members.get(name) ?? 'null');
    const isNested = isObjectText(text) || isListText(text);
    if (text === 'null') members.delete(name);
    else if (type === 'moment') members.set(name, text.replace('T', ' ').replace(/(?:\.0+)?Z"/, '"'));
    else if (type === 'text' && !isNested) members.set(name, text.startsWith('"') ? JSON.parse(text) : text);
    else members.set(name, plainNumber(text, type));
  }
  return sorted(members);
}

/** Columns of numbers hold 1.50 as 1.5, and no sign of a zero. */
function plainNumber(text: string, type: FieldType | undefined): string {
  const isWhole = (type === 'integer' || type === 'number') && /^-?\d{1,15}$/.test(text);
  const isFraction = type === 'number' && /^-?\d+\.\d+$/.test(text);
  return isWhole || isFraction ? String(Number(text)) : text;
}

function sorted(members: JsonMembers): string {
  return JSON.stringify([...members].sort(([one], [other]) => (one < other ? -1 : 1)));
}
