import { findJsonError } from '../ndjson/json-error.ts';

/**
 * JSON that stays text. Node 20 cannot write 12345678901234567890, 1e400, -0 or 10.00 back as they
 * came (rule R2), so a value is never parsed into numbers: it is the text it was, and an object is
 * opened one level at a time, where something is put into it. Depth costs nothing.
 */
export type JsonNode = string | JsonMembers | JsonNode[];

/** An opened object. A Map has no prototype to pollute and keeps the order of its keys (rule S17). */
export type JsonMembers = Map<string, JsonNode>;

/** What is wrong with a text that is not JSON, as a person can find it. */
export interface JsonProblem {
  readonly message: string;
  /** Both from 1; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** The place itself and, below it, a caret; nothing for an empty text. */
  readonly snippet: readonly string[];
}

/** The sentence for a text that was given as JSON; `spelling` is what was typed. */
export function notJsonText(spelling: string, { message, line, column }: JsonProblem): string {
  return `${spelling} is not valid JSON: ${message} (line ${line}, column ${column}).`;
}

/** The first thing that breaks the JSON grammar, or undefined for valid JSON. */
export function findJsonProblem(text: string): JsonProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    if (text.trim() === '') return { message: 'it is empty', line: 1, column: 1, snippet: [] };
    const bytes = Buffer.from(text, 'utf8');
    const error = findJsonError(bytes) ?? { at: 0, message: 'not valid JSON' };
    const before = bytes.subarray(0, error.at).toString('utf8');
    const lineStart = before.lastIndexOf('\n') + 1;
    return {
      message: error.message,
      line: before.split('\n').length,
      column: before.length - lineStart + 1,
      snippet: snippetAt(text, before.length, lineStart),
    };
  }
}

const snippetReach = 30;

function snippetAt(text: string, at: number, lineStart: number): [string, string] {
  const lineEnd = text.indexOf('\n', at);
  const start = Math.max(lineStart, at - snippetReach);
  const end = Math.min(lineEnd === -1 ? text.length : lineEnd, at + snippetReach);
  const lead = start > lineStart ? '…' : '';
  // What a terminal would not show as one cell would push the caret away.
  const shown = text.slice(start, end).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '·');
  return [`${lead}${shown}`, `${' '.repeat(lead.length + at - start)}^`];
}

/** True for the text of a JSON object. The text is valid JSON. */
export function isObjectText(text: string): boolean {
  return text.charAt(firstOf(text)) === '{';
}

/** True for the text of a JSON array. The text is valid JSON. */
export function isListText(text: string): boolean {
  return text.charAt(firstOf(text)) === '[';
}

/** True for the text `null`. The text is valid JSON. */
export function isNullText(text: string): boolean {
  return text.charAt(firstOf(text)) === 'n';
}

function firstOf(text: string): number {
  let at = 0;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The members of an object's text, each value as its text. Of a key that comes twice the last counts, as in JSON. */
export function openObject(text: string): JsonMembers {
  const members: JsonMembers = new Map();
  let at = skipSeparators(text, text.indexOf('{') + 1);
  while (text.charAt(at) === '"') {
    const keyEnd = endOfString(text, at);
    const start = skipSeparators(text, keyEnd);
    const end = endOfValue(text, start);
    const key = text.slice(at + 1, keyEnd - 1);
    members.set(key.includes('\\') ? String(JSON.parse(`"${key}"`)) : key, text.slice(start, end));
    at = skipSeparators(text, end);
  }
  return members;
}

/** The object at `key`, opened in place; a missing or null one is made. Undefined when something else is there. */
export function openMember(members: JsonMembers, key: string): JsonMembers | undefined {
  const node = members.get(key);
  if (node instanceof Map) return node;
  if (Array.isArray(node)) return undefined;
  if (node !== undefined && !isNullText(node) && !isObjectText(node)) return undefined;
  const opened: JsonMembers = node === undefined || isNullText(node) ? new Map() : openObject(node);
  members.set(key, opened);
  return opened;
}

/** A node as JSON on one line, without white space between its parts. */
export function writeNode(node: JsonNode): string {
  if (typeof node === 'string') return formatJson(node);
  if (Array.isArray(node)) return `[${node.map(writeNode).join(',')}]`;
  return `{${[...node].map(([key, value]) => `${JSON.stringify(key)}:${writeNode(value)}`).join(',')}}`;
}

/**
 * Valid JSON with other white space: none, or a line per member indented by `indent`. Every
 * string and number keeps its spelling, and no depth overflows the stack.
 */
export function formatJson(text: string, indent = ''): string {
  // As an API writes it, and what thousands of rows are: there is nothing to take out.
  if (indent === '' && (isString(text) || !/\s/.test(text))) return text;
  const parts: string[] = [];
  let depth = 0;
  let last = '';
  const breakLine = () => {
    if (indent !== '') parts.push(`\n${indent.repeat(depth)}`);
  };
  for (let at = 0; at < text.length; ) {
    if (isSpace(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const first = text.charAt(at);
    const end = endOfToken(text, at);
    const isFirstInside = last === '{' || last === '[';
    if (first === '}' || first === ']') {
      depth -= 1;
      if (!isFirstInside) breakLine();
    } else if (isFirstInside || last === ',') {
      breakLine();
    }
    parts.push(text.slice(at, end));
    if (first === '{' || first === '[') depth += 1;
    else if (first === ':' && indent !== '') parts.push(' ');
    last = first;
    at = end;
  }
  return parts.join('');
}

function endOfToken(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return endOfString(text, start);
  let at = start + 1;
  if (isPunctuation(first)) return at;
  while (at < text.length && !isPunctuation(text.charAt(at)) && !isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isString(text: string): boolean {
  return text.startsWith('"') && text.endsWith('"');
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
}

/** The index after the value that starts at `start`. */
function endOfValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (first !== '{' && first !== '[') return endOfToken(text, start);
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const character = text.charCodeAt(at);
    if (character === 0x22) {
      at = endOfString(text, at);
      continue;
    }
    at += 1;
    if (character === 0x7b || character === 0x5b) depth += 1;
    else if (character === 0x7d || character === 0x5d) depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** Passes white space, colons and commas. */
function skipSeparators(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at)) || text.charAt(at) === ',' || text.charAt(at) === ':') at += 1;
  return at;
}

function isPunctuation(character: string): boolean {
  return (
    character === '{' ||
    character === '}' ||
    character === '[' ||
    character === ']' ||
    character === ',' ||
    character === ':'
  );
}

function isSpace(character: number): boolean {
  return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09;
}
