import type { Command } from 'commander';
import { nearest } from '../spec/nearest.ts';
import { pathOf, registerAll, rootOf } from './lazy-commands.ts';

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

/** More suggestions than this help nobody. */
const maxSuggestions = 4;

/**
 * The paths of the commands that were probably meant by a word that is no command of `group`: what other programs call so,
 * one of the group that is spelled nearly so, then those of the whole tree that have this very name, then those with a
 * name that is near.
 */
export async function meantCommands(group: Command, word: string): Promise<string[]> {
  const all = visibleBelow(await registerAll(rootOf(group)));
  const named = all.filter((command) => hasName(command, word));
  const other = Object.hasOwn(otherNames, word) ? otherNames[word] : undefined;
  if (other !== undefined && named.length === 0) return [...other];
  const near = nearest(word, namesOf(group.commands));
  const siblings = near === undefined ? [] : group.commands.filter((command) => hasName(command, near));
  const found = new Set([...siblings, ...named]);
  if (found.size > 0) return [...found].map(pathOf);
  const nearAnywhere = nearest(word, namesOf(all));
  return nearAnywhere === undefined
    ? []
    : all.filter((command) => hasName(command, nearAnywhere)).map(pathOf);
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
