import type { ApiObject } from '../../api/api-object.ts';
import { formatJson, openObject, writeNode } from '../../spec/json-text.ts';
import { isIncremental, type Stream } from '../stream.ts';
import type { Target } from '../target.ts';
import { rowSchema } from './row-schema.ts';

export interface SingerDeps {
  /** Whole lines; resolves when they have left this process. */
  readonly emit: (lines: string) => Promise<void>;
  readonly emitState: () => Promise<void>;
  readonly warn: (line: string) => void;
  /** Fields that are not wanted, by stream. */
  readonly unwanted: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Messages that a Singer target reads, one on each line
 * (https://hub.meltano.com/singer/spec). A stream is described before its first row,
 * and again where a row does not fit what was said.
 */
export function singerTarget({ emit, emitState, warn, unwanted }: SingerDeps): Target {
  const opened: SingerStream[] = [];
  const put = async (lines: string): Promise<void> => {
    if (lines !== '') await emit(lines);
  };
  return {
    async open(stream) {
      const messages = singerStream(stream, unwanted.get(stream.name) ?? new Set());
      opened.push(messages);
      return {
        async begin() {
          let added = 0;
          return {
            async write(rows) {
              const found = messages.records(rows);
              added += found.count;
              await put(found.lines);
            },
            async keep() {
              await put(messages.description());
              return { added, changed: 0, unchanged: 0, gone: 0 };
            },
            // What was emitted stands; no state covers it, so that it comes again.
            async discard() {
              messages.isRefused = true;
            },
          };
        },
      };
    },
    async close() {
      for (const messages of opened) {
        if (!messages.isRefused) await put(messages.description());
        const { stream, withoutKey } = messages;
        if (withoutKey > 0)
          warn(`${stream.name}: ${withoutKey} rows have no ${stream.key.join(' and ')}, and were skipped.`);
      }
      await emitState();
    },
  };
}

interface SingerStream {
  readonly stream: Stream;
  /** The SCHEMA line, where it was not given yet. */
  description(): string;
  /** A page of rows, with a SCHEMA line before it where one is due. */
  records(rows: readonly ApiObject[]): { readonly lines: string; readonly count: number };
  /** Rows by which a target could not tell one from another. */
  readonly withoutKey: number;
  isRefused: boolean;
}

function singerStream(stream: Stream, unwanted: ReadonlySet<string>): SingerStream {
  const schema = rowSchema(without(stream.fields, unwanted));
  let isDescribed = false;
  let withoutKey = 0;
  const description = (): string => {
    if (isDescribed) return '';
    isDescribed = true;
    return line('SCHEMA', {
      stream: stream.name,
      schema: schema.toJson(),
      key_properties: stream.key,
      ...(isIncremental(stream) && { bookmark_properties: ['timestamp'] }),
    });
  };
  const opening = `{"type":"RECORD","stream":${JSON.stringify(stream.name)},"record":`;
  return {
    stream,
    isRefused: false,
    get withoutKey() {
      return withoutKey;
    },
    description,
    records(rows) {
      const records: string[] = [];
      for (const { value, text } of rows) {
        if (!stream.key.every((name) => (value[name] ?? null) !== null)) continue;
        if (schema.admit(unwanted.size === 0 ? value : without(value, unwanted))) isDescribed = false;
        records.push(`${opening}${recordText(text, unwanted)}}\n`);
      }
      withoutKey += rows.length - records.length;
      return { lines: records.length === 0 ? '' : description() + records.join(''), count: records.length };
    },
  };
}

/** The row as the API wrote it, every digit of it, but for white space between its parts. */
function recordText(text: string, unwanted: ReadonlySet<string>): string {
  if (unwanted.size === 0) return formatJson(text);
  const members = openObject(text);
  for (const name of unwanted) members.delete(name);
  return writeNode(members);
}

function without<T>(
  members: Readonly<Record<string, T>>,
  unwanted: ReadonlySet<string>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !unwanted.has(name)));
}

/** A message of Singer. */
export function line(type: 'SCHEMA' | 'STATE', members: object): string {
  return `${JSON.stringify({ type, ...members })}\n`;
}
