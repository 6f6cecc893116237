import type { Call } from './call.ts';
import {
  enclose,
  javascriptStyle,
  type LiteralStyle,
  pythonStyle,
  quoteScript,
  writeLiteral,
} from './literal.ts';

type Arguments = readonly (readonly [name: string, value: string | undefined])[];

/** The call as a web page makes it with analytics.js. */
export function browserCall(call: Call): string {
  const text = (value: string | undefined) => (value === undefined ? undefined : quoteScript(value));
  const { type, fields } = call;
  const hasFields = Object.keys(fields).length > 0;
  const options = Object.entries({
    // Who the user is goes before, in identify; here it is told along, so that the line stands alone.
    userId: type === 'identify' || type === 'alias' ? undefined : text(call.userId),
    anonymousId: text(call.anonymousId),
    ...sharedOptions(call, javascriptStyle),
    timestamp: text(call.timestamp),
  }).filter((option): option is [string, string] => option[1] !== undefined);
  const positional: readonly (string | undefined)[] =
    type === 'track'
      ? [text(call.event)]
      : type === 'identify'
        ? [text(call.userId)]
        : type === 'group'
          ? [text(call.groupId)]
          : type === 'alias'
            ? [text(call.userId), text(call.previousId)]
            : [text(call.category), text(call.name)];
  const words = type === 'page' || type === 'screen' ? trimStart(positional) : positional;
  const last =
    options.length > 0
      ? [
          enclose(
            '{',
            options.map(([name, value]) => `${name}: ${value}`),
            '}',
            0,
          ),
        ]
      : [];
  const body =
    type === 'alias' ? [] : hasFields || last.length > 0 ? [writeLiteral(fields, javascriptStyle)] : [];
  return `analytics.${type}(${[...words.map((word) => word ?? 'undefined'), ...body, ...last].join(', ')});`;
}

/** The call as a server makes it with @segment/analytics-node. */
export function nodeCall(call: Call): string {
  const members = callArguments(call, javascriptStyle, {
    timestamp: (time) => `new Date(${quoteScript(time)})`,
    name: (name) => name,
  }).map(([name, value]) => `${name}: ${value}`);
  return `analytics.${call.type}(${enclose('{', members, '}', 0)});`;
}

/** The call as Python makes it with segment-analytics-python. */
export function pythonCall(call: Call): string {
  const members = callArguments(call, pythonStyle, {
    timestamp: (time) => `datetime.fromisoformat(${quoteScript(time.replace(/Z$/, '+00:00'))})`,
    name: (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  }).map(([name, value]) => `${name}=${value}`);
  return `analytics.${call.type}${enclose('(', members, ')', 0)}`;
}

interface Spelling {
  readonly timestamp: (time: string) => string;
  readonly name: (name: string) => string;
}

function callArguments(
  call: Call,
  style: LiteralStyle,
  spelling: Spelling,
): readonly (readonly [string, string])[] {
  const { type, fields, timestamp } = call;
  const text = (value: string | undefined) => (value === undefined ? undefined : quoteScript(value));
  const fieldsName = type === 'identify' || type === 'group' ? 'traits' : 'properties';
  const named: Arguments = [
    ['previousId', text(call.previousId)],
    ['userId', text(call.userId)],
    ['anonymousId', text(call.anonymousId)],
    ['groupId', text(call.groupId)],
    ['event', text(call.event)],
    ['category', text(call.category)],
    ['name', text(call.name)],
    [
      fieldsName,
      type === 'alias' || Object.keys(fields).length === 0 ? undefined : writeLiteral(fields, style, 2),
    ],
    ...Object.entries(sharedOptions(call, style, 2)),
    ['timestamp', timestamp === undefined ? undefined : spelling.timestamp(timestamp)],
  ];
  return named.flatMap(([name, value]) =>
    value === undefined ? [] : [[spelling.name(name), value] as const],
  );
}

function sharedOptions({ context, integrations }: Call, style: LiteralStyle, indent = 2) {
  const write = (value: object | undefined) =>
    value === undefined ? undefined : writeLiteral(value, style, indent);
  return { context: write(context), integrations: write(integrations) };
}

/** A page that has no category is told by its name alone. */
function trimStart(words: readonly (string | undefined)[]): readonly (string | undefined)[] {
  const [first, ...rest] = words;
  const left = first === undefined ? rest : words;
  return left.every((word) => word === undefined) ? [] : left;
}
