import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { App } from '../src/app.ts';
import { openTarget as open, type Target } from '../src/clients/target.ts';
import type { Settings } from '../src/store/settings.ts';
import type { FlagsOf, NoFlags } from './options.ts';
import { clientDeps } from './reading/client-deps.ts';

/** The flags every sending command has. */
export type TargetFlags = FlagsOf<typeof addTargetOptions<[], NoFlags>>;

export function addTargetOptions<A extends unknown[], O extends OptionValues>(command: Command<A, O>) {
  return command
    .option('--source <name>', 'the source to send as: its alias, slug or id')
    .option('--write-key <key>', 'the write key of the source (not an API token)');
}

/** The settings that these flags decide. */
export function targetSettings(app: App, { source, writeKey }: TargetFlags): Promise<Settings> {
  return app.settings({ source, writeKey });
}

/** The target that the flags name, opened. `connections`: left out by a command that sends one message and ends. */
export async function openTarget(
  app: App,
  flags: TargetFlags,
  options: { readonly connections?: number } = {},
): Promise<Target> {
  return open(clientDeps(app), await targetSettings(app, flags), options);
}
