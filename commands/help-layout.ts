import { Help, type HelpConfiguration } from 'commander';
import { obeyedFlags } from './global-flags.ts';

/** Below this many cells two columns leave no room for words. */
const twoColumnsFrom = 60;

/** How help is laid out: two columns, or each description below its flag where the terminal is narrow. */
export const helpLayout: HelpConfiguration = {
  minWidthToWrap: 20,
  commandUsage(command) {
    const names = [command.name()];
    for (let parent = command.parent; parent !== null; parent = parent.parent) names.unshift(parent.name());
    return `${names.join(' ')} ${command.usage().replace('[options]', '[flags]')}`.trimEnd();
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
