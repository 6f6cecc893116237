import type { Argument, Command, Option } from 'commander';
import { offeredFor } from './offered.ts';

/** What a caller may say, as an argument or by a flag. */
interface ParameterNode {
  /** Without the dashes of a flag. */
  readonly name: string;
  readonly description: string;
  readonly type: 'boolean' | 'number' | 'string';
  readonly required: boolean;
  readonly repeatable: boolean;
  readonly valueKind: ValueKind;
  readonly choices: readonly string[];
  /** Words to begin with, where others may stand too. */
  readonly offered?: readonly string[];
  /** As the help shows it. */
  readonly default: unknown;
}

/** What may stand in a value's place; decides what a shell offers there. */
export type ValueKind = 'none' | 'file' | 'choice' | 'workspace' | 'free';

export interface FlagNode extends ParameterNode {
  /** `-w`, or null. */
  readonly short: string | null;
  /** `--workspace`, or null. */
  readonly long: string | null;
  /** The name of the value, e.g. `name`; null when the flag takes none. */
  readonly value: string | null;
  /** False where the flag may stand without its value. */
  readonly valueRequired: boolean;
  /** Understood before and after every command. */
  readonly global: boolean;
}

export interface ArgumentNode extends ParameterNode {
  readonly variadic: boolean;
}

/** One command as data. The root holds the whole tree. */
export interface CommandNode {
  readonly name: string;
  /** From the root's first subcommand on: `auth login`; empty for the root. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** Calls out of its help. */
  readonly examples: readonly string[];
  readonly aliases: readonly string[];
  readonly hidden: boolean;
  readonly arguments: readonly ArgumentNode[];
  /** Its own first, then the global ones. */
  readonly flags: readonly FlagNode[];
  readonly commands: readonly CommandNode[];
}

/** Reads a commander tree in which every command is registered. */
export function readTree(root: Command): CommandNode {
  return commandNode(root, '', false, new Set(visibleOptions(root).filter(isInherited)));
}

/**
 * Prints the names of the stored workspaces, a line each, whatever the user prefers as output: what every shell runs to
 * offer them. `sandbox` is built in, and is not among them.
 */
export const listWorkspaces = 'SEGMENT_OUTPUT=text command segment auth list 2>/dev/null | cut -f1';

/**
 * The tree as shells complete it: `help` is followed by the words of a command, or by a topic, and what is offered is
 * chosen from. Only here, as these words are no commands below `help`, and not all that may be typed.
 */
export function asCompleted(
  root: CommandNode,
  topics: readonly { readonly name: string; readonly summary: string }[],
): CommandNode {
  const commands = root.commands.filter(({ name, hidden }) => !hidden && name !== 'help').map(helpWord);
  const names = new Set(commands.map(({ name }) => name));
  const more = topics.filter(({ name }) => !names.has(name));
  const words = [
    ...commands,
    ...more.map(({ name, summary }) => ({ ...emptyWord, name, path: `help ${name}`, summary })),
  ];
  const withWords = (node: CommandNode): CommandNode => {
    if (node.path === 'help') return { ...node, arguments: [], commands: words };
    const [args, flags] = [node.arguments.map(withOffered), node.flags.map(withOffered)];
    return { ...node, arguments: args, flags, commands: node.commands.map(withWords) };
  };
  return { ...root, commands: root.commands.map(withWords) };
}

function withOffered<Node extends ArgumentNode | FlagNode>(node: Node): Node {
  return node.offered === undefined ? node : { ...node, valueKind: 'choice', choices: node.offered };
}

const emptyWord = {
  description: '',
  examples: [],
  aliases: [],
  hidden: false,
  arguments: [],
  flags: [],
  commands: [],
};

function helpWord(node: CommandNode): CommandNode {
  const commands = node.commands.filter(({ hidden }) => !hidden).map(helpWord);
  return { ...node, path: `help ${node.path}`, arguments: [], flags: [], commands };
}

/** Every command of the tree with the root, parents before children; hidden ones are left out. */
export function visibleCommands(root: CommandNode): CommandNode[] {
  return [root, ...root.commands.filter(({ hidden }) => !hidden).flatMap(visibleCommands)];
}

function commandNode(
  command: Command,
  path: string,
  hidden: boolean,
  inherited: ReadonlySet<Option>,
): CommandNode {
  const isRoot = command.parent === null;
  const own = visibleOptions(command)
    .filter((option) => isRoot || !inherited.has(option))
    .map((option) => flagNode(option, isRoot && isInherited(option)));
  const shown = new Set(command.createHelp().visibleCommands(command));
  return {
    name: command.name(),
    path,
    summary: command.summary() || command.description(),
    description: command.description(),
    examples: examplesOf(command),
    aliases: command.aliases(),
    hidden,
    arguments: command.registeredArguments.map(argumentNode),
    flags: isRoot ? own : [...own, ...[...inherited].map((option) => flagNode(option, true))],
    commands: command.commands.map((child) =>
      commandNode(child, `${path} ${child.name()}`.trim(), !shown.has(child), inherited),
    ),
  };
}

function visibleOptions(command: Command): Option[] {
  return command.createHelp().visibleOptions(command);
}

/** The root's own `--help` and `--version` are not handed down: the first every command has itself, the second none. */
function isInherited(option: Option): boolean {
  return option.long !== '--version' && option.long !== '--help';
}

function flagNode(option: Option, global: boolean): FlagNode {
  const takesValue = option.required || option.optional;
  const name = takesValue ? (/[<[]([^>\]]+?)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1] ?? 'value') : null;
  const choices = option.argChoices ?? [];
  return {
    name: (option.long ?? option.short ?? '').replace(/^-+/, ''),
    short: option.short ?? null,
    long: option.long ?? null,
    description: option.description,
    type: name === null ? 'boolean' : /^(?:n|number|seq)$/.test(name) ? 'number' : 'string',
    required: option.mandatory,
    // So the help says it, of each that is.
    repeatable: /\b(?:repeat it|several with commas)$/.test(option.description),
    value: name,
    valueRequired: option.required,
    valueKind:
      name === null ? 'none' : option.long === '--workspace' ? 'workspace' : valueKind(name, choices),
    choices,
    ...offeredFor(option),
    default: option.defaultValueDescription ?? option.defaultValue ?? null,
    global,
  };
}

function argumentNode(argument: Argument): ArgumentNode {
  const choices = argument.argChoices ?? [];
  return {
    name: argument.name(),
    description: argument.description,
    type: 'string',
    required: argument.required,
    repeatable: argument.variadic,
    variadic: argument.variadic,
    default: argument.defaultValueDescription ?? argument.defaultValue ?? null,
    valueKind: valueKind(argument.name(), choices),
    choices,
    ...offeredFor(argument),
  };
}

/** The lines of the help that begin with `$`, a line each; two spaces part a call from what describes it. */
function examplesOf(command: Command): string[] {
  let help = '';
  const write = (text: string) => {
    help += text;
  };
  // commander is an emitter of events, which its types do not say; this is how it makes its help.
  (command as Command & NodeJS.EventEmitter).emit('afterHelp', { command, error: false, write });
  const lines = help.replace(/ *\\\n\s*/g, ' ').matchAll(/^\s*\$ (.+?)(?: {2,}.*)?$/gm);
  return [...lines].map(([, call = '']) => call);
}

/** A value called `file` is one: the help and the completion say the same thing by the same word. */
function valueKind(name: string, choices: readonly string[]): ValueKind {
  if (choices.length > 0) return 'choice';
  if (name === 'workspace') return 'workspace';
  return /^(?:files?|folder)$/.test(name) ? 'file' : 'free';
}
