import { findJsonError } from '../ndjson/json-error.ts';
import { readMembers } from '../ndjson/members.ts';

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
  const bytes = Buffer.from(text, 'utf8');
  const members: JsonMembers = new Map();
  for (const { key, valueStart, valueEnd } of readMembers(bytes).members) {
    members.set(key, bytes.subarray(valueStart, valueEnd).toString('utf8'));
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
  if (indent === '' && !/\s/.test(text)) return text;
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

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
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
