import { readElements } from '../ndjson/elements.ts';
import { formatJson, isListText, isObjectText, openObject } from '../spec/json-text.ts';

/** The same text for the same JSON: keys in order, no white space, numbers as they are spelled. */
export function canonicalText(text: string, without: readonly string[] = []): string {
  if (isObjectText(text)) {
    const members = [...openObject(text)].filter(([key]) => !without.includes(key));
    const sorted = members.sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${sorted.map(([key, node]) => `${JSON.stringify(key)}:${canonicalText(String(node))}`).join(',')}}`;
  }
  if (isListText(text)) {
    const bytes = Buffer.from(text, 'utf8');
    const items = readElements(bytes).map(({ start, end }) =>
      canonicalText(bytes.toString('utf8', start, end)),
    );
    return `[${items.join(',')}]`;
  }
  const value = formatJson(text);
  return value.startsWith('"') ? JSON.stringify(JSON.parse(value)) : value;
}
