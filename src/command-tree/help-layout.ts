import { type Command, Help, type HelpConfiguration, type Option } from 'commander';
import { entryOf, ignoredFlags, pathOf, rootOf } from './lazy-commands.ts';

/** Below this many cells two columns leave no room for words. */
const twoColumnsFrom = 60;

/** How help is laid out: two columns, or each description below its flag where the terminal is narrow. */
export const helpLayout: HelpConfiguration = {
  minWidthToWrap: 20,
  commandUsage(command) {
    const words = [rootOf(command).name(), pathOf(command), command.usage().replace('[options]', '[flags]')];
    return words.filter((word) => word !== '').join(' ');
  },
  visibleOptions(command) {
    const own = Help.prototype.visibleOptions.call(this, command);
    // commander's own section for inherited options cannot have `-h` in it.
    return [...own.slice(0, -1), ...obeyedFlags(command), ...own.slice(-1)];
  },
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    if (width >= twoColumnsFrom || description === '') {
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    }
    const text = helper.boxWrap(description, width - 6);
    return `  ${term}\n      ${text.replaceAll('\n', '\n      ')}`;
  },
};

/**
 * The global flags that a command obeys, for its help. All commands obey those that say what is printed on stderr and
 * how; the others unless the table of commands says that the command ignores them. Only what can ask has --no-input, and
 * only what remembers has --no-cache.
 */
function obeyedFlags(command: Command): Option[] {
  if (command.parent === null || !acts(command)) return [];
  const ignored = new Set(ignoredFlags(command)).add('--version');
  if (!asks(command)) ignored.add('--no-input');
  if (!remembers(command)) ignored.add('--no-cache');
  if (ignored.has('--json')) ignored.add('--jq');
  return rootOf(command).options.filter(({ long }) => !ignored.has(long));
}

/** A group that only holds other commands prints its help, whatever the flags. */
function acts(command: Command): boolean {
  return command.commands.length === 0 || entryOf(command)?.acts === true;
}

/** What changes something looks its names up again in any case. */
function remembers(command: Command): boolean {
  if (command.options.some(({ long }) => long === '--dry-run')) return false;
  for (let each: Command | null = command; each !== null; each = each.parent)
    if (entryOf(each)?.remembers === true) return true;
  return false;
}

function asks(command: Command): boolean {
  return entryOf(command)?.asks === true || command.options.some(({ long }) => long === '--yes');
}
