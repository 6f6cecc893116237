import type { Command } from 'commander';
import type { App } from '../src/app.ts';
import { openTarget as open, type Target } from '../src/clients/target.ts';
import { clientWorld } from './reading/client-world.ts';

/** The flags every sending command has. */
export interface TargetFlags {
  readonly source?: string | undefined;
  readonly writeKey?: string | undefined;
}

export function addTargetOptions(command: Command): Command {
  return command
    .option('--source <name>', 'the source to send as: its alias, slug or id')
    .option('--write-key <key>', 'the write key of the source (not an API token)');
}

/** The target that the flags name, opened. `connections`: left out by a command that sends one message and ends. */
export async function openTarget(
  app: App,
  { source, writeKey }: TargetFlags,
  options: { readonly connections?: number } = {},
): Promise<Target> {
  return open(clientWorld(app), await app.context({ source, writeKey }), options);
}
