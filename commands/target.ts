import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { App } from '../src/app.ts';
import { openTarget as open, type Target } from '../src/clients/target.ts';
import type { FlagsOf, NoFlags } from './options.ts';
import { clientDeps } from './reading/client-deps.ts';

/** The flags every sending command has. */
export type TargetFlags = FlagsOf<typeof addTargetOptions<[], NoFlags>>;

export function addTargetOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
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
  return open(clientDeps(app), await app.settings({ source, writeKey }), options);
}
