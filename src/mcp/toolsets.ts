import { UsageError } from '../errors.ts';
import { type Toolset, toolsets } from './tool.ts';

/** The toolsets of a server, each with all of its tools or with those that only read. */
export type ChosenToolsets = ReadonlyMap<Toolset, 'all' | 'read-only'>;

/** Reads `--toolsets send,lookup:read-only`. Throws UsageError. */
export function readToolsets(text: string | undefined): ChosenToolsets {
  if (text === undefined) return new Map(toolsets.map((name) => [name, 'all']));
  return new Map(
    text.split(',').map((word) => {
      const [name, mode, ...others] = word.trim().split(':');
      const found = toolsets.find((known) => known === name);
      if (found === undefined || others.length > 0 || (mode !== undefined && mode !== 'read-only')) {
        throw new UsageError(`--toolsets ${text}: “${word.trim()}” is no toolset.`, {
          code: 'toolset_unknown',
          hint: `Write some of ${toolsets.join(', ')}, each with :read-only if it must not write: send,lookup:read-only`,
        });
      }
      return [found, mode ?? 'all'];
    }),
  );
}
