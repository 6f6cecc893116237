/** A piece of text and what it is, so that it can be coloured. */
export interface Token {
  readonly kind: 'plain' | 'key' | 'string' | 'number' | 'word';
  readonly text: string;
}

/** Beyond this depth a tree is not indented further, and beyond this many pieces it is not coloured. */
const maxIndent = 24;
const maxTokens = 6_000;

const jsonPart = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

/**
 * JSON text laid out for reading, without parsing it: every number, repeated key and escape stays as it was
 * spelled, and no depth overflows. Text that is not JSON comes out readable, nothing is lost.
 */
export function layOutJson(text: string): Token[] {
  const parts = text.match(jsonPart) ?? [];
  const tokens: Token[] = [];
  let plain = '';
  let depth = 0;
  const breakLine = () => {
    plain += `\n${'  '.repeat(Math.min(depth, maxIndent))}`;
  };
  for (const [at, part] of parts.entries()) {
    const next = parts[at + 1];
    if (part === '{' || part === '[') {
      plain += part;
      depth += 1;
      if (next !== '}' && next !== ']') breakLine();
    } else if (part === '}' || part === ']') {
      depth = Math.max(0, depth - 1);
      const before = parts[at - 1];
      if (before !== '{' && before !== '[') breakLine();
      plain += part;
    } else if (part === ',') {
      plain += part;
      breakLine();
    } else if (part === ':') {
      plain += ': ';
    } else if (tokens.length >= maxTokens) {
      plain += part;
    } else {
      if (plain !== '') tokens.push({ kind: 'plain', text: plain });
      plain = '';
      tokens.push({ kind: kindOf(part, next), text: part });
    }
  }
  if (plain !== '') tokens.push({ kind: 'plain', text: plain });
  return tokens;
}

function kindOf(part: string, next: string | undefined): Token['kind'] {
  if (part.startsWith('"')) return next === ':' ? 'key' : 'string';
  return /^-?\d/.test(part) ? 'number' : 'word';
}

const codePart =
  /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\b\d[\d.eE+-]*\b|\b(?:true|false|null|undefined|new|True|False|None)\b/gs;

/** Code of any of the languages, its literals told apart. */
export function markCode(code: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const { 0: text, index } of code.matchAll(codePart)) {
    if (tokens.length >= maxTokens) break;
    if (index > end) tokens.push({ kind: 'plain', text: code.slice(end, index) });
    const first = text[0] ?? '';
    tokens.push({
      kind: first === "'" || first === '"' ? 'string' : /\d/.test(first) ? 'number' : 'word',
      text,
    });
    end = index + text.length;
  }
  if (end < code.length) tokens.push({ kind: 'plain', text: code.slice(end) });
  return tokens;
}
