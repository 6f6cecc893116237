import { ownText } from '../api/json-reply.ts';
import type { EventPage } from '../api/sandbox/control.ts';
import { jsonArrayWriter } from '../spec/json-array.ts';

/** `json` is one array, `ndjson` a line for each message, `raw` the same as each was sent. */
export type EventForm = 'json' | 'ndjson' | 'raw';

/**
 * Pages of messages as the text of a file, a piece for each page. Every message keeps its bytes, and so its digits;
 * an `indent` lays the array out.
 */
export async function* eventTexts(
  pages: AsyncIterable<EventPage>,
  form: EventForm,
  indent = '',
): AsyncGenerator<string> {
  const array = jsonArrayWriter(indent);
  for await (const { lines } of pages) {
    if (lines.length === 0) continue;
    if (form === 'json') yield array.items(lines);
    else yield lines.map((line) => `${form === 'raw' ? rawText(line) : line}\n`).join('');
  }
  if (form === 'json') yield array.end();
}

/** In JSON a line break stands between tokens only, so a space does as well, and a message stays one line. */
function rawText(line: string): string {
  return (ownText(JSON.parse(line), 'raw') ?? '').replace(/[\r\n]/g, ' ');
}
