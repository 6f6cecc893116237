import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { textAt } from '../../../src/api/api-object.ts';
import { changesSandbox } from '../../helpers/command-calls.ts';
import { projectRoot } from '../../helpers/imports.ts';
import { type Change, endless, isPage, putInBetween, strangers } from '../../helpers/odd-replies.ts';
import { stepOf } from '../../helpers/part.ts';
import { errorOf, openScene, type ReadingScene, sceneToken, terminal } from '../../helpers/reading.ts';
import { basic } from '../../helpers/sandbox.ts';
import { type ListedCommand, listCommands } from '../../helpers/tree.ts';
import { sendAll } from '../../sandbox/profiles/profile-client.ts';
import { openAda } from '../profile/scene.ts';

// What every command that reads a workspace or a profile does alike (docs/rules.md#commands): one row each, and no command without.

const web = 'sRcWebStore11111111111';
const webhook = '66be7aeca665bd11f8908630';
const reporting = 'wHsReportingDb11111111';
const from = new Date(Date.now() - 2 * 86_400_000).toISOString();
const to = new Date(Date.now() - 3_600_000).toISOString();
const between = ['--since', from, '--until', to, '--granularity', 'day'];
const sameTime = `granularity=DAY&startTime=${from}&endTime=${to}`;

interface Row {
  readonly command: string;
  /** What it is called with: names that the built-in workspace has. */
  readonly with?: readonly string[];
  /** The path whose answer `--json` passes through, and where in it that stands; else what `--json` is made of. */
  readonly json: readonly [path: string, ...keys: string[]] | string;
  /** What a pipe gets, where it is neither rows nor facts: a single line, the answer as JSON, or nothing. */
  readonly pipe?: 'value' | 'json' | 'nothing';
  /** Where a list has nothing in it; `printed`: what `--json` gives then. */
  readonly none?: {
    readonly seed?: unknown;
    readonly with?: readonly string[];
    readonly printed?: string;
    /** In a pipe a line for each time, with 0, in place of nothing. */
    readonly zeros?: true;
  };
  /** The same with a name that nothing has. */
  readonly wrong?: readonly string[];
  /** The test file of its own, which gives it thousands of entries where it lists. */
  readonly tests: string;
  /** Why a list never has thousands of entries. */
  readonly short?: string;
}

const bare = { seed: { base: 'empty' } };
const perhaps = 'web_stoer';

