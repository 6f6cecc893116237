import { Help, type HelpConfiguration } from 'commander';
import { envValue, type Io } from '../src/terminal/io.ts';

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
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    if (width >= twoColumnsFrom || description === '') {
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    }
    const text = helper.boxWrap(description, width - 6);
    return `  ${term}\n      ${text.replaceAll('\n', '\n      ')}`;
  },
};

/** Help wraps to the terminal, to `COLUMNS`, or to 80 cells where neither is known. */
export function helpWidth({ env }: Io, terminalColumns: number | undefined): number {
  const wanted = Number(envValue(env, 'COLUMNS'));
  return terminalColumns ?? (Number.isInteger(wanted) && wanted > 0 ? wanted : 80);
}
