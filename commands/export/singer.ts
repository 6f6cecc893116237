import type { App } from '../../src/app.ts';
import { type OpenWorkspace, openWorkspace } from '../../src/clients/open-workspace.ts';
import { UsageError } from '../../src/errors.ts';
import { chooseStreams } from '../../src/export/choose-streams.ts';
import { streams } from '../../src/export/streams.ts';
import type { Region } from '../../src/spec/region.ts';
import type { Setting } from '../../src/store/settings.ts';
import { clientDeps } from '../reading/client-deps.ts';
import type { ExportFlags } from './index.ts';

/** What the files say that a runner of Singer taps hands over. */
export interface SingerFiles {
  /** The streams that are selected; undefined without a catalog. */
  readonly streams?: readonly string[];
  readonly unwanted?: ReadonlyMap<string, ReadonlySet<string>>;
  readonly startDate?: string | undefined;
  readonly region?: Region | undefined;
  readonly token?: Setting<string> | undefined;
}

/** The catalog, without asking anybody. */
export async function printCatalog(app: App, names: readonly string[], flags: ExportFlags): Promise<void> {
  const isChosen = names.length > 0 || flags.exclude !== undefined;
  const { catalogOf } = await import('../../src/export/singer/catalog.ts');
  await app.print.json(catalogOf(isChosen ? chooseStreams(names, flags.exclude ?? []) : streams));
}

/** Reads what `--catalog` and `--config` name. Throws UsageError for what cannot be used, also beside other flags. */
export async function readSingerFiles(
  app: App,
  names: readonly string[],
  { format, out, config, catalog, properties = catalog }: ExportFlags,
): Promise<SingerFiles> {
  if (format !== 'singer') {
    if (config === undefined && properties === undefined) return {};
    throw conflict('--catalog and --config are for Singer.', 'Add: --format singer');
  }
  if (out !== undefined && out !== '-')
    throw conflict('--format singer prints to stdout.', 'Leave out --out, and pipe it into a Singer target.');
  if (properties !== undefined && names.length > 0)
    throw conflict('Streams are named, and a catalog selects some.', 'Choose one: names or --catalog.');
  const { readJsonFile } = await import('../../src/export/singer/read-json-file.ts');
  return {
    ...(config !== undefined && (await readConfig(app, config))),
    ...(properties !== undefined &&
      (await import('../../src/export/singer/catalog.ts')).readCatalog(
        await readJsonFile(app.io, '--catalog', properties),
        properties,
      )),
  };
}

async function readConfig(app: App, file: string): Promise<SingerFiles> {
  const { readJsonFile } = await import('../../src/export/singer/read-json-file.ts');
  const { readSingerConfig } = await import('../../src/export/singer/read-config.ts');
  const { tokenSetting } = await import('../../src/store/setting.ts');
  const config = readSingerConfig(await readJsonFile(app.io, '--config', file), file);
  const { apiToken, region, startDate, unused } = config;
  if (apiToken !== undefined) app.redactor.add(apiToken);
  if (unused.length > 0) app.print.verbose(`${file} has settings that are not used: ${unused.join(', ')}.`);
  const given: Setting<string> | undefined =
    apiToken === undefined
      ? undefined
      : { value: apiToken, origin: { kind: 'flag', name: `${file} (api_token)` } };
  return { startDate, region, token: tokenSetting(given, 'Public API token') };
}

/** The Public API of the workspace that the flags, the configuration and the environment name, in this order. */
export async function openSource(app: App, { region, token }: SingerFiles): Promise<OpenWorkspace> {
  const isRegionSet = region !== undefined && app.globals.region === undefined;
  const settings = await app.settings(isRegionSet ? { region } : {});
  return openWorkspace(clientDeps(app), token === undefined ? settings : { ...settings, token });
}

function conflict(message: string, hint: string): UsageError {
  return new UsageError(message, { code: 'flags_conflict', hint });
}
