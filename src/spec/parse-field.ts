import { checkedJson, type Field, FieldError, type FieldFlag, shorten } from './fields.ts';
import { isPlainNumber } from './plain-number.ts';
import { plainShellWord } from './shell-word.ts';

/** Ids and names are strings whatever the flag (docs/rules.md#commands): a typed 42 would be dropped by Segment. */
const alwaysText: ReadonlySet<string> = new Set([
  'userId',
  'anonymousId',
  'groupId',
  'previousId',
  'messageId',
  'event',
  'name',
]);

/** Deeper keys than anyone means; also keeps the writer's recursion small. */
const maxPathLength = 100;

/**
 * Reads one field (docs/rules.md#commands): `key=value`, `a[b]=`, `a.b=`, `\.` for a dot, `tags[]=`,
 * `key:=json`, `key=@file`, `key:=@file`, `\@` for an at sign. Throws FieldError.
 */
export function parseField({ kind, text, flag }: FieldFlag): Field {
  const spelling = `${flag} ${shorten(text)}`;
  const { path, appends, end } = parseKey(text, spelling);
  if (end === text.length) {
    if (appends) return { spelling, path, appends: false, value: { kind: 'empty_list' } };
    throw new FieldError(`${spelling} has no value.`, { hint: `Write ${flag} ${meantField(text)}` });
  }
  const isJson = text.charAt(end) === ':';
  if (isJson && kind === 'text') {
    const key = text.slice(0, end);
    throw new FieldError(`${spelling}: := takes JSON, and ${flag} always sends a string.`, {
      hint: `Use -F ${text} for JSON, or ${flag} '${key}\\:=…' for a key that ends with a colon.`,
    });
  }
  const value = text.slice(end + (isJson ? 2 : 1));
  if (value.startsWith('@')) {
    if (value === '@')
      throw new FieldError(`${spelling}: no file is named after @.`, {
        hint: String.raw`Write \@ for an at sign, @- for stdin.`,
      });
    return {
      spelling,
      path,
      appends,
      value: { kind: 'source', name: value.slice(1), as: isJson ? 'json' : 'text' },
    };
  }
  if (isJson) return { spelling, path, appends, value: { kind: 'json', text: checkedJson(value, spelling) } };
  const plain = value.startsWith('\\@') ? value.slice(1) : value;
  const mustBeText =
    kind === 'text' || plain !== value || (path.length === 1 && !appends && alwaysText.has(path[0] ?? ''));
  return {
    spelling,
    path,
    appends,
    value: { kind: 'json', text: mustBeText ? JSON.stringify(plain) : typedJson(plain, spelling) },
  };
}

/** The key up to its `=` or `:=`, whose place is `end`; `end` is the length of the text when there is none. */
function parseKey(text: string, spelling: string): { path: string[]; appends: boolean; end: number } {
  const path: string[] = [];
  let appends = false;
  let segment = '';
  // After a bracket the next segment may follow at once: `a[b][c]`.
  let afterBracket = false;
  const close = () => {
    if (!afterBracket) {
      if (segment === '')
        throw new FieldError(`${spelling}: a key, or a part of one, is empty.`, {
          hint: 'Write key=value, a.b=value or a[b]=value.',
        });
      path.push(segment);
    }
    segment = '';
    if (path.length > maxPathLength)
      throw new FieldError(`${spelling}: a key has more than ${maxPathLength} parts.`);
  };

  let at = 0;
  for (; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '=' || (character === ':' && text.charAt(at + 1) === '=')) break;
    if (appends)
      throw new FieldError(`${spelling}: [] stands at the end of a key.`, {
        hint: 'Send a list of objects as JSON: key:=[{…}]',
      });
    if (character === '.') {
      close();
      afterBracket = false;
    } else if (character === '[') {
      close();
      const end = text.indexOf(']', at);
      if (end === -1)
        throw new FieldError(`${spelling}: a bracket is not closed.`, {
          hint: String.raw`Write \[ for a bracket in a key.`,
        });
      const inside = text.slice(at + 1, end);
      if (inside === '') appends = true;
      else path.push(inside);
      afterBracket = true;
      at = end;
    } else {
      if (afterBracket) throw new FieldError(`${spelling}: after ] comes [, a dot or =.`);
      const escaped = character === '\\' && '.[]=:\\'.includes(text.charAt(at + 1) || ' ');
      segment += escaped ? text.charAt(at + 1) : character;
      if (escaped) at += 1;
    }
  }
  close();
  return { path, appends, end: at };
}

/** A field without `=` as it was probably meant: `plan: pro`, `{"plan":"pro"}`, or a key alone. */
function meantField(text: string): string {
  if (/^\s*[{[]/.test(text) || shorten(text) !== text) return 'key=value, once for each key';
  const [, key, value] = /^\s*([^\s:]+)\s*:\s*(.*)$/s.exec(text) ?? [];
  return plainShellWord(key === undefined ? `${text}=value` : `${key}=${value || 'value'}`);
}

/** The JSON text of what a typed value looks like. */
function typedJson(value: string, spelling: string): string {
  if (value === 'true' || value === 'false' || value === 'null' || isPlainNumber(value)) return value;
  const brackets = value.charAt(0) + value.slice(-1);
  if (value.length > 1 && (brackets === '{}' || brackets === '[]'))
    return checkedJson(value, spelling, 'Use -f for text in brackets.');
  return JSON.stringify(value);
}

/** True for a number as JSON writes it, whatever its size. */
export function isJsonNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
}
