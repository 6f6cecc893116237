import { isJsonObject } from '../../../spec/message.ts';
import { ExactNumber, quoteJson } from './exact-json.ts';

/** How a language writes values. */
export interface LiteralStyle {
  readonly true: string;
  readonly false: string;
  readonly null: string;
  readonly key: (name: string) => string;
}

/** A line may be this long before its object is broken over several. */
const lineWidth = 72;

export const javascriptStyle: LiteralStyle = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: (name) => {
    // Written plainly this one would set the prototype instead of a key.
    if (name === '__proto__') return "['__proto__']";
    return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteScript(name);
  },
};

export const pythonStyle: LiteralStyle = { true: 'True', false: 'False', null: 'None', key: quoteScript };

/** A value as a literal of the language; lines after the first are indented by `indent` spaces. */
export function writeLiteral(value: unknown, style: LiteralStyle, indent = 0): string {
  const inner = (member: unknown) => writeLiteral(member, style, indent + 2);
  if (value instanceof ExactNumber) return value.source;
  if (Array.isArray(value)) return enclose('[', value.map(inner), ']', indent);
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, member]) => `${style.key(key)}: ${inner(member)}`);
    return enclose('{', members, '}', indent);
  }
  if (typeof value === 'string') return quoteScript(value);
  if (typeof value === 'number') return String(value);
  return value === true ? style.true : value === false ? style.false : style.null;
}

/** Members on one line when they fit, otherwise one per line. */
export function enclose(open: string, members: readonly string[], close: string, indent: number): string {
  const padding = open === '{' && members.length > 0 ? ' ' : '';
  const line = `${open}${padding}${members.join(', ')}${padding}${close}`;
  if (indent + line.length <= lineWidth && !line.includes('\n')) return line;
  const space = ' '.repeat(indent);
  return `${open}\n${members.map((member) => `${space}  ${member},\n`).join('')}${space}${close}`;
}

/** Single quotes, as both languages like them; the escapes are those of JSON. */
export function quoteScript(text: string): string {
  const inner = quoteJson(text).slice(1, -1);
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
