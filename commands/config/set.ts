import type { Command } from 'commander';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import { isRegion } from '../../src/spec/region.ts';
import { findSource, unknownSource } from '../../src/store/source-setting.ts';
import {
  existing,
  readStored,
  tellOutcome,
  updateStored,
  variableInForce,
  workspaceToChange,
} from '../stored/stored-workspace.ts';
import { switchWorkspace } from '../stored/switch-workspace.ts';
import { unknownSetting } from './settings.ts';

export function register(command: Command, app: App): void {
  command
    .argument('<setting>', [...setters.keys()].join(', '))
    .argument('<value>', '“none” removes the setting')
    .addHelpText(
      'after',
      `
region, source and space-id are stored in the active workspace, or in the one named with -w. Credentials are stored with
“segment auth login”, and URLs come from the environment only (SEGMENT_TRACKING_URL and others).

Examples:
  $ segment config set workspace staging
  $ segment config set source web -w prod
  $ segment config set output json`,
    )
    .action(async (key: string, value: string) => {
      const setter = setters.get(key);
      if (setter === undefined) throw unknownSetting(key, [...setters.keys()]);
      const done = await setter(app, value === 'none' ? undefined : value);
      const variable = variableInForce(app, [`SEGMENT_${key.toUpperCase().replace('-', '_')}`]);
      await tellOutcome(app, { key, value: done.value ?? null, workspace: done.workspace ?? null }, [
        done.value === undefined
          ? `${done.subject} is not set any more.`
          : `${done.subject} is ${done.value}.`,
        ...(done.notes ?? []),
        ...(variable === undefined ? [] : [`${variable} is set and goes before it.`]),
      ]);
    });
}

interface Done {
  readonly subject: string;
  readonly value: string | undefined;
  readonly workspace?: string;
  readonly notes?: readonly string[];
}

type Setter = (app: App, value: string | undefined) => Promise<Done>;

const setWorkspace: Setter = async (app, value) => {
  if (value === undefined) throw cannotBeNone('workspace', 'segment auth logout');
  const { to } = await switchWorkspace(app, await readStored(app), value);
  return { subject: 'The active workspace', value: to, workspace: to };
};

const setRegion: Setter = async (app, value) => {
  if (!isRegion(value)) throw oneOf('region', ['us', 'eu']);
  const { name, workspace } = await workspaceToChange(app);
  await updateStored(app, (stored) => {
    existing(stored, name).region = value;
  });
  const moved = workspace.region !== value;
  const notes = moved
    ? ['Its credentials were made for the other region: check them with segment auth status.']
    : [];
  return { subject: `The region of workspace ${name}`, value, workspace: name, notes };
};

const setSource: Setter = async (app, value) => {
  const { name, workspace } = await workspaceToChange(app);
  const alias = value === undefined ? undefined : findSource(workspace.sources, value);
  if (value !== undefined && alias === undefined) throw unknownSource(value, workspace.sources, name);
  await updateStored(app, (stored) => {
    existing(stored, name).defaultSource = alias;
  });
  return { subject: `The default source of workspace ${name}`, value: alias, workspace: name };
};

const setSpaceId: Setter = async (app, value) => {
  const { name } = await workspaceToChange(app);
  await updateStored(app, (stored) => {
    existing(stored, name).spaceId = value;
  });
  return { subject: `The space id of workspace ${name}`, value, workspace: name };
};

const setOutput: Setter = async (app, value) => {
  if (value !== undefined && value !== 'json' && value !== 'text')
    throw oneOf('output', ['text', 'json', 'none']);
  await updateStored(app, (stored) => {
    stored.settings.output = value;
  });
  return { subject: 'The form of results', value };
};

/** What can be stored, by name. */
const setters: ReadonlyMap<string, Setter> = new Map([
  ['workspace', setWorkspace],
  ['region', setRegion],
  ['source', setSource],
  ['space-id', setSpaceId],
  ['output', setOutput],
]);

function oneOf(key: string, values: readonly string[]): UsageError {
  return new UsageError(`${key} must be one of: ${values.join(', ')}.`, { code: 'setting_invalid' });
}

function cannotBeNone(key: string, hint: string): UsageError {
  return new UsageError(`${key} cannot be none.`, { code: 'setting_invalid', hint });
}
