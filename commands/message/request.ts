import { InputError, UsageError } from '../../src/errors.ts';
import { isStdin } from '../../src/files/open-path.ts';
import {
  type ComposedMessage,
  composeMessage,
  type MessageParts,
  type ObjectKey,
} from '../../src/spec/compose-message.ts';
import { durationMs } from '../../src/spec/duration.ts';
import {
  type Field,
  type FieldFlag,
  isJsonNumber,
  parseField,
  type ReadSource,
} from '../../src/spec/fields.ts';
import { findJsonProblem, isObjectText, type JsonProblem } from '../../src/spec/json-text.ts';
import { maxMessageIdLength, singleSendLimits } from '../../src/spec/limits.ts';
import type { MessageType } from '../../src/spec/message.ts';
import { readMoment } from '../../src/spec/moment.ts';
import { isMessageId, rejectionFor } from '../../src/spec/verdict.ts';
import { withFieldErrors } from '../writing/field-errors.ts';
import { freshMessageId } from './fresh-message-id.ts';
import { fieldsInto, type MessageFlags } from './options.ts';

/** The member of a message that a command's argument sets. */
export interface MessageArgument {
  readonly key: 'event' | 'userId' | 'name' | 'groupId';
  /** As the help writes it, e.g. `[name]`. */
  readonly spelling: string;
  readonly text: string | undefined;
}

/** How hard to try. */
export interface SendingLimits {
  readonly timeoutMs: number;
  readonly retries: number;
}

/** docs/rules.md#numbers: a person is waiting. */
const defaultLimits: SendingLimits = {
  timeoutMs: singleSendLimits.totalTimeoutMs,
  retries: singleSendLimits.retries,
};

/** Reads `--timeout` and `--retries`. */
export function readLimits(flags: MessageFlags): SendingLimits {
  const timeoutMs = flags.timeout === undefined ? defaultLimits.timeoutMs : durationMs(flags.timeout);
  if (timeoutMs === undefined || timeoutMs <= 0) {
    throw badValue(
      `--timeout ${flags.timeout} is not a duration.`,
      'Write a number with its unit: 500ms, 30s or 2m.',
    );
  }
  if (flags.retries !== undefined && !/^\d{1,3}$/.test(flags.retries)) {
    throw badValue(
      `--retries ${flags.retries} is not a number of tries.`,
      'Write a whole number: 0 to try once.',
    );
  }
  return { timeoutMs, retries: flags.retries === undefined ? defaultLimits.retries : Number(flags.retries) };
}

export interface RequestParts {
  readonly type: MessageType;
  readonly argument: MessageArgument | undefined;
  readonly flags: MessageFlags;
  readonly fieldFlags: readonly FieldFlag[];
  readonly version: string;
  readonly now: Date;
  readonly read: ReadSource;
}

/** Turns what was typed into the one message that is meant. Everything wrong with the call is found here. */
export async function readRequest({
  type,
  argument,
  flags,
  fieldFlags,
  version,
  now,
  read,
}: RequestParts): Promise<ComposedMessage> {
  return withFieldErrors(async () => {
    const fields = readFields(type, flags, fieldFlags);
    refuseStdinTwice(flags, fields);
    const parts: MessageParts = {
      type,
      members: readMembers(argument, flags, now),
      body: flags.input === undefined ? undefined : await readBody(type, flags.input, read),
      objects: await readObjects(flags, read),
      fields,
      fieldsInto: fieldsInto(type) ?? 'properties',
      freshMessageId: await freshMessageId(),
      library: { name: 'segment-cli', version },
    };
    return await composeMessage(parts, read);
  });
}

/** Strings from the argument and the flags; a member given twice is a mistake in the call. */
function readMembers(
  argument: MessageArgument | undefined,
  flags: MessageFlags,
  now: Date,
): Map<string, string> {
  const members = new Map<string, string>();
  const spellings = new Map<string, string>();
  const set = (key: string, spelling: string, value: string | undefined) => {
    if (value === undefined) return;
    const before = spellings.get(key);
    if (before !== undefined) {
      throw new UsageError(`${key} is given twice: ${before} and ${spelling}`, {
        code: 'given_twice',
        hint: 'Keep one of them.',
      });
    }
    spellings.set(key, spelling);
    members.set(key, JSON.stringify(value));
  };
  if (argument !== undefined) set(argument.key, argument.spelling, argument.text);
  set('userId', '--user-id', flags.userId);
  set('anonymousId', '--anonymous-id', flags.anonymousId);
  set('groupId', '--group-id', flags.groupId);
  set('previousId', '--previous-id', flags.previousId);
  set('name', '--name', flags.name);
  set('category', '--category', flags.category);
  set(
    'timestamp',
    '--timestamp',
    flags.timestamp === undefined ? undefined : readTimestamp(flags.timestamp, now),
  );
  set('messageId', '--message-id', readMessageId(flags.messageId));
  return members;
}

