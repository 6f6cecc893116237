import { maskMembers } from '../../mask-members.ts';
import { readElements } from '../../ndjson/elements.ts';
import { openObject } from '../../spec/json-text.ts';

/** A field that differs between two objects; a side is undefined where the field is not there. Values are JSON texts. */
export interface Change {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The values of an object by their paths, `track.allowUnplannedEvents`; lists and empty objects are values too. */
export function leavesOf(text: string, prefix = ''): Map<string, string> {
  const leaves = new Map<string, string>();
  for (const [key, node] of openObject(text)) {
    const path = `${prefix}${key}`;
    const value = typeof node === 'string' ? node : '';
    const inner = /^\s*\{/.test(value) ? leavesOf(value, `${path}.`) : undefined;
    if (inner === undefined || inner.size === 0) leaves.set(path, value);
    else for (const [name, leaf] of inner) leaves.set(name, leaf);
  }
  return leaves;
}

/** What differs between two objects, given as JSON texts, in the order of their fields. */
export function changesBetween(before: string, after: string): Change[] {
  const [old, next] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])]
    .map((path) => ({ path, before: old.get(path), after: next.get(path) }))
    .filter((change) => change.before !== change.after)
    .filter(
      ({ path, before: gone, after: come }) => !isFilled(gone, path, next) && !isFilled(come, path, old),
    );
}

/** True for an empty object that has members on the other side: those tell the difference. */
function isFilled(value: string | undefined, path: string, other: Map<string, string>): boolean {
  return value === '{}' && [...other.keys()].some((key) => key.startsWith(`${path}.`));
}

/** `name: "Web" → "Shop"`, with what looks like a secret masked: the lines end up in the logs of builds. */
export function changeLine({ path, before, after }: Change): string {
  return `${path}: ${maskedAt(path, before) ?? 'not set'} → ${maskedAt(path, after) ?? 'not set'}`;
}

/** The value as it may be shown below the names of its path. */
function maskedAt(path: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const names = path.split('.');
  const opening = names.map((name) => `{${JSON.stringify(name)}:`).join('');
  return maskMembers(`${opening}${value}${'}'.repeat(names.length)}`).slice(opening.length, -names.length);
}

/**
 * The changes that an object, given as JSON text, does not show: `name is not "Shop"`. A setting that is null may be left
 * out, and a secret is shown as bullets.
 */
export function changesNotIn(object: string, changes: readonly Change[]): string[] {
  const leaves = leavesOf(object);
  return changes
    .filter(({ path, after }) => !shows(leaves.get(path), after))
    .map(({ path, after }) =>
      after === undefined ? `${path} is still set` : `${path} is not ${maskedAt(path, after)}`,
    );
}

function shows(found: string | undefined, wanted: string | undefined): boolean {
  if (found?.includes(secretBullets) === true) return true;
  return isSameJson(found ?? 'null', wanted ?? 'null');
}

/** What the API shows in place of a secret. */
export const secretBullets = '••••';

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
