import type { Command } from '@commander-js/extra-typings';
import { Option } from '../options.ts';

/** Adds a word to look for, and the flags for what is on or off. */
export function addFilters(command: Command) {
  return command
    .argument('[word]', 'only those whose name or slug contains this, in any case')
    .addOption(new Option('--enabled', 'only those that are enabled').conflicts('disabled'))
    .addOption(new Option('--disabled', 'only those that are disabled').conflicts('enabled'));
}
