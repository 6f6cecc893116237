import { readElements } from '../../ndjson/elements.ts';
import { openObject } from '../../spec/json-text.ts';

/** True for two JSON texts of one value: keys in any order, 1.50 and 1.5, every digit of a large number. */
export function isSameJson(one: string, other: string): boolean {
  return one === other || canonical(one) === canonical(other);
}

function canonical(json: string): string {
  const text = json.trim();
  if (text.startsWith('{')) {
    const members = [...openObject(text)].map(
      ([key, node]) => [JSON.stringify(key), typeof node === 'string' ? canonical(node) : ''] as const,
    );
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, value]) => `${key}:${value}`).join(',')}}`;
  }
  if (text.startsWith('[')) {
    const bytes = Buffer.from(text, 'utf8');
    return `[${readElements(bytes)
      .map(({ start, end }) => canonical(bytes.toString('utf8', start, end)))
      .join(',')}]`;
  }
  return text.startsWith('"') ? JSON.stringify(JSON.parse(text)) : canonicalNumber(text);
}

/** Its digits without the zeros at either end, and the power of ten that they are multiplied by; other texts as they are. */
function canonicalNumber(text: string): string {
  const [, sign = '', whole, fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return text;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  return kept === ''
    ? '0'
    : `${sign}${kept}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - kept.length)}`;
}
