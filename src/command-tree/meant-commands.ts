import type { Command } from 'commander';
import { nearest } from '../spec/nearest.ts';
import { plainShellWord } from '../spec/shell-word.ts';
import { entryOf, pathOf, registerAll, rootOf } from './lazy-commands.ts';

/** What other command lines call a command of ours. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  whoami: ['auth status'],
  init: ['auth login'],
  setup: ['auth login'],
  configure: ['auth login'],
  version: ['--version'],
  import: ['batch'],
  upload: ['batch'],
  backfill: ['batch'],
  send: ['track', 'batch'],
  event: ['track'],
  listen: ['sandbox'],
  serve: ['sandbox'],
  dev: ['sandbox'],
  logs: ['sandbox tail'],
  doctor: ['auth status'],
  curl: ['api'],
  request: ['api'],
  lookup: ['profile get'],
  completions: ['completion'],
};

/** What other command lines call a verb of ours. */
const otherVerbs: Readonly<Record<string, string>> = {
  ls: 'list',
  show: 'get',
  describe: 'get',
  view: 'get',
  info: 'get',
  rm: 'remove',
  delete: 'remove',
  create: 'add',
  new: 'add',
  edit: 'update',
  enable: 'update',
  disable: 'update',
};

/** What other command lines say to begin what the group itself does here: `sandbox start`. */
const startVerbs: ReadonlySet<string> = new Set(['start', 'run', 'up', 'serve']);

/** More suggestions than this help nobody. */
const maxSuggestions = 4;

/**
 * The paths of the commands that were probably meant by words of which the first is no command of `group`: what other
 * programs call so, one of the group that is spelled nearly so, then those of the whole tree that have this very name,
 * then those with a name that is near. The words after it say which of a noun, or of which noun.
 */
export async function meantCommands(group: Command, words: readonly string[]): Promise<string[]> {
  const all = visibleBelow(await registerAll(rootOf(group)));
  const [word = '', ...rest] = words;
  const found = ofNoun(findMeant(group, word, all), group, rest[0]);
  return found.map((meant) => (typeof meant === 'string' ? meant : pathOf(childMeant(meant, rest))));
}

/** The same as calls, without `segment`: where a thing was named without a verb, those of `get`. */
export async function meantCalls(group: Command, words: readonly string[]): Promise<string[]> {
  const meant = await meantCommands(group, words);
  const [word = '', ...rest] = words;
  const get = siblingOf(group, 'get');
  // Two words are a verb that there is not, and its thing.
  if (meant.length > 0 || get === undefined || rest.length > 0 || ownVerb(word) !== word) return meant;
  return [`${pathOf(get)} ${plainShellWord(word)}`];
}

function findMeant(group: Command, word: string, all: readonly Command[]): (Command | string)[] {
  const verb = ownVerb(word);
  const named = all.filter((command) => hasName(command, word));
  const sibling = verb === word ? undefined : siblingOf(group, verb);
  if (sibling !== undefined) return [sibling];
  if (entryOf(group)?.acts === true && startVerbs.has(word)) return [group];
  const other = Object.hasOwn(otherNames, word) ? otherNames[word] : undefined;
  if (other !== undefined && named.length === 0) return [...other];
  const near = nearest(word, namesOf(group.commands));
  const siblings = near === undefined ? [] : group.commands.filter((command) => hasName(command, near));
  const found = new Set([...siblings, ...named]);
  if (found.size > 0) return [...found];
  if (verb !== word) return group.parent === null ? all.filter((command) => hasName(command, verb)) : [];
  // A word that is near no verb of the noun names a thing.
  const nearAnywhere = siblingOf(group, 'get') === undefined ? nearest(word, namesOf(all)) : undefined;
  return nearAnywhere === undefined ? [] : all.filter((command) => hasName(command, nearAnywhere));
}

/** Of several commands those of the noun that comes after the verb: `list sources`. */
function ofNoun(found: (Command | string)[], group: Command, word: string | undefined): (Command | string)[] {
  const name = word === undefined || found.length < 2 ? undefined : nearest(word, namesOf(group.commands));
  const noun = name === undefined ? undefined : siblingOf(group, name);
  const own = found.filter((meant) => typeof meant !== 'string' && meant.parent === noun);
  return own.length > 0 ? own : found;
}

/** The verb of a noun that the next word means: `source ls`. */
function childMeant(command: Command, [word, ...rest]: readonly string[]): Command {
  if (word === undefined || command.commands.length === 0) return command;
  const name = nearest(ownVerb(word), namesOf(command.commands));
  const child = name === undefined ? undefined : siblingOf(command, name);
  return child === undefined ? command : childMeant(child, rest);
}

function siblingOf(group: Command, name: string): Command | undefined {
  return group.commands.find((command) => hasName(command, name));
}

function ownVerb(word: string): string {
  return (Object.hasOwn(otherVerbs, word) ? otherVerbs[word] : undefined) ?? word;
}

/** The suggestions as calls: `Did you mean: segment auth login`. `start` is what a call starts with. */
export function meantHint(start: string, group: Command, paths: readonly string[]): string {
  const calls = paths.slice(0, maxSuggestions).map((path) => `${start} ${path}`);
  if (calls.length === 0)
    return `See: ${['segment', pathOf(group), '--help'].filter((part) => part !== '').join(' ')}`;
  const rest = paths.length > maxSuggestions ? ', …' : '';
  return `Did you mean: ${calls.join(', or ')}${rest}`;
}

function visibleBelow(group: Command): Command[] {
  return group
    .createHelp()
    .visibleCommands(group)
    .flatMap((child) => [child, ...visibleBelow(child)]);
}

function namesOf(commands: readonly Command[]): string[] {
  return commands.flatMap((command) => [command.name(), ...command.aliases()]);
}

function hasName(command: Command, name: string): boolean {
  return command.name() === name || command.aliases().includes(name);
}