const rows: readonly Row[] = [
  {
    command: 'profile get',
    with: ['user_id:ada'],
    json: 'five answers in one object',
    wrong: ['user_id:nobody'],
    tests: 'profile/lists',
  },
  {
    command: 'profile traits',
    with: ['user_id:ada'],
    json: ['traits', 'traits'],
    none: { with: ['user_id:ada', '--class', 'audience'], printed: '{}' },
    wrong: ['user_id:nobody'],
    tests: 'profile/lists',
    short: 'Unify keeps 300 at once',
  },
  {
    command: 'profile events',
    with: ['user_id:ada'],
    json: ['events', 'data'],
    none: { with: ['user_id:ada', '--include', 'Nothing'] },
    wrong: ['user_id:nobody'],
    tests: 'profile/lists',
  },
  {
    command: 'profile external-ids',
    with: ['user_id:ada'],
    json: ['external_ids', 'data'],
    none: { with: ['user_id:ada', '--include', 'ga_client_id'] },
    wrong: ['user_id:nobody'],
    tests: 'profile/lists',
    short: 'a profile has few of each kind',
  },
  {
    command: 'profile metadata',
    with: ['user_id:ada'],
    json: ['metadata', 'metadata'],
    wrong: ['user_id:nobody'],
    tests: 'profile/lists',
  },
  {
    command: 'profile links',
    with: ['user_id:ada'],
    json: ['links', 'data'],
    none: { with: ['user_id:lone'] },
    wrong: ['user_id:nobody'],
    tests: 'profile/lists',
    short: 'the API gives 20 at most',
  },
  { command: 'overview', json: 'figures of many answers', tests: 'workspace/overview' },
  {
    command: 'sources list',
    json: ['/sources', 'sources'],
    none: {},
    tests: 'workspace/sources-list',
  },
  {
    command: 'sources get',
    with: ['web_store'],
    json: [`/sources/${web}`, 'source'],
    wrong: [perhaps],
    tests: 'workspace/sources-get',
  },
  {
    command: 'sources update',
    with: ['web_store', '--name', 'Shop', '--yes'],
    json: [`/sources/${web}`, 'source'],
    pipe: 'nothing',
    wrong: [perhaps, '--name', 'Shop', '--yes'],
    tests: 'workspace/sources-update',
  },
  {
    command: 'sources schema get',
    with: ['web_store'],
    json: [`/sources/${web}/settings`, 'settings'],
    wrong: [perhaps],
    tests: 'workspace/sources-schema',
  },
  {
    command: 'sources schema update',
    with: ['web_store', '-F', 'track.allowUnplannedEvents=false', '--yes'],
    json: [`/sources/${web}/settings`, 'settings'],
    pipe: 'nothing',
    wrong: [perhaps, '-F', 'track.allowUnplannedEvents=false', '--yes'],
    tests: 'workspace/sources-schema',
  },
  {
    command: 'sources destinations',
    with: ['web_store'],
    json: [`/sources/${web}/connected-destinations`, 'destinations'],
    none: { with: ['violations'] },
    wrong: [perhaps],
    tests: 'workspace/sources-connected',
  },
  {
    command: 'sources warehouses',
    with: ['web_store'],
    json: [`/sources/${web}/connected-warehouses`, 'warehouses'],
    none: { with: ['shopping_app'] },
    wrong: [perhaps],
    tests: 'workspace/sources-connected',
  },
  {
    command: 'sources write-key add',
    with: ['web_store'],
    json: 'the new key beside the source',
    pipe: 'value',
    wrong: [perhaps],
    tests: 'workspace/sources-write-key',
  },
  {
    command: 'sources write-key remove',
    with: ['shopping_app', 'shoppingapprotatedshoppingapprot', '--yes'],
    json: 'the status and what was removed',
    pipe: 'nothing',
    wrong: [perhaps, 'shoppingapprotatedshoppingapprot', '--yes'],
    tests: 'workspace/sources-write-key',
  },
  {
    command: 'sources labels list',
    json: ['/labels', 'labels'],
    none: { with: ['violations'] },
    wrong: [perhaps],
    tests: 'workspace/sources-labels',
  },
  {
    command: 'sources labels add',
    with: ['web_store', 'team:web'],
    json: [`/sources/${web}`, 'source', 'labels'],
    pipe: 'nothing',
    wrong: [perhaps, 'team:web'],
    tests: 'workspace/sources-labels',
  },
  {
    command: 'sources labels set',
    with: ['web_store', 'team:web', '--yes'],
    json: [`/sources/${web}`, 'source', 'labels'],
    pipe: 'nothing',
    wrong: [perhaps, 'team:web', '--yes'],
    tests: 'workspace/sources-labels',
  },
  {
    command: 'warehouses list',
    json: ['/warehouses', 'warehouses'],
    none: bare,
    tests: 'workspace/warehouses',
  },
  {
    command: 'warehouses get',
    with: ['Reporting DB'],
    json: [`/warehouses/${reporting}`, 'warehouse'],
    wrong: ['Reportin DB'],
    tests: 'workspace/warehouses',
  },
  {
    command: 'warehouses sources',
    with: ['Reporting DB'],
    json: [`/warehouses/${reporting}/connected-sources`, 'sources'],
    none: {
      seed: { base: 'empty', warehouses: [{ id: 'wHsEmpty', metadataId: '55d3d3aea3c' }] },
      with: ['wHsEmpty'],
    },
    wrong: ['Reportin DB'],
    tests: 'workspace/warehouses',
  },
  {
    command: 'warehouses syncs',
    with: ['Reporting DB'],
    json: [`/warehouses/${reporting}/syncs`, 'reports'],
    none: { with: ['Archive'] },
    wrong: ['Reportin DB'],
    tests: 'workspace/warehouses-syncs',
  },
  {
    command: 'warehouses schedule',
    with: ['Reporting DB'],
    json: [`/warehouses/${reporting}/advanced-sync-schedule`],
    wrong: ['Reportin DB'],
    tests: 'workspace/warehouses-syncs',
  },
  {
    command: 'warehouses connection',
    with: ['Reporting DB'],
    json: [`/warehouses/${reporting}/connection-state`],
    wrong: ['Reportin DB'],
    tests: 'workspace/warehouses',
  },
  {
    command: 'destinations list',
    json: ['/destinations', 'destinations'],
    none: bare,
    tests: 'workspace/destinations',
  },
  {
    command: 'destinations get',
    with: ['Order webhook'],
    json: [`/destinations/${webhook}`, 'destination'],
    wrong: ['Order webhok'],
    tests: 'workspace/destinations',
  },
  {
    command: 'destinations subscriptions',
    with: ['Order webhook'],
    json: [`/destinations/${webhook}/subscriptions`, 'subscriptions'],
    none: { with: ['Campaigns'] },
    wrong: ['Order webhok'],
    tests: 'workspace/destinations',
  },
  {
    command: 'destinations filters',
    with: ['dStWebAnalytics1111111'],
    json: ['/destination/dStWebAnalytics1111111/filters', 'filters'],
    none: { with: ['Campaigns'] },
    wrong: ['Order webhok'],
    tests: 'workspace/destinations',
  },
  {
    command: 'destinations delivery',
    with: ['Order webhook', ...between],
    json: [`/destinations/${webhook}/delivery-metrics?sourceId=${web}&${sameTime}`, 'deliveryMetricsSummary'],
    wrong: ['Order webhok'],
    tests: 'workspace/destinations-delivery',
  },
  {
    command: 'tracking-plans list',
    json: ['/tracking-plans', 'trackingPlans'],
    none: bare,
    tests: 'workspace/tracking-plans',
  },
  {
    command: 'tracking-plans get',
    with: ['Web store'],
    json: ['/tracking-plans/tp_web_store', 'trackingPlan'],
    wrong: ['Web stor'],
    tests: 'workspace/tracking-plans',
  },
  {
    command: 'tracking-plans rules',
    with: ['Web store'],
    json: ['/tracking-plans/tp_web_store/rules', 'rules'],
    none: { with: ['Web store', '--event', 'Nothing'] },
    wrong: ['Web stor'],
    tests: 'workspace/tracking-plans',
  },
  {
    command: 'tracking-plans sources',
    with: ['Web store'],
    json: ['/tracking-plans/tp_web_store/sources', 'sources'],
    none: { with: ['Shared events'] },
    wrong: ['Web stor'],
    tests: 'workspace/tracking-plans',
  },
  {
    command: 'tracking-plans coverage',
    json: 'sources and plans held against each other',
    tests: 'workspace/tracking-plans-coverage',
  },
  {
    command: 'violations',
    json: 'audit events, gathered by source',
    none: bare,
    wrong: ['--source', perhaps],
    tests: 'workspace/violations',
  },
  {
    command: 'transformations list',
    json: ['/transformations', 'transformations'],
    none: bare,
    wrong: ['--source', perhaps],
    tests: 'workspace/transformations',
  },
  {
    command: 'transformations get',
    with: ['2JdPbYh3T5fXo9rM8vE4sUuBnZa'],
    json: ['/transformations/2JdPbYh3T5fXo9rM8vE4sUuBnZa', 'transformation'],
    wrong: ['2JdPbYh3'],
    tests: 'workspace/transformations',
  },
  ...(
    [
      ['sources', 'sourcesCatalog', 'sourceMetadata', 'javascript', 'IqDTy1TpoU'],
      [
        'destinations',
        'destinationsCatalog',
        'destinationMetadata',
        'actions-webhook',
        '614a3c7d791c91c41bae7599',
      ],
      ['warehouses', 'warehousesCatalog', 'warehouseMetadata', 'postgres', '55d3d3aea3c'],
    ] as const
  ).flatMap(([part, many, one, slug, id]): Row[] => [
    {
      command: `catalog ${part} list`,
      json: [`/catalog/${part}`, many],
      none: { with: ['zzz'] },
      tests: 'workspace/catalog',
    },
    {
      command: `catalog ${part} get`,
      with: [slug],
      json: [`/catalog/${part}/${id}`, one],
      wrong: [`${slug}x`],
      tests: 'workspace/catalog',
    },
  ]),
  {
    command: 'usage api-calls',
    json: 'the rows of the API, each with what its day added',
    none: { with: ['--period', '2199-01'] },
    tests: 'workspace/usage',
    short: 'a month has 31 days at most; its test has thousands by source',
  },
  {
    command: 'usage mtu',
    json: 'the rows of the API, each with what its day added',
    none: { with: ['--period', '2199-01'] },
    tests: 'workspace/usage',
    short: 'a month has 31 days at most; its test has thousands by source',
  },
  {
    command: 'volume',
    with: between,
    json: [`/events/volume?${sameTime}`, 'result'],
    none: { with: ['--by', 'event', '--event', 'Nothing'] },
    wrong: ['--source', perhaps],
    tests: 'workspace/volume',
  },
  {
    command: 'delivery',
    with: ['--source', 'web_store', ...between],
    json: 'the rows of several answers, each with its step',
    none: {
      with: ['--source', 'web_store', '--step', 'received', '--event', 'Nothing'],
      // A step is there also without messages.
      printed: '[{"total":0,"series":[],"step":"received","unavailable":null}]',
      zeros: true,
    },
    wrong: ['--source', perhaps],
    tests: 'workspace/delivery',
  },
  {
    command: 'audit',
    with: ['--since', '90d'],
    json: ['/audit-events', 'events'],
    none: bare,
    tests: 'workspace/audit',
  },
  { command: 'users list', json: ['/users', 'users'], none: bare, tests: 'workspace/users' },
  {
    command: 'users get',
    with: ['ann@example.com'],
    json: ['/users/uSrAnn1111111111111111', 'user'],
    wrong: ['an@example.com'],
    tests: 'workspace/users',
  },
  { command: 'groups list', json: ['/groups', 'userGroups'], none: bare, tests: 'workspace/groups' },
  {
    command: 'groups get',
    with: ['Analysts'],
    json: ['/groups/gRpAnalysts11111111111', 'userGroup'],
    wrong: ['Analyst'],
    tests: 'workspace/groups',
  },
  {
    command: 'groups users',
    with: ['Analysts'],
    json: ['/groups/gRpAnalysts11111111111/users', 'users'],
    none: { seed: { groups: [{ name: 'Nobody' }] }, with: ['Nobody'] },
    wrong: ['Analyst'],
    tests: 'workspace/groups',
  },
  { command: 'spaces list', json: ['/spaces', 'spaces'], none: bare, tests: 'workspace/spaces' },
  {
    command: 'spaces get',
    with: ['sandbox'],
    json: ['/spaces/spa_sandbox', 'space'],
    wrong: ['sandbx'],
    tests: 'workspace/spaces',
  },
  {
    command: 'audiences list',
    with: ['--space', 'sandbox'],
    json: ['/spaces/spa_sandbox/audiences', 'audiences'],
    none: { seed: { spaces: [{ id: 'spa_empty', name: 'Empty' }] }, with: ['--space', 'spa_empty'] },
    wrong: ['--space', 'sandbx'],
    tests: 'workspace/audiences',
  },
  {
    command: 'computed-traits list',
    with: ['--space', 'sandbox'],
    json: ['/spaces/spa_sandbox/computed-traits', 'computedTraits'],
    none: { seed: { spaces: [{ id: 'spa_empty', name: 'Empty' }] }, with: ['--space', 'spa_empty'] },
    wrong: ['--space', 'sandbx'],
    tests: 'workspace/audiences',
  },
  {
    command: 'api',
    with: ['/sources'],
    json: 'the whole answer',
    pipe: 'json',
    wrong: ['/sources/404'],
    tests: 'api/call',
  },
  {
    command: 'api ls',
    json: 'a list that comes with the program',
    none: { with: ['zzz'] },
    tests: 'api/ls',
    short: 'it comes with the program',
  },
];

