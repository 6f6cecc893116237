import { readElements } from '../ndjson/elements.ts';
import { isListText, isObjectText, openObject } from '../spec/json-text.ts';

/**
 * The value of a JSON text. A number that JavaScript cannot hold, as an id of 20 digits, becomes its own text: a wrong
 * number would be believed.
 */
export function exactValue(text: string): unknown {
  if (!/[\d.]{16}|\d[eE]/.test(text)) return JSON.parse(text);
  if (isObjectText(text)) {
    const members = [...openObject(text)].map(([key, node]) => [key, exactValue(String(node))]);
    return Object.fromEntries(members);
  }
  if (isListText(text)) {
    const bytes = Buffer.from(text, 'utf8');
    return readElements(bytes).map(({ start, end }) => exactValue(bytes.toString('utf8', start, end)));
  }
  const value: unknown = JSON.parse(text);
  return typeof value === 'number' && !isExact(value, text) ? text.trim() : value;
}

/** Fifteen digits always fit, and zeros at the end say nothing. */
function isExact(value: number, text: string): boolean {
  const [digits = ''] = text.trim().toLowerCase().split('e');
  const significant = digits.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length;
  return Number.isFinite(value) && (significant <= 15 || String(value) === text.trim());
}
