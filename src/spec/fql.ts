import type { GroupCondition } from '@segment/destination-subscriptions';

/** An expression of FQL, the filter language of Segment's destinations, ready to be asked. */
export type CompiledFql =
  | { readonly kind: 'valid'; matches(message: Readonly<Record<string, unknown>>): boolean }
  | { readonly kind: 'invalid'; readonly message: string };

/** What to do about an expression that is invalid. */
export const fqlHint = `Such as: --where 'event = "Order Completed" and properties.total >= 50'`;

/** Nothing a person writes is longer; together with the two below it bounds the time an expression can take. */
const maxLength = 4_096;
const maxConditions = 100;
const maxDepth = 20;

/** Conditions joined by `and`, `or` and brackets. */
type Node =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node }
  | { readonly kind: 'condition'; readonly matches: (message: Readonly<Record<string, unknown>>) => boolean };

/**
 * Reads an FQL expression. Each single condition is read and judged by Segment's own library, which is
 * loaded by the first call; how they are joined is decided here, because that library lets the last `and` or
 * `or` of a level decide for all of it, ends a group at its first bracket, and passes over fields it does not know.
 */
export async function compileFql(text: string): Promise<CompiledFql> {
  if (text.length > maxLength) return { kind: 'invalid', message: `FQL is at most ${maxLength} characters.` };
  const library = await loadLibrary();
  try {
    const reader = createReader(readTokens(text), library);
    const root = reader.alternatives(0);
    const rest = reader.next();
    if (rest !== undefined) throw new FqlError(`“${rest.text}” is not expected here`);
    return { kind: 'valid', matches: (message) => holds(root, message) };
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    return { kind: 'invalid', message: `${error.message}.` };
  }
}

class FqlError extends Error {}

interface Token {
  readonly kind: 'text' | 'word' | 'operator' | 'bracket';
  readonly text: string;
}

type Library = Pick<typeof import('@segment/destination-subscriptions'), 'parseFql' | 'validate'>;

/** Its functions stand beside `default` in a bundle, and below it where Node loads the CommonJS file itself. */
async function loadLibrary(): Promise<Library> {
  const loaded: Library & { readonly default?: Library } = await import('@segment/destination-subscriptions');
  return loaded.default ?? loaded;
}

/** Strings, then words with their dots and escapes, comparisons, brackets and commas. */
const tokenForms =
  /\s+|("[^"]*"|'[^']*')|((?:\\[\s\S]|[A-Za-z0-9_$+-])+(?:\.(?:\\[\s\S]|[A-Za-z0-9_$+-])+)*)|(!=|<=|>=|[=<>!])|([(),])/y;

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  tokenForms.lastIndex = 0;
  while (tokenForms.lastIndex < text.length) {
    const at = tokenForms.lastIndex;
    const match = tokenForms.exec(text);
    if (match === null) throw new FqlError(`FQL cannot be read from “${text.slice(at, at + 20)}” on`);
    const [, quoted, word, operator, bracket] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: doubleQuoted(quoted) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else if (bracket !== undefined) tokens.push({ kind: 'bracket', text: bracket });
  }
  return tokens;
}

/** The library takes the quotes off one kind of string only. */
function doubleQuoted(text: string): string {
  if (text.startsWith('"')) return text;
  if (text.includes('"')) throw new FqlError('A string of FQL cannot hold a double quote');
  return `"${text.slice(1, -1)}"`;
}

const functions = ['contains', 'match'];
/** What the library knows of a message; anything else it would pass over in silence. */
const fields = /^(?:type|event|name|userId|(?:properties|traits|context)\..+)$/s;

