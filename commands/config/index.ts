import type { Command } from '@commander-js/extra-typings';
import type { App } from '../../src/app.ts';
import { escapeLine } from '../../src/spec/escape.ts';
import {
  type ChangedSetting,
  changeSetting,
  checkSettingValue,
  type StoredSettingName,
  setOutput,
  storedSettings,
} from '../../src/store/change-stored.ts';
import {
  type ShownSetting,
  shownSettingNames,
  shownSettings,
  unknownSetting,
} from '../../src/store/shown-settings.ts';
import { renderTable, tableLook } from '../../src/terminal/table.ts';
import { defineCommands } from '../lazy-commands.ts';
import { Argument } from '../options.ts';
import {
  existing,
  readStored,
  tellOutcome,
  updateStored,
  variableInForce,
  workspaceToChange,
} from '../stored/stored-workspace.ts';
import { switchWorkspace } from '../stored/switch-workspace.ts';

export function register(command: Command, app: App): void {
  defineCommands(
    command,
    [
      {
        name: 'get',
        summary: 'print the value of a setting',
        load: async () => ({ register: registerGet }),
      },
      { name: 'set', summary: 'store a setting', load: async () => ({ register: registerSet }) },
      {
        name: 'list',
        summary: 'list every setting and where it comes from',
        load: async () => ({ register: registerList }),
      },
    ],
    app,
  );
}

/** Shells and help offer the names; what is none of them is refused by who knows which one is near. */
function settingArgument(description: string, names: readonly string[]) {
  return new Argument('<setting>', description).choices(names).argParser((text) => text);
}

async function readSettings(app: App): Promise<readonly ShownSetting[]> {
  const context = await app.context();
  const store = await app.store();
  // A default in place of what is stored and cannot be read would be a wrong answer.
  if (!context.sandbox) await store.read();
  return shownSettings(context, app.io.env, await store.settings());
}

function registerGet(command: Command, app: App): void {
  const help = `
Prints the active value, wherever it comes from; prints nothing if there is none.

Examples:
  $ segment config get region
  $ segment config get tracking-url -w sandbox`;
  command
    .addArgument(settingArgument('a name that “segment config list” shows', shownSettingNames))
    .addHelpText('after', help)
    .action(async (key) => {
      const settings = await readSettings(app);
      const found = settings.find((setting) => setting.key === key);
      if (found === undefined) {
        const known = settings.map((setting) => setting.key);
        throw unknownSetting(key, known);
      }
      if (app.globals.json) return app.print.json(found);
      if (found.value === null) return app.print.note(`${key} is not set.`);
      return app.print.result(`${escapeLine(found.value)}\n`);
    });
}

function registerList(command: Command, app: App): void {
  const help = `
Each setting is taken from the first place that has it: a flag, the environment, the project file (segment.json), the
stored workspace, the default.

Examples:
  $ segment config list
  $ segment config list --show-origin
  $ segment config list --json -w prod`;
  command
    .option('--show-origin', 'show where each value comes from')
    .addHelpText('after', help)
    .action(async ({ showOrigin }) => {
      const settings = await readSettings(app);
      if (app.globals.json) return app.print.json(settings);
      const columns = [
        { header: 'setting', whole: true },
        { header: 'value', whole: true },
        ...(showOrigin === true ? [{ header: 'origin' }] : []),
      ];
      const rows = settings.map(({ key, value, origin }) => [key, value ?? '', origin ?? '']);
      return app.print.result(renderTable(columns, rows, tableLook(app.io, app.print.resultStyle)));
    });
}

function registerSet(command: Command, app: App): void {
  const help = `
region, source and space-id are stored in the active workspace, or in the one named with -w. Credentials are stored with
“segment auth login”, and URLs come from the environment only (SEGMENT_TRACKING_URL and others).

Examples:
  $ segment config set workspace staging
  $ segment config set source web -w prod
  $ segment config set output json`;
  command
    .addArgument(settingArgument('what to store', storedSettings))
    .argument('<value>', '“none” removes the setting')
    .addHelpText('after', help)
    .action(async (name, text) => {
      const key = storedSettings.find((known) => known === name);
      if (key === undefined) throw unknownSetting(name, storedSettings);
      const given = text === 'none' ? undefined : text;
      checkSettingValue(key, given);
      const { subject, value, note, workspace } = await store(app, key, given);
      const variable = variableInForce(app, [`SEGMENT_${key.toUpperCase().replace('-', '_')}`]);
      await tellOutcome(app, { key, value: value ?? null, workspace: workspace ?? null }, [
        value === undefined ? `${subject} is not set any more.` : `${subject} is ${value}.`,
        ...(note === undefined ? [] : [note]),
        ...(variable === undefined ? [] : [`${variable} is set and goes before it.`]),
      ]);
    });
}

async function store(
  app: App,
  key: StoredSettingName,
  value: string | undefined,
): Promise<ChangedSetting & { readonly workspace?: string }> {
  if (key === 'workspace') {
    const { to } = await switchWorkspace(app, await readStored(app), value);
    return { subject: 'The active workspace', value: to, workspace: to };
  }
  if (key === 'output') {
    await updateStored(app, (stored) => setOutput(stored, value));
    return { subject: 'The form of results', value };
  }
  const { name: workspace } = await workspaceToChange(app);
  const changed = await updateStored(app, (stored) =>
    changeSetting(existing(stored, workspace), workspace, key, value),
  );
  return { ...changed, workspace };
}
