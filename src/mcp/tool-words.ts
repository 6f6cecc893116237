import type { ObjectKindName } from '../workspace/object-kinds.ts';

/** What lists or shows objects of a kind, as commands call them. */
const kinds: Readonly<Record<string, ObjectKindName>> = {
  sources: 'source',
  destinations: 'destination',
  warehouses: 'warehouse',
  'tracking-plans': 'tracking_plan',
  transformations: 'transformation',
  users: 'user',
  groups: 'group',
  spaces: 'space',
  'sources labels': 'label',
  'catalog sources': 'catalog_source',
  'catalog destinations': 'catalog_destination',
  'catalog warehouses': 'catalog_warehouse',
};

const noun = Object.keys(kinds)
  .sort((one, other) => other.length - one.length)
  .join('|');
const word = String.raw`(?:'[^']*'|[\w.:@-]*\w)`;

/** Commands that a tool does as well, and how the tool is called. */
const commands: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [
    new RegExp(`segment (${noun}) list\\b`, 'g'),
    (_, of = '') => `SEGMENT_LIST_WORKSPACE_OBJECTS with kind ${kinds[of]}`,
  ],
  [
    new RegExp(`segment (${noun}) get (${word})`, 'g'),
    (_, of = '', name = '') => `SEGMENT_GET_WORKSPACE_OBJECT with kind ${kinds[of]}, name ${name}`,
  ],
  [
    new RegExp(`segment warehouses sources (${word})`, 'g'),
    (_, name = '') => `SEGMENT_LIST_WORKSPACE_OBJECTS with kind warehouse_source, of ${name}`,
  ],
  [new RegExp(`segment profile get (${word})`, 'g'), (_, id = '') => `SEGMENT_GET_PROFILE with id ${id}`],
  [/segment sandbox events(?! --url)(?: --[\w-]+ \S+)*/g, () => 'SEGMENT_LIST_SANDBOX_MESSAGES'],
  [/segment api ls --api \w+/g, () => 'SEGMENT_SEARCH_ENDPOINTS'],
  [/segment api ls (\w+)/g, (_, words = '') => `SEGMENT_SEARCH_ENDPOINTS with words ${words}`],
  [/A shell variable is probably unset/g, () => 'A value is probably missing'],
  [/, its type and --collection\b/g, () => ' and its type: group_id is that of an account'],
  [/segment batch FILE/g, () => 'SEGMENT_BATCH'],
  [/Run the same command again later\./g, () => 'Make the same call again later.'],
  [/the same command with --dry-run/g, () => 'the same call without confirm'],
];

/** Flags whose argument has another name in some tools. */
const argumentNames: Readonly<Record<string, string>> = {
  step: 'steps',
  event: 'events',
  type: 'types',
  space: 'of',
  setting: 'settings',
};

/**
 * What an error says to whoever calls a tool that takes these arguments: a command that a tool does is that tool, a flag
 * is its argument. What stands in quotation marks came from outside and stays.
 */
export function inToolWords(text: string, args: readonly string[]): string {
  return text
    .split(/(“[^”]*”)/)
    .map((part) => (part.startsWith('“') ? part : reworded(part, args)))
    .join('');
}

/** The same for a hint. What is left of commands and settings is for the user. */
export function hintInToolWords(hint: string, args: readonly string[]): string {
  const text = inToolWords(hint, args);
  const isForUser = /segment [a-z]|SEGMENT_[A-Z]+_?(?:URL|TOKEN|KEY|REGION|ID)\b|(?:^|\s)--?[a-z]/.test(
    text.replace(/“[^”]*”/g, ''),
  );
  return isForUser
    ? `${text.replace(/\.?$/, '.')} That is for the user, who then starts this server again.`
    : text;
}

function reworded(text: string, args: readonly string[]): string {
  const named = commands.reduce((found, [command, tool]) => found.replace(command, tool), text);
  // Behind a command the flags are those of the command.
  const [before = '', ...rest] = named.split(/(segment [a-z].*)$/s);
  const flags = before.replace(
    /(?<=^|[\s(])--([a-z][a-z-]*)/g,
    (flag, name: string) => namesOf(name).find((argument) => args.includes(argument)) ?? flag,
  );
  return [flags, ...rest].join('');
}

function namesOf(flag: string): readonly string[] {
  const own = flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return [own, argumentNames[flag] ?? own];
}
