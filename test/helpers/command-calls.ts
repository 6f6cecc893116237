import { listCommands } from './tree.ts';

const ada = 'user_id:ada';
const space = ['--space', 'spa_sandbox'];
const day = ['--since', '2d', '--granularity', 'day'];

/** What a command is called with, where it needs something: names that the built-in workspace has, and files. */
const calls: Readonly<Record<string, readonly string[]>> = {
  track: ['Signed Up', '-u', 'ada'],
  identify: ['-u', 'ada'],
  page: ['Home', '-u', 'ada'],
  screen: ['Home', '-u', 'ada'],
  group: ['acme', '-u', 'ada'],
  alias: ['-u', 'ada', '--previous-id', 'anon'],
  batch: ['in.ndjson', '--no-checkpoint'],
  validate: ['in.ndjson'],
  'profile get': [ada],
  'profile traits': [ada],
  'profile events': [ada],
  'profile external-ids': [ada],
  'profile metadata': [ada],
  'profile links': [ada],
  'sources get': ['web_store'],
  'sources update': ['web_store', '--name', 'Shop', '--yes'],
  'sources schema get': ['web_store'],
  'sources schema update': ['web_store', '-F', 'track.allowUnplannedEvents=false', '--yes'],
  'sources destinations': ['web_store'],
  'sources warehouses': ['web_store'],
  'sources write-key add': ['web_store'],
  'sources write-key remove': ['shopping_app', 'shoppingapprotatedshoppingapprot', '--dry-run'],
  'sources labels add': ['web_store', 'team:web'],
  'sources labels set': ['web_store', 'team:web', '--yes'],
  'warehouses get': ['wHsReportingDb11111111'],
  'warehouses sources': ['wHsReportingDb11111111'],
  'warehouses syncs': ['wHsReportingDb11111111'],
  'warehouses schedule': ['wHsReportingDb11111111'],
  'warehouses connection': ['wHsReportingDb11111111'],
  'destinations get': ['66be7aeca665bd11f8908630'],
  'destinations subscriptions': ['66be7aeca665bd11f8908630'],
  'destinations filters': ['dStWebAnalytics1111111'],
  'destinations delivery': ['66be7aeca665bd11f8908630', ...day],
  'tracking-plans get': ['tp_web_store'],
  'tracking-plans rules': ['tp_web_store'],
  'tracking-plans sources': ['tp_web_store'],
  'transformations get': ['2JdPbYh3T5fXo9rM8vE4sUuBnZa'],
  'catalog sources get': ['IqDTy1TpoU'],
  'catalog destinations get': ['614a3c7d791c91c41bae7599'],
  'catalog warehouses get': ['55d3d3aea3c'],
  volume: day,
  delivery: ['--source', 'web_store', ...day],
  audit: ['--since', '90d'],
  'users get': ['uSrAnn1111111111111111'],
  'groups get': ['gRpAnalysts11111111111'],
  'groups users': ['gRpAnalysts11111111111'],
  'spaces get': ['spa_sandbox'],
  'audiences list': space,
  'computed-traits list': space,
  export: ['sources', '--out', 'export'],
  api: ['/sources'],
  'sandbox wait': ['--count', '1'],
  'sandbox assert': ['--min', '1'],
  'sandbox diff': ['before.ndjson', 'before.ndjson'],
  'sandbox tail': ['--after', '0', '--limit', '1'],
  'sandbox faults set': ['--status', '500', '--path', '/v1/batch', '--times', '1'],
  'auth login': ['--no-verify', '--name', 'other', '--with-write-key'],
  'auth status': ['--offline'],
  'auth switch': ['shop'],
  'auth rename': ['shop', 'store'],
  'auth logout': ['shop', '--yes'],
  'auth write-key add': ['app', '--no-verify'],
  'auth write-key remove': ['web', '--yes'],
  'config get': ['region'],
  'config set': ['region', 'eu'],
  'skills install': ['--dry-run'],
  'skills uninstall': ['--dry-run'],
  completion: ['bash'],
  help: ['batch'],
};

/** What changes what the sandbox holds, or how it answers. */
const changing =
  /^(?:track|identify|page|screen|group|alias|batch|demo|sandbox .*|sources (?:update|.* (?:update|add|remove|set)))$/;

/** True for a command that does not leave the sandbox as it is. */
export function changesSandbox(command: string): boolean {
  return changing.test(command);
}

/** What `segment` and some words is called with, for every command that ends by itself: no command is without. */
export async function listCalls(): Promise<(readonly [command: string, args: readonly string[]])[]> {
  const commands = await listCommands();
  return commands
    .filter(({ acts, path }) => acts && path.join(' ') !== 'sandbox')
    .map(({ path }) => [path.join(' '), [...path, ...(calls[path.join(' ')] ?? [])]]);
}
