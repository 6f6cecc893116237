import { InputError, UsageError } from '../errors.ts';
import { refuseStdinTwice } from '../files/open-path.ts';
import { endExpected } from '../ndjson/json-error.ts';
import { type ComposedMessage, composeMessage, fieldsInto, type ObjectKey } from '../spec/compose-message.ts';
import {
  type Field,
  FieldError,
  type FieldFlag,
  type ReadSource,
  shorten,
  sourcesOf,
} from '../spec/fields.ts';
import { findJsonProblem, isObjectText, notJsonText } from '../spec/json-text.ts';
import { maxMessageIdLength } from '../spec/limits.ts';
import { isMessageType, type MessageType } from '../spec/message.ts';
import { readMoment } from '../spec/moment.ts';
import { isJsonNumber, parseField } from '../spec/parse-field.ts';
import { fileWord } from '../spec/shell-word.ts';
import { isMessageId, rejectionFor } from '../spec/verdict.ts';
import { freshMessageId } from './fresh-message-id.ts';
import { badValue } from './limits.ts';

/** The parts of a message as they were typed, each as text. A type has those that its members are. */
export interface GivenMessage {
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly groupId?: string;
  readonly previousId?: string;
  readonly name?: string;
  readonly category?: string;
  readonly properties?: string;
  readonly traits?: string;
  readonly context?: string;
  readonly integrations?: string;
  readonly timestamp?: string;
  readonly messageId?: string;
  /** A file that holds a whole message, or `-` for stdin. */
  readonly input?: string;
  readonly revenue?: string;
  readonly currency?: string;
  readonly value?: string;
}

/** The member of a message that a command's argument sets. */
export interface MessageArgument {
  readonly key: 'event' | 'userId' | 'name' | 'groupId';
  /** As the help writes it, e.g. `[name]`. */
  readonly spelling: string;
  readonly text: string | undefined;
}

export interface RequestOptions {
  readonly type: MessageType;
  readonly argument: MessageArgument | undefined;
  readonly flags: GivenMessage;
  readonly fieldFlags: readonly FieldFlag[];
  readonly version: string;
  readonly now: Date;
  readonly read: ReadSource;
}

/** Turns what was typed into the one message that is meant. Everything wrong with the call is found here; throws FieldError for a field. */
export async function readRequest(options: RequestOptions): Promise<ComposedMessage> {
  const { type, argument, flags, read } = options;
  const fields = readFields(type, flags, options.fieldFlags);
  refuseStdinTwice(sourcesIn(flags, fields));
  const input = {
    type,
    members: readMembers(argument, flags, options.now),
    body: flags.input === undefined ? undefined : await readBody(type, flags.input, read),
    objects: await readObjects(flags, read),
    fields,
    freshMessageId: await freshMessageId(),
    library: { name: 'segment-cli', version: options.version },
  };
  return composeMessage(input, read);
}

/** Strings from the argument and the flags; a member given twice is a mistake in the call. */
function readMembers(
  argument: MessageArgument | undefined,
  flags: GivenMessage,
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
  set('timestamp', '--timestamp', readTimestamp(flags.timestamp, now));
  set('messageId', '--message-id', readMessageId(flags.messageId));
  return members;
}

function readTimestamp(text: string | undefined, now: Date): string | undefined {
  const moment = text === undefined ? undefined : readMoment(text, now);
  if (text === undefined || moment !== undefined) return moment;
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

/** A whole object has a flag of its own; as `key=value` it would be read up to a = in one of its values. */
function refuseObject(type: MessageType, { text, flag }: FieldFlag): void {
  if (!/^\s*\{/.test(text) || !isObjectText(text) || findJsonProblem(text) !== undefined) return;
  throw new FieldError(`${flag} ${shorten(text)} is a JSON object, not key=value.`, {
    hint: `Did you mean: --${fieldsInto(type) ?? 'context'} '{…}'`,
  });
}

/** `-f`, `-F` and the flags that stand for a property. */
function readFields(type: MessageType, flags: GivenMessage, fieldFlags: readonly FieldFlag[]): Field[] {
  const fields = fieldFlags.map((given) => {
    refuseObject(type, given);
    return parseField(given);
  });
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
    throw new InputError(notJsonText(spelling, problem), {
      code: 'invalid_json',
      details: problem.snippet,
      // Where one value ends and another begins there are several.
      hint: problem.message.startsWith(endExpected) ? manyHint : undefined,
    });
  if (!isObjectText(text)) {
    throw new InputError(`${spelling}: ${rejectionFor('not_an_object').message}.`, {
      code: 'not_an_object',
      hint: text.trimStart().startsWith('[') ? manyHint : undefined,
    });
  }
  const value: unknown = JSON.parse(text);
  const given =
    typeof value === 'object' && value !== null && Object.hasOwn(value, 'type') && 'type' in value
      ? value.type
      : type;
  if (given !== type && given !== null) {
    const [known, hint] = isMessageType(given)
      ? [
          `a message of type ${given}, not ${type}`,
          `segment ${given} --input ${name === '-' ? name : fileWord(name)}`,
        ]
      : [`a message of another type than ${type}`, manyHint];
    throw new InputError(`${spelling} holds ${known}.`, { code: 'type_differs', hint });
  }
  return text;
}

const manyHint = 'For many messages of any type: segment batch FILE';

const objectKeys: readonly ObjectKey[] = ['properties', 'traits', 'context', 'integrations'];

/** `--properties '{…}'` and its like; `@file` and `@-` are read. */
async function readObjects(flags: GivenMessage, read: ReadSource): Promise<Map<ObjectKey, string>> {
  const objects = new Map<ObjectKey, string>();
  for (const key of objectKeys) {
    const given = flags[key];
    if (given === undefined) continue;
    const source = sourceName(given);
    const spelling = source === undefined ? `--${key}` : `--${key} ${given}`;
    const text = source === undefined ? given : await read(source, spelling);
    const problem = findJsonProblem(text);
    if (problem !== undefined) {
      throw new UsageError(notJsonText(spelling, problem), {
        code: 'invalid_json',
        details: problem.snippet,
        hint: `In a shell, put JSON in single quotes: --${key} '{"key":"value"}'`,
      });
    }
    objects.set(key, text);
  }
  return objects;
}

/** Every file that is to be read, and stdin. */
function sourcesIn(flags: GivenMessage, fields: readonly Field[]): { name: string; spelling: string }[] {
  return [
    ...(flags.input === undefined ? [] : [{ name: flags.input, spelling: `--input ${flags.input}` }]),
    ...objectKeys.flatMap((key) => {
      const name = sourceName(flags[key]);
      return name === undefined ? [] : [{ name, spelling: `--${key} @${name}` }];
    }),
    ...sourcesOf(fields),
  ];
}

function sourceName(text: string | undefined): string | undefined {
  return text?.startsWith('@') === true ? text.slice(1) : undefined;
}
