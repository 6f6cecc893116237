import { expect, it } from 'vitest';
import { type EventForm, eventTexts } from '../../src/local-sandbox/event-texts.ts';

const first = '{"seq":1,"raw":"{\\"n\\":12345678901234567890,\\r\\n\\"x\\":1}","n":12345678901234567890}';
const second = '{"seq":2,"raw":"7"}';

async function textOf(form: EventForm, pages: string[][], indent = ''): Promise<string> {
  async function* read() {
    for (const lines of pages) yield { lines, hasMore: false, dropped: 0, refused: 0 };
  }
  let text = '';
  for await (const piece of eventTexts(read(), form, indent)) text += piece;
  return text;
}

it.each<[EventForm, string]>([
  ['json', `[${first},${second}]\n`],
  ['ndjson', `${first}\n${second}\n`],
  ['raw', '{"n":12345678901234567890,  "x":1}\n7\n'],
])('as %s: pages make one text that keeps every digit', async (form, text) => {
  expect(await textOf(form, [[], [first], [], [second]])).toBe(text);
});

it.each<[EventForm, string]>([
  ['json', '[]\n'],
  ['ndjson', ''],
  ['raw', ''],
])('as %s: no messages', async (form, text) => {
  expect(await textOf(form, [[]])).toBe(text);
});

it('as json, laid out for a terminal: the same values, every digit', async () => {
  const text = await textOf('json', [[first], [second]], '  ');
  expect(text).toBe(
    '[\n  {\n    "seq": 1,\n    "raw": "{\\"n\\":12345678901234567890,\\r\\n\\"x\\":1}",\n    "n": 12345678901234567890\n  },\n  {\n    "seq": 2,\n    "raw": "7"\n  }\n]\n',
  );
  expect(await textOf('json', [[]], '  ')).toBe('[]\n');
});
