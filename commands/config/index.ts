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
import { existing } from '../../src/store/stored-workspaces.ts';
import { Argument } from '../options.ts';
import { describedCommand, noun } from '../reading/noun.ts';
import { type ItemColumn, printItems } from '../reading/print-table.ts';
import {
  overridingVariable,
  printOutcome,
  readStored,
  switchWorkspace,
  updateStored,
  workspaceToChange,
} from '../stored/stored-workspace.ts';

export const register = noun([
  describedCommand(
    {
      name: 'get',
      summary: 'print the value of a setting',
      help: `Prints the active value, wherever it comes from; prints nothing if there is none.

Examples:
  $ segment config get region
  $ segment config get tracking-url -w sandbox`,
    },
    (command, app) =>
      command
        .addArgument(settingArgument('a name that “segment config list” shows', shownSettingNames))
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
        }),
  ),
  describedCommand(
    {
      name: 'set',
      summary: 'store a setting',
      help: `region, source and space-id are stored in the active workspace, or in the one named with -w. Credentials are stored with
“segment auth login”, and URLs come from the environment only (SEGMENT_TRACKING_URL and others).

Examples:
  $ segment config set workspace staging
  $ segment config set source web -w prod
  $ segment config set output json`,
    },
    (command, app) =>
      command
        .addArgument(settingArgument('what to store', storedSettings))
        .argument('<value>', '“none” removes the setting')
        .action(async (name, text) => {
          const key = storedSettings.find((known) => known === name);
          if (key === undefined) throw unknownSetting(name, storedSettings);
          const given = text === 'none' ? undefined : text;
          checkSettingValue(key, given);
          const { subject, value, note, workspace } = await store(app, key, given);
          const variable = overridingVariable(app, [`SEGMENT_${key.toUpperCase().replace('-', '_')}`]);
          await printOutcome(app, { key, value: value ?? null, workspace: workspace ?? null }, [
            value === undefined ? `${subject} is not set any more.` : `${subject} is ${value}.`,
            note,
            variable && `${variable} is set and overrides it.`,
          ]);
        }),
  ),
  describedCommand(
    {
      name: 'list',
      summary: 'list every setting and where it comes from',
      help: `Each setting is taken from the first place that has it: a flag, the environment, the project file (segment.json), the
stored workspace, the default.

Examples:
  $ segment config list
  $ segment config list --show-origin
  $ segment config list --json -w prod`,
    },
    (command, app) =>
      command.option('--show-origin', 'show where each value comes from').action(async ({ showOrigin }) => {
        const settings = await readSettings(app);
        if (app.globals.json) return app.print.json(settings);
        return printItems(app, showOrigin === true ? [...columns, originColumn] : columns, settings);
      }),
  ),
]);

const columns: readonly ItemColumn<ShownSetting>[] = [
  { header: 'setting', whole: true, cell: ({ key }) => key },
  { header: 'value', whole: true, cell: ({ value }) => value ?? '' },
];
const originColumn: ItemColumn<ShownSetting> = { header: 'origin', cell: ({ origin }) => origin ?? '' };

/** Shells and help offer the names; what is none of them is refused by who knows which one is near. */
function settingArgument(description: string, names: readonly string[]) {
  return new Argument('<setting>', description).choices(names).argParser((text) => text);
}

async function readSettings(app: App): Promise<readonly ShownSetting[]> {
  const settings = await app.settings();
  const store = await app.store();
  // A default in place of what is stored and cannot be read would be a wrong answer.
  if (!settings.sandbox) await store.read();
  return shownSettings(settings, app.io.env, await store.settings());
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