function readTimestamp(text: string, now: Date): string {
  const moment = readMoment(text, now);
  if (moment !== undefined) return moment;
  throw badValue(
    `--timestamp ${text} is not a time.`,
    'Write 2026-02-03T04:05:06Z, epoch seconds or milliseconds, or how long ago: 30s, 5m, 2h, 7d.',
  );
}

function readMessageId(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const { length } = text;
  if (isMessageId(text)) return text;
  throw badValue(
    `--message-id takes 1 to ${maxMessageIdLength} characters, not ${length}.`,
    'Leave it out for a new UUID.',
  );
}

/** `-f`, `-F` and the flags that stand for a property. */
function readFields(type: MessageType, flags: MessageFlags, fieldFlags: readonly FieldFlag[]): Field[] {
  const fields = fieldFlags.map(parseField);
  const add = (flag: string, key: string, value: string | undefined, toJson: (text: string) => string) => {
    if (value === undefined) return;
    fields.push({
      spelling: `${flag} ${value}`,
      path: [key],
      appends: false,
      value: { kind: 'json', text: toJson(value) },
    });
  };
  add('--revenue', 'revenue', flags.revenue, (text) => numberText('--revenue', text));
  add('--currency', 'currency', flags.currency, (text) => JSON.stringify(text));
  add('--value', 'value', flags.value, (text) => numberText('--value', text));
  // A page's category is a property as well (docs/segment-api/tracking.md#page-and-screen), so a field of that name would be the same key twice.
  if (type === 'page') add('--category', 'category', flags.category, (text) => JSON.stringify(text));
  return fields;
}

function numberText(flag: string, text: string): string {
  if (isJsonNumber(text)) return text;
  throw badValue(
    `${flag} ${text} is not a number.`,
    `Write it with digits and a decimal point: ${flag} 49.90`,
  );
}

async function readBody(type: MessageType, name: string, read: ReadSource): Promise<string> {
  const spelling = `--input ${name}`;
  const text = await read(name, spelling);
  const problem = findJsonProblem(text);
  if (problem !== undefined)
    throw new InputError(notJson(spelling, problem), { code: 'invalid_json', details: problem.snippet });
  if (!isObjectText(text)) {
    throw new InputError(`${spelling}: ${rejectionFor('not_an_object').message}.`, {
      code: 'not_an_object',
      hint: text.trimStart().startsWith('[')
        ? 'For many messages, one on each line: segment batch FILE'
        : undefined,
    });
  }
  const value: unknown = JSON.parse(text);
  const given =
    typeof value === 'object' && value !== null && Object.hasOwn(value, 'type') && 'type' in value
      ? value.type
      : type;
  if (given !== type && given !== null) {
    throw new InputError(`${spelling} holds a message of another type than ${type}.`, {
      code: 'type_differs',
      hint: 'Use the command of that type, or batch, which takes every type: segment batch FILE',
    });
  }
  return text;
}

const objectKeys: readonly ObjectKey[] = ['properties', 'traits', 'context', 'integrations'];

/** `--properties '{…}'` and its like; `@file` and `@-` are read. */
async function readObjects(flags: MessageFlags, read: ReadSource): Promise<Map<ObjectKey, string>> {
  const objects = new Map<ObjectKey, string>();
  for (const key of objectKeys) {
    const given = flags[key];
    if (given === undefined) continue;
    const source = sourceName(given);
    const spelling = source === undefined ? `--${key}` : `--${key} ${given}`;
    const text = source === undefined ? given : await read(source, spelling);
    const problem = findJsonProblem(text);
    if (problem !== undefined) {
      throw new UsageError(notJson(spelling, problem), {
        code: 'invalid_json',
        details: problem.snippet,
        hint: `In a shell, put JSON in single quotes: --${key} '{"key":"value"}'`,
      });
    }
    objects.set(key, text);
  }
  return objects;
}

function notJson(spelling: string, { message, line, column }: JsonProblem): string {
  return `${spelling} is not valid JSON: ${message} (line ${line}, column ${column}).`;
}

/** stdin can be read once; found out before anything is read. */
function refuseStdinTwice(flags: MessageFlags, fields: readonly Field[]): void {
  const readers = [
    ...(flags.input !== undefined && isStdin(flags.input) ? [`--input ${flags.input}`] : []),
    ...objectKeys
      .filter((key) => flags[key]?.startsWith('@') && isStdin(flags[key].slice(1)))
      .map((key) => `--${key} ${flags[key]}`),
    ...fields
      .filter(({ value }) => value.kind === 'source' && isStdin(value.name))
      .map(({ spelling }) => spelling),
  ];
  if (readers.length < 2) return;
  throw new UsageError(`stdin is read twice: ${readers.join(' and ')}`, {
    code: 'stdin_twice',
    hint: 'Put one of them into a file.',
  });
}

function sourceName(text: string): string | undefined {
  return text.startsWith('@') ? text.slice(1) : undefined;
}

function badValue(message: string, hint: string): UsageError {
  return new UsageError(message, { code: 'bad_value', hint });
}
