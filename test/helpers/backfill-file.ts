import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readMembers } from '../../src/ndjson/members.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { projectRoot } from './imports.ts';
import { sharedPath } from './shared.ts';

/** An input whose end can be checked line by line. */
export interface BackfillFile {
  readonly bytes: Buffer;
  /** Lines that must arrive, in order; two may be the same. */
  readonly good: readonly string[];
  /** Lines that must be rejected: number in the file, and reason. */
  readonly bad: readonly { readonly line: number; readonly code: string }[];
}

/** Lines that Segment would refuse or drop, each in its own way. */
const badForms: readonly [string, (index: number) => Buffer][] = [
  ['invalid_json', (index) => Buffer.from(`{"type":"track","event":"E","userId":"bad-${index}",}`)],
  ['invalid_utf8', (index) => Buffer.from([...Buffer.from(`{"bad":"${index}`), 0xc3, 0x28, 0x22, 0x7d])],
  ['type_missing', (index) => Buffer.from(`{"event":"E","userId":"bad-${index}"}`)],
  ['no_user_anon_id', (index) => Buffer.from(`{"type":"track","event":"bad-${index}"}`)],
  ['not_an_object', (index) => Buffer.from(`["bad",${index}]`)],
];

/**
 * The real traffic kept beside the project with one bad line in 33; where it is absent, the examples several times over.
 * `isJson`: each bad line is JSON all the same, so that together they can be an array.
 */
export function backfillFile({ isJson = false } = {}): BackfillFile {
  const good = realLines() ?? exampleLines();
  const pieces: Buffer[] = [];
  const bad: { line: number; code: string }[] = [];
  let line = 0;
  const add = (bytes: Buffer) => {
    pieces.push(bytes, newline);
    line += 1;
  };
  for (const [index, text] of good.entries()) {
    if (index % 33 === 16) {
      const forms = badForms.filter(([code]) => !isJson || !/^invalid_/.test(code));
      const [code, make] = forms[bad.length % forms.length] ?? ['', () => newline];
      add(make(index));
      bad.push({ line, code });
    }
    add(Buffer.from(text));
  }
  return { bytes: Buffer.concat(pieces), good, bad };
}

const newline = Buffer.from('\n');

function realLines(): string[] | undefined {
  const path = sharedPath('data', 'wikipedia-edits.segment.ndjson.gz');
  return path === undefined ? undefined : linesOf(gunzipSync(readFileSync(path)));
}

function exampleLines(): string[] {
  const lines = linesOf(readFileSync(join(projectRoot, 'examples', 'web.ndjson')));
  return Array.from({ length: 15 }, () => lines).flat();
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString('utf8').trimEnd().split('\n');
}

/** What a sandbox stored, against what should have arrived. */
export interface Comparison {
  readonly stored: number;
  /** Lines that never arrived. */
  readonly missing: number;
  /** Stored messages that are no line of the file, or one that was stored too often. */
  readonly foreign: number;
  /** Arrivals whose bytes were not those that were stored under their id. */
  readonly altered: number;
}

/**
 * Compares every stored message, byte for byte without the id that was put in, with the lines of the file. The
 * sandbox must keep a ledger and remember everything.
 */
export function compareStored(sandbox: RunningSandbox, good: readonly string[]): Comparison {
  const expected = new Map<string, number>();
  for (const text of good) expected.set(text, (expected.get(text) ?? 0) + 1);
  let foreign = 0;
  let stored = 0;
  for (const { raw } of sandbox.journal.messages) {
    stored += 1;
    const text = withoutInsertedId(raw);
    const left = expected.get(text) ?? 0;
    if (left === 0) foreign += 1;
    else expected.set(text, left - 1);
  }
  const missing = [...expected.values()].reduce((sum, left) => sum + left, 0);
  const altered = [...(sandbox.ledger?.entries({}) ?? [])].filter((entry) => entry.altered).length;
  return { stored, missing, foreign, altered };
}

/** The line as it was before a derived messageId was put in as its first member. */
function withoutInsertedId(raw: Buffer): string {
  const [first] = readMembers(raw).members;
  const isOurs =
    first?.key === 'messageId' && raw.toString('latin1', first.valueStart, first.valueStart + 5) === '"sc1-';
  return isOurs
    ? `{${raw.subarray(first.valueEnd).toString('utf8').replace(/^,/, '')}`
    : raw.toString('utf8');
}

/** Where each reject stands, by line or by number, and why it is one. */
export function readRejects(path: string): { line: number; code: string }[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => {
      const { line, record = line, code }: { line: number; record?: number; code: string } = JSON.parse(text);
      return { line: record, code };
    });
}

/** Chance that is the same in every run: a number in [0, 1) at each call. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
