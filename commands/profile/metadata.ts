import type { Command } from 'commander';
import { type JsonObject, stringAt } from '../../src/api/api-object.ts';
import { getMetadata } from '../../src/api/profiles/routes.ts';
import type { App } from '../../src/app.ts';
import { relativeTime } from '../../src/terminal/relative-time.ts';
import { openProfiles } from '../reading/open-profiles.ts';
import { addFieldsOption, type ObjectFlags } from '../reading/output-options.ts';
import { type Fact, printObject } from '../reading/print-object.ts';
import { addProfileOptions, type ProfileFlags, readProfileTarget } from './profile-options.ts';

const examples = `
Examples:
  $ segment profile metadata user_id:user_1
  $ segment profile metadata -u user_1 --fields last_message_id`;

export function register(command: Command, app: App): void {
  command
    .description('Show when a profile was created and last changed, and by which messages.')
    .addHelpText('after', examples)
    .action(async (said: string | undefined, flags: ObjectFlags & ProfileFlags) => {
      const id = readProfileTarget(app, said, flags);
      const { api } = await openProfiles(app, flags.space);
      const metadata = await getMetadata(api, id);
      await printObject(app, flags, metadata, metadataFacts(metadata.value, app.io.now()));
    });
  addFieldsOption(addProfileOptions(command));
}

/** Metadata as a person reads it: times relative. */
export function metadataFacts(metadata: JsonObject, now: Date): Fact[] {
  const text = (name: string): Fact => ({
    label: name.replaceAll('_', ' '),
    value: stringAt(metadata, name),
  });
  const time = (name: string): Fact => {
    const fact = text(name);
    return fact.value === '' ? fact : { ...fact, shown: relativeTime(fact.value, now) };
  };
  return [
    time('created_at'),
    time('updated_at'),
    time('expires_at'),
    text('first_message_id'),
    text('first_source_id'),
    text('last_message_id'),
    text('last_source_id'),
  ];
}
