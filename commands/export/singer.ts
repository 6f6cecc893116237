import type { App } from '../../src/app.ts';
import { type OpenWorkspace, openWorkspace } from '../../src/clients/open-workspace.ts';
import { chooseStreams } from '../../src/export/choose-streams.ts';
import { readSingerFiles, type SingerFiles } from '../../src/export/singer/read-files.ts';
import { streams } from '../../src/export/streams.ts';
import { tokenSetting } from '../../src/store/setting.ts';
import { clientDeps } from '../reading/client-deps.ts';
import type { ExportFlags } from './index.ts';

/** The catalog, without asking anybody. */
export async function printCatalog(app: App, names: readonly string[], flags: ExportFlags): Promise<void> {
  const isChosen = names.length > 0 || flags.exclude !== undefined;
  const { catalogOf } = await import('../../src/export/singer/catalog.ts');
  await app.print.json(catalogOf(isChosen ? chooseStreams(names, flags.exclude ?? []) : streams));
}

/** What `--catalog` and `--config` name. The redactor learns the token of a configuration before anything is printed. */
export async function openSingerFiles(
  app: App,
  names: readonly string[],
  flags: ExportFlags,
): Promise<SingerFiles> {
  const singer = await readSingerFiles(app.io, names, flags);
  const { apiToken, unused = [] } = singer;
  if (apiToken !== undefined) app.redactor.add(apiToken);
  if (unused.length > 0)
    app.print.verbose(`${flags.config} has settings that are not used: ${unused.join(', ')}.`);
  return singer;
}

/** The Public API of the workspace that the flags, the configuration and the environment name, in this order. */
export async function openSource(
  app: App,
  { region, apiToken }: SingerFiles,
  { config }: ExportFlags,
): Promise<OpenWorkspace> {
  const isRegionSet = region !== undefined && app.globals.region === undefined;
  const settings = await app.settings(isRegionSet ? { region } : {});
  const origin = { kind: 'flag', name: `${config} (api_token)` } as const;
  const token = apiToken === undefined ? undefined : { value: apiToken, origin };
  return openWorkspace(clientDeps(app), {
    ...settings,
    token: tokenSetting(token, 'Public API token') ?? settings.token,
  });
}