function createReader(tokens: readonly Token[], library: Library) {
  let at = 0;
  let conditions = 0;
  const next = (): Token | undefined => tokens[at];
  const take = (): Token => {
    const token = tokens[at];
    if (token === undefined) throw new FqlError('The FQL ends too early');
    at += 1;
    return token;
  };
  const takeIf = (text: string): boolean => {
    if (tokens[at]?.kind === 'text' || tokens[at]?.text !== text) return false;
    at += 1;
    return true;
  };
  const expect = (text: string): void => {
    if (!takeIf(text))
      throw new FqlError(
        `“${text}” is expected${next() === undefined ? ' at the end' : ` before “${next()?.text}”`}`,
      );
  };

  /** `or` binds less tightly than `and`. */
  const alternatives = (depth: number): Node => {
    const parts = [together(depth)];
    while (takeIf('or')) parts.push(together(depth));
    return { kind: 'any', parts };
  };
  const together = (depth: number): Node => {
    const parts = [single(depth)];
    while (takeIf('and')) parts.push(single(depth));
    return { kind: 'all', parts };
  };
  const single = (depth: number): Node => {
    if (depth > maxDepth) throw new FqlError('The FQL is nested too deeply');
    if (takeIf('!')) {
      if (functions.includes(next()?.text ?? '')) return call('! ');
      return { kind: 'not', part: single(depth + 1) };
    }
    if (takeIf('(')) {
      const inner = alternatives(depth + 1);
      expect(')');
      return inner;
    }
    return functions.includes(next()?.text ?? '') ? call('') : comparison();
  };
  const call = (negation: string): Node => {
    const name = take().text;
    expect('(');
    const field = takeField();
    expect(',');
    const value = take();
    if (value.kind !== 'text') throw new FqlError(`${name}() looks for a string`);
    expect(')');
    const inner = value.text.slice(1, -1);
    if (name === 'match' && !inner.startsWith('*') && !inner.endsWith('*'))
      throw new FqlError('match() takes a string that begins or ends with *');
    return condition(`${negation.trim()}${name}(${field}, ${value.text})`, field);
  };
  const comparison = (): Node => {
    const field = takeField();
    const operator = take();
    if (operator.kind !== 'operator' || operator.text === '!')
      throw new FqlError(`A comparison is expected before “${operator.text}”`);
    const value = take();
    if (value.kind === 'word' && !/^(?:true|false|null|[+-]?\d+(?:\.\d+)?)$/.test(value.text))
      throw new FqlError(`“${value.text}” is not a value: strings stand in quotes`);
    if (value.kind !== 'word' && value.kind !== 'text') throw new FqlError(`“${value.text}” is not a value`);
    return condition(`${field} ${operator.text} ${value.text}`, field);
  };
  const takeField = (): string => {
    const token = take();
    if (token.kind !== 'word' || !fields.test(token.text)) {
      throw new FqlError(
        `FQL does not know “${token.text}”: it knows type, event, name, userId, properties.…, traits.…, context.…`,
      );
    }
    return token.text;
  };
  /** Hands one condition to the library, which must take all of it. */
  const condition = (text: string, field: string): Node => {
    conditions += 1;
    if (conditions > maxConditions) throw new FqlError(`FQL has at most ${maxConditions} conditions`);
    const parsed = library.parseFql(text);
    const child = 'error' in parsed || parsed.children.length !== 1 ? undefined : parsed.children[0];
    const path = field.slice(field.indexOf('.') + 1).replace(/\\([\s\S])/g, '$1');
    // A part of a path that it reads as a number it leaves out.
    if ('error' in parsed || child === undefined || ('name' in child && child.name !== path))
      throw new FqlError(`“${text}” cannot be read as FQL`);
    return {
      kind: 'condition',
      matches: (message) => library.validate(parsed, pick(message, parsed, field)),
    };
  };
  return { next, alternatives };
}

/**
 * What one condition looks at, and nothing else: own fields only, in objects without a prototype, so that
 * `properties.constructor` is as absent as it looks (rule S17).
 */
function pick(
  message: Readonly<Record<string, unknown>>,
  { children }: GroupCondition,
  field: string,
): Record<string, unknown> {
  const [child] = children;
  const picked: Record<string, unknown> = Object.create(null);
  const root = field.slice(0, field.indexOf('.'));
  if (child === undefined || !('name' in child) || root === '') {
    if (Object.hasOwn(message, field)) picked[field] = message[field];
    return picked;
  }
  // The way the library takes a path apart.
  const path = child.name.match(/[^[.\]]+/g) ?? [];
  let value: unknown = Object.hasOwn(message, root) ? message[root] : undefined;
  for (const key of path) {
    const isHolder = typeof value === 'object' && value !== null;
    value = isHolder ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
  }
  let inner = value;
  for (const key of path.toReversed()) {
    const holder: Record<string, unknown> = Object.create(null);
    holder[key] = inner;
    inner = holder;
  }
  picked[root] = inner;
  return picked;
}

function holds(node: Node, message: Readonly<Record<string, unknown>>): boolean {
  switch (node.kind) {
    case 'all':
      return node.parts.every((part) => holds(part, message));
    case 'any':
      return node.parts.some((part) => holds(part, message));
    case 'not':
      return !holds(node.part, message);
    case 'condition':
      return node.matches(message);
  }
}