const named = rows.map((row) => [row.command, row] as const);
const lists = named.filter(([, { none }]) => none !== undefined);
const byName = named.filter(([, { wrong }]) => wrong !== undefined);

/** Ada for a profile; for a workspace of no other making, a message of yesterday. */
async function open({ command }: Row, seed?: unknown): Promise<ReadingScene> {
  let clock = () => new Date(Date.now() - 86_400_000);
  const isProfile = command.startsWith('profile ');
  const scene = isProfile ? await openAda() : await openScene(seed, { now: () => clock() });
  const { sandbox } = scene;
  if (isProfile) await sendAll(sandbox, [{ type: 'identify', userId: 'lone' }]);
  if (!isProfile && seed === undefined)
    await sendAll(
      sandbox,
      [{ type: 'track', userId: 'u1', event: 'Order Completed' }],
      'webstorewebstorewebstorewebstore',
    );
  clock = () => new Date();
  return scene;
}

/** As in a pipe of a terminal that has colours. */
const env = { NO_COLOR: undefined };

function words({ command }: Row, own: readonly string[] = []): string[] {
  return [...command.split(' '), ...own];
}

describe('every command under “Look up” and “Workspace”', () => {
  let commands: ListedCommand[];
  beforeAll(async () => {
    const all = await listCommands();
    const nouns = all.filter(({ path }) => path.length === 1);
    const groups = new Map(nouns.map(({ path: [noun = ''], command }) => [noun, command.helpGroup()]));
    commands = all.filter(
      ({ path: [noun = ''], acts }) =>
        // It prints no list: test/commands/export.
        noun !== 'export' && acts && ['Look up:', 'Workspace:'].includes(groups.get(noun) ?? ''),
    );
  });

  it('has a row here, with all that its flags ask for', () => {
    const paths = commands.map(({ path }) => path.join(' '));
    expect(paths.length).toBeGreaterThan(50);
    expect(rows.map(({ command }) => command)).toEqual(paths);
    const isList = ({ command }: ListedCommand) => command.options.some(({ long }) => long === '--ndjson');
    const takesName = ({ command, path }: ListedCommand) =>
      command.registeredArguments.some(({ required }) => required) ||
      (['profile', 'sources'].includes(path[0] ?? '') &&
        // A word that is searched for is nobody's name.
        command.registeredArguments.some((argument) => argument.name() !== 'word'));
    const pathsOf = (found: readonly ListedCommand[]) => found.map(({ path }) => path.join(' '));
    expect(lists.map(([command]) => command)).toEqual(pathsOf(commands.filter(isList)));
    expect(byName.map(([command]) => command)).toEqual(
      expect.arrayContaining(pathsOf(commands.filter(takesName))),
    );
  });

  it.each(named)(
    '%s has a test file of its own, and is given thousands there',
    (command, { tests, none, short }) => {
      const text = readFileSync(join(projectRoot, 'test', 'commands', `${tests}.test.ts`), 'utf8');
      for (const word of command.split(' ')) expect(text).toContain(word);
      if (none !== undefined && short === undefined) expect(text).toMatch(/itStreams\(|\d_000/);
    },
  );
});

describe.each(named)('segment %s', (_command, row) => {
  const { json, pipe, none, wrong } = row;

  it('prints what the API says as JSON, and for a pipe rows without colours', async () => {
    const scene = await open(row);
    const { code, stdout } = await scene.run([...words(row, row.with), '--json'], { env });
    expect(code).toBe(0);
    expect(() => JSON.parse(stdout)).not.toThrow();
    if (pipe !== 'json') expect(stdout).toBe(`${stdout.trimEnd()}\n`);
    if (typeof json !== 'string') expect(stdout).toBe(`${await apiText(scene, json)}\n`);

    const { run } = changesSandbox(row.command) ? await open(row) : scene;
    const piped = await run(words(row, row.with), { env });
    expect(piped.code).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(piped.stdout + piped.stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    expectPiped(piped.stdout, row);
  });

  if (none !== undefined) {
    it('nothing found: an empty list, words on stderr, exit 0', async () => {
      const { run, sandbox } = await open(row, none.seed);
      if (row.command === 'sources list') await removeSources(sandbox.url);
      const args = words(row, none.with ?? row.with);
      expect(await run([...args, '--json'])).toEqual({
        code: 0,
        stdout: `${none.printed ?? '[]'}\n`,
        stderr: '',
      });
      const { code, stdout, stderr } = await run(args);
      if (none.zeros === true) {
        expect([code, stdout]).toEqual([0, expect.stringMatching(/^(?:\S+\treceived\t0\n)+$/)]);
        return;
      }
      expect([code, stdout]).toEqual([0, '']);
      expect(stderr).toMatch(/^No .+ found\.\n/m);
    });
  }

  // These two print what came, or ask nobody.
  if (!['api', 'api ls'].includes(row.command)) {
    it('a reply without what it should hold is an error, in every call that it makes', async () => {
      const odd = await eachOdd(row, strangers);
      expect(odd.filter(({ code, as }) => code !== as || code === undefined)).toEqual([]);
      expect(odd.length).toBeGreaterThanOrEqual(Math.floor(strangers.length / stepOf(4)));
      // Five answers are one object: one that failed is null there, and the exit code tells.
      if (row.command !== 'profile get') expect(odd.map(({ stdout }) => stdout).filter(isJson)).toEqual([]);
    }, 60_000);

    it('a list that cannot be followed to its end is an error, and no row comes twice', async () => {
      const odd = await eachOdd(row, endless, isPage);
      expect(odd.filter(({ code, as }) => code !== as)).toEqual([]);
      if (none !== undefined && !unpaged.includes(row.command)) expect(odd.length).toBeGreaterThan(0);
      if (row.command === 'profile get') return;
      for (const { stdout } of odd) {
        expect(isJson(stdout), stdout).toBe(false);
        const rows: unknown[] = stdout === '' ? [] : JSON.parse(`${stdout}]`);
        expect(new Set(rows.map((item) => JSON.stringify(item))).size).toBe(rows.length);
      }
    }, 60_000);
  }

  if (wrong !== undefined) {
    it('a name that nothing has: exit 5', async () => {
      const { run } = await open(row);
      const result = await run([...words(row, wrong), '--json']);
      expect([
        result.code,
        JSON.parse(result.stderr.trimEnd().split('\n').at(-1) ?? '').error.exitCode,
      ]).toEqual([5, 5]);
      expect(result.stderr).not.toContain(sceneToken);
    });
  }
});

/** Lists that the API gives whole. */
const unpaged = ['profile links', 'sources labels list'];

interface OddRun {
  readonly place: string;
  readonly reply: string;
  /** The code of the error that it ended with, and the one that was wanted. */
  readonly code: string | undefined;
  readonly as: string;
  readonly stdout: string;
}

/** Runs a command once for each of its calls and each odd reply, that call alone being answered so. */
async function eachOdd(
  row: Row,
  replies: readonly (readonly [name: string, code: string, change: Change])[],
  isMeant: (text: string) => boolean = () => true,
): Promise<OddRun[]> {
  const start = async () => {
    const scene = await open(row);
    return { scene, server: await putInBetween(scene.sandbox.url) };
  };
  const runAt = ({ scene, server }: Awaited<ReturnType<typeof start>>) =>
    scene.run([...words(row, row.with), '--json'], {
      env: { SEGMENT_API_URL: server.url, SEGMENT_PROFILE_URL: server.url },
    });
  const first = await start();
  expect(await runAt(first)).toMatchObject({ code: 0 });
  const { places } = first.server;
  const changes = places.some((place) => !place.startsWith('GET '));
  const odd: OddRun[] = [];
  for (const [nth, place] of places.entries()) {
    // In part: one of four replies to each call, others to the next.
    const some = replies.filter((_reply, index) => (nth + index) % stepOf(4) === 0);
    for (const [reply, as, change] of some) {
      // What was changed once is not changed again.
      const at = changes ? await start() : first;
      let asked = '';
      at.server.change(place, (text, cursor) => {
        asked = text;
        return isMeant(text) ? change(text, cursor) : { text };
      });
      const { code, stdout, stderr } = await runAt(at);
      if (!isMeant(asked)) break;
      odd.push({
        place,
        reply,
        // A change that gets no answer may have been made all the same.
        as: place.startsWith('GET ') ? as : 'outcome_unknown',
        stdout,
        code: code === 0 ? undefined : errorOf({ code, stdout, stderr }).code,
      });
    }
  }
  return odd;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Rows of the same number of cells, or facts, with tabs between them; or what the row says. */
function expectPiped(text: string, { command, pipe, none }: Row): void {
  const lines = text.split('\n').slice(0, -1);
  if (pipe === 'nothing') expect(text).toBe('');
  else if (pipe === 'json') expect(JSON.parse(text)).toHaveProperty('data');
  else if (pipe === 'value') expect(lines).toHaveLength(1);
  else {
    expect(lines.length, command).toBeGreaterThan(0);
    const cells = lines.map((line) => line.split('\t').length);
    expect(Math.min(...cells)).toBeGreaterThan(1);
    if (none !== undefined) expect(new Set(cells).size).toBe(1);
  }
}

/** The part of the API's answer that a command passes on, as it was written. */
async function apiText(scene: ReadingScene, [path, ...keys]: readonly string[]): Promise<string> {
  if (path?.startsWith('/') === true) return textAt(await scene.api(path), 'data', ...keys) ?? '';
  const profile = `/v1/spaces/spa_1/collections/users/profiles/user_id:ada/${path}`;
  const reply = await fetch(`${scene.sandbox.url}${profile}`, { headers: { authorization: basic('any') } });
  return textAt(await reply.text(), ...keys) ?? '';
}

/** Even an empty workspace begins with a source. */
async function removeSources(url: string): Promise<void> {
  const headers = { authorization: 'Bearer any' };
  const { data } = JSON.parse(await (await fetch(`${url}/sources`, { headers })).text());
  for (const { id } of data.sources) await fetch(`${url}/sources/${id}`, { method: 'DELETE', headers });
}

describe('segment violations', () => {
  it('10,000 sources: all for a machine, 100 for a person', async () => {
    const auditEvents = Array.from({ length: 10_000 }, (_, index) => ({
      id: `events/${index + 1}`,
      timestamp: new Date(Date.now() - 3_600_000).toISOString(),
      type: 'Violations Detected',
      actor: 'segment',
      resourceId: `sRc${index}`,
      resourceType: 'source',
      resourceName: `Source ${index}`,
    }));
    const { run } = await openScene({ base: 'empty', auditEvents });
    const { stdout } = await run(['violations', '--ndjson']);
    expect(new Set(stdout.trimEnd().split('\n')).size).toBe(10_000);
    const screen = terminal(200);
    await run(['violations'], { io: screen });
    expect(screen.stdout.text.trimEnd().split('\n')).toHaveLength(101);
    expect(screen.stderr.text).toContain('The first 100 of 10,000');
  });
});
