import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { CliError } from '../../src/errors.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Stored } from '../../src/store/stored.ts';
import { putPipe } from '../helpers/pipe.ts';

const at = new Date('2026-01-02T03:04:05.678Z');

function place(): {
  readonly root: string;
  readonly config: string;
  readonly credentials: string;
  open(): Promise<Store>;
} {
  const root = mkdtempSync(join(tmpdir(), 'segment-store-'));
  const config = join(root, 'config');
  const env = { SEGMENT_CONFIG_DIR: config, SEGMENT_STATE_DIR: join(root, 'state') };
  return {
    root,
    config,
    credentials: join(config, 'credentials.json'),
    open: () => openStore({ env, home: root, platform: process.platform, now: () => at }),
  };
}

function addWorkspace(name = 'prod', writeKey = 'wk_secret_of_prod') {
  return (stored: Stored) => {
    stored.workspaces.set(name, {
      region: 'eu',
      sources: new Map([['web', { writeKey, slug: 'acme-web', id: 's_1', addedAt: at.toISOString() }]]),
      defaultSource: 'web',
      token: 'sgp_token_of_prod',
      profileToken: 'profile_token_of_prod',
      spaceId: 'spa_1',
      oauth: { clientId: 'app', keyId: 'kid', privateKeyFile: '/keys/app.pem' },
      addedAt: at.toISOString(),
    });
    stored.activeWorkspace = name;
  };
}

function dateIn(path: string, milliseconds: number): void {
  const then = new Date(Date.now() + milliseconds);
  utimesSync(path, then, then);
}

function leaveFromTomorrow(lock: string): void {
  writeFileSync(lock, '');
  dateIn(lock, 24 * 3_600_000);
}

function linkToNewLock(lock: string): void {
  writeFileSync(`${lock}.other`, '');
  symlinkSync(`${lock}.other`, lock);
}

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

async function failure(work: Promise<unknown>): Promise<CliError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(CliError);
  return error as CliError; // Asserted on the line above.
}

const umask = process.umask();
afterEach(() => {
  process.umask(umask);
});

describe('what is stored comes back', () => {
  test('as it was put, with the secrets in a file of their own', async () => {
    const { open, config, credentials } = place();
    await (await open()).update(addWorkspace());
    const again = await (await open()).read();
    const expected: Stored = { workspaces: new Map(), settings: {} };
    addWorkspace()(expected);
    expect(again).toEqual(expected);

    const settings = readFileSync(join(config, 'config.json'), 'utf8');
    for (const secret of ['wk_secret_of_prod', 'sgp_token_of_prod', 'profile_token_of_prod']) {
      expect(settings).not.toContain(secret);
      expect(readFileSync(credentials, 'utf8')).toContain(secret);
    }
    expect(readdirSync(config).sort()).toEqual(['config.json', 'credentials.json']);
  });

  test('nothing is made by reading', async () => {
    const { open, config } = place();
    expect(await (await open()).read()).toEqual({ workspaces: new Map(), settings: {} });
    expect(existsSync(config)).toBe(false);
  });

  test('a change that throws writes nothing', async () => {
    const { open, config } = place();
    const store = await open();
    await store.update(addWorkspace());
    const before = readFileSync(join(config, 'credentials.json'), 'utf8');
    await expect(
      store.update((stored) => {
        stored.workspaces.clear();
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(readFileSync(join(config, 'credentials.json'), 'utf8')).toBe(before);
    expect(existsSync(join(config, '.lock'))).toBe(false);
  });

  test('a change inside a record is a change', async () => {
    const { open } = place();
    await (await open()).update(addWorkspace());
    await (await open()).update((stored) => {
      const source = stored.workspaces.get('prod')?.sources.get('web');
      if (source !== undefined) source.slug = 'renamed';
      stored.settings.output = 'json';
    });
    const { workspaces, settings } = await (await open()).read();
    expect(workspaces.get('prod')?.sources.get('web')?.slug).toBe('renamed');
    expect(settings).toEqual({ output: 'json' });
  });

  test('names that objects have of their own do no harm', async () => {
    const { open } = place();
    const store = await open();
    for (const name of ['constructor', 'hasOwnProperty', 'toString']) await store.update(addWorkspace(name));
    const { workspaces } = await store.read();
    expect([...workspaces.keys()]).toEqual(['constructor', 'hasOwnProperty', 'toString']);
    expect(workspaces.get('valueOf')).toBeUndefined();
    expect(Object.hasOwn(Object.prototype, 'region')).toBe(false);
  });

  test('twenty changes at once are all kept', async () => {
    const { open } = place();
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => (await open()).update(addWorkspace(`w${index}`))),
    );
    expect((await (await open()).read()).workspaces.size).toBe(20);
  });
});

describe.skipIf(process.platform === 'win32')('only the owner may read', () => {
  test.each([0o000, 0o022, 0o077])('folder 0700 and files 0600 with umask %o', async (mask) => {
    const { open, root, config, credentials } = place();
    process.umask(mask);
    const store = await open();
    await store.update(addWorkspace());
    await store.tokens.set('name', { accessToken: 'oauth_secret', renewAt: 2e12, expiresAt: 3e12 });
    expect([mode(config), mode(credentials), mode(join(config, 'config.json'))]).toEqual([
      '700',
      '600',
      '600',
    ]);
    const state = join(root, 'state');
    expect([mode(state), mode(join(state, 'oauth-tokens.json'))]).toEqual(['700', '600']);
  });

  test('an open file is narrowed when it is read, and told of once', async () => {
    const { open, credentials } = place();
    await (await open()).update(addWorkspace());
    chmodSync(credentials, 0o644);
    const store = await open();
    await store.read();
    await store.read();
    expect(store.takeWarnings()).toEqual([
      `${credentials} could be read by others (mode 0644); it is now 0600.`,
    ]);
    expect(store.takeWarnings()).toEqual([]);
    expect(mode(credentials)).toBe('600');
  });

  test('an open folder is narrowed when it is written to', async () => {
    const { open, config } = place();
    mkdirSync(config, { mode: 0o755 });
    chmodSync(config, 0o755);
    const store = await open();
    await store.update(addWorkspace());
    expect(mode(config)).toBe('700');
    expect(store.takeWarnings()).toEqual([
      `The folder ${config} was open to others (mode 0755); it is now 0700.`,
    ]);
  });
});

describe('nothing is read or written through a link', () => {
  test('in place of the file', async () => {
    const { open, root, config, credentials } = place();
    const elsewhere = join(root, 'elsewhere.json');
    writeFileSync(elsewhere, '{"version":1}');
    mkdirSync(config, { mode: 0o700 });
    symlinkSync(elsewhere, credentials);
    const store = await open();
    expect(await failure(store.read())).toMatchObject({ code: 'config_symlink', exitCode: 2 });
    expect(await failure(store.update(addWorkspace()))).toMatchObject({ code: 'config_symlink' });
    expect(readFileSync(elsewhere, 'utf8')).toBe('{"version":1}');
    expect(lstatSync(credentials).isSymbolicLink()).toBe(true);
  });

  test('in place of the folder', async () => {
    const { open, root, config } = place();
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), config);
    expect(await failure((await open()).update(addWorkspace()))).toMatchObject({
      code: 'config_symlink',
      exitCode: 2,
    });
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  test('to nowhere', async () => {
    const { open, root, config, credentials } = place();
    mkdirSync(config, { mode: 0o700 });
    symlinkSync(join(root, 'planted.json'), credentials);
    expect(await failure((await open()).update(addWorkspace()))).toMatchObject({ code: 'config_symlink' });
    expect(existsSync(join(root, 'planted.json'))).toBe(false);
  });

  test('nor from a folder in place of the file', async () => {
    const { open, credentials } = place();
    mkdirSync(credentials, { recursive: true });
    expect(await failure((await open()).read())).toMatchObject({
      code: 'config_not_a_file',
      exitCode: 2,
      hint: expect.stringContaining(`mv ${credentials} ${credentials}.aside`),
    });
  });
});

describe('settings that are a link, as a managed home or a mounted volume has them', () => {
  const content = '{"version":1,"activeWorkspace":"prod","settings":{"output":"json"}}';
  const linked = async () => {
    const it = place();
    await (await it.open()).update(addWorkspace());
    const target = join(it.root, 'managed.json');
    writeFileSync(target, content);
    chmodSync(target, 0o444);
    const config = join(it.config, 'config.json');
    rmSync(config);
    symlinkSync(target, config);
    return { ...it, target, configFile: config };
  };

  test('are read, without a word about who else may', async () => {
    const { open, target } = await linked();
    const store = await open();
    expect(await store.settings()).toEqual({ output: 'json' });
    expect((await store.read()).activeWorkspace).toBe('prod');
    expect(store.takeWarnings()).toEqual([]);
    expect(statSync(target).mode & 0o777).toBe(0o444);
  });

  test('are not written, and nothing else of that change is', async () => {
    const { open, target, configFile, credentials } = await linked();
    const before = readFileSync(credentials, 'utf8');
    expect(await failure((await open()).update(addWorkspace('other')))).toMatchObject({
      code: 'config_symlink',
      exitCode: 2,
      message: expect.stringContaining(configFile),
    });
    expect([readFileSync(target, 'utf8'), readFileSync(credentials, 'utf8')]).toEqual([content, before]);
    expect(lstatSync(configFile).isSymbolicLink()).toBe(true);
  });

  test('let a change of the credentials alone pass', async () => {
    const { open, target } = await linked();
    await (await open()).update((stored) => {
      stored.settings.output = 'json';
      stored.activeWorkspace = 'prod';
      const prod = stored.workspaces.get('prod');
      if (prod !== undefined) prod.token = 'sgp_new';
    });
    expect((await (await open()).read()).workspaces.get('prod')?.token).toBe('sgp_new');
    expect(readFileSync(target, 'utf8')).toBe(content);
  });

  test('to themselves are moved away, and are nobody else’s', async () => {
    const { open, configFile } = await linked();
    rmSync(configFile);
    symlinkSync(configFile, configFile);
    expect(await failure((await open()).read())).toMatchObject({
      code: 'config_unreadable',
      exitCode: 2,
      message: expect.stringContaining('(too many symbolic links encountered)'),
      hint: expect.stringContaining(`mv ${configFile} `),
    });
  });

  test('to nowhere are none, and to a device are refused', async () => {
    const { open, target, configFile } = await linked();
    rmSync(target);
    expect((await (await open()).read()).activeWorkspace).toBeUndefined();
    if (process.platform === 'win32') return;
    rmSync(configFile);
    symlinkSync('/dev/zero', configFile);
    expect(await failure((await open()).read())).toMatchObject({ code: 'config_not_a_file', exitCode: 2 });
  });
});

describe('a look for defaults', () => {
  test.each<[string, (path: string) => void, RegExp]>([
    ['damaged', (path) => writeFileSync(path, 'oops', { mode: 0o600 }), /is damaged \(it is not JSON\)\.$/],
    ['a link', (path) => symlinkSync('/dev/null', path), /is a symbolic link/],
    ['a folder', (path) => mkdirSync(path), /is not a regular file/],
    ['of a newer program', (path) => writeFileSync(path, '{"version":9}', { mode: 0o600 }), /newer version/],
  ])('at credentials that are %s: nothing, why, and nothing is moved', async (_name, make, problem) => {
    const { open, config, credentials } = place();
    mkdirSync(config, { mode: 0o700 });
    make(credentials);
    const store = await open();
    expect(await store.peek()).toEqual({
      stored: { workspaces: new Map(), settings: {} },
      problem: expect.stringMatching(problem),
    });
    expect(readdirSync(config)).toEqual(['credentials.json']);
    expect(await failure(store.read())).toMatchObject({ exitCode: 2 });
  });
});

describe('without a folder', () => {
  test('there is nothing to read, nothing is made, and a change says what to set', async () => {
    const store = await openStore({ env: {}, home: 'rel', platform: process.platform, now: () => at });
    expect(await store.read()).toEqual({ workspaces: new Map(), settings: {} });
    expect(await store.settings()).toEqual({});
    await store.tokens.set('a', { accessToken: 'x', renewAt: 3e12, expiresAt: 3e12 });
    expect(await store.tokens.get('a')).toBeUndefined();
    expect(await failure(store.update(addWorkspace()))).toMatchObject({ code: 'home_unknown', exitCode: 9 });
    expect([existsSync('rel'), store.takeWarnings()]).toEqual([false, []]);
  });
});

describe('a damaged file', () => {
  const damaged = [
    ['cut in the middle', '{"version":1,"workspaces":{"prod":{"token":"sgp_canary'],
    ['not JSON', 'sgp_canary_token'],
    ['a list', '[]'],
    ['without a version', '{"workspaces":{}}'],
    ['a version that is text', '{"version":"1"}'],
    ['workspaces that are a list', '{"version":1,"workspaces":[]}'],
    ['a name with a dot', '{"version":1,"workspaces":{"a.b":{"region":"us"}}}'],
    ['the name __proto__', '{"version":1,"workspaces":{"__proto__":{"region":"us"}}}'],
    ['the reserved name', '{"version":1,"workspaces":{"sandbox":{"region":"us"}}}'],
    ['a region nobody knows', '{"version":1,"workspaces":{"prod":{"region":"mars"}}}'],
    ['a source without a key', '{"version":1,"workspaces":{"prod":{"region":"us","sources":{"web":{}}}}}'],
    ['a token that is a number', '{"version":1,"workspaces":{"prod":{"region":"us","token":1}}}'],
    ['NUL bytes', '\0\0\0\0'],
  ] as const;

  test.each(damaged)('%s: set aside whole, named, exit 2', async (_, content) => {
    const { open, config, credentials } = place();
    mkdirSync(config, { mode: 0o700 });
    writeFileSync(credentials, content, { mode: 0o600 });
    const error = await failure((await open()).read());
    const aside = 'credentials.json.corrupt-2026-01-02T030405-678Z';
    expect(error).toMatchObject({ code: 'config_damaged', exitCode: 2 });
    expect(error.message).toContain(aside);
    expect(`${error.message}${error.hint}${error.details.join()}`).not.toContain('canary');
    expect(readFileSync(join(config, aside), 'utf8')).toBe(content);
    expect(existsSync(credentials)).toBe(false);
    // The next call goes on, and the next damage does not write over the first.
    await (await open()).update(addWorkspace());
    writeFileSync(credentials, '{', { mode: 0o600 });
    await failure((await open()).update(addWorkspace('other')));
    expect(readFileSync(join(config, aside), 'utf8')).toBe(content);
    expect(readFileSync(join(config, `${aside}-2`), 'utf8')).toBe('{');
  });

  test('of the settings leaves the credentials alone', async () => {
    const { open, config } = place();
    await (await open()).update(addWorkspace());
    writeFileSync(join(config, 'config.json'), 'oops', { mode: 0o600 });
    await failure((await open()).read());
    const { workspaces, activeWorkspace } = await (await open()).read();
    expect(activeWorkspace).toBeUndefined();
    expect(workspaces.get('prod')).toMatchObject({ region: 'eu', token: 'sgp_token_of_prod' });
  });

  test('the output form is looked up without moving anything', async () => {
    const { open, config } = place();
    mkdirSync(config, { mode: 0o700 });
    writeFileSync(join(config, 'config.json'), 'oops', { mode: 0o600 });
    expect(await (await open()).settings()).toEqual({});
    expect(readdirSync(config)).toEqual(['config.json']);
  });

  test.each(['', '  \n', '\ufeff'])(
    'an empty one (%j) is no damage: there is nothing in it to lose',
    async (content) => {
      const { open, config, credentials } = place();
      mkdirSync(config, { mode: 0o700 });
      writeFileSync(credentials, content, { mode: 0o600 });
      writeFileSync(join(config, 'config.json'), content, { mode: 0o600 });
      await (await open()).update(addWorkspace());
      expect((await (await open()).read()).workspaces.size).toBe(1);
    },
  );

  test('a byte order mark is skipped', async () => {
    const { open, config } = place();
    mkdirSync(config, { mode: 0o700 });
    writeFileSync(join(config, 'config.json'), '\ufeff{"version":1,"settings":{"output":"json"}}', {
      mode: 0o600,
    });
    expect((await (await open()).read()).settings).toEqual({ output: 'json' });
  });

  test('one of a newer program is left where it is', async () => {
    const { open, config, credentials } = place();
    mkdirSync(config, { mode: 0o700 });
    writeFileSync(credentials, '{"version":2,"vault":"x"}', { mode: 0o600 });
    expect(await failure((await open()).update(addWorkspace()))).toMatchObject({
      code: 'config_too_new',
      exitCode: 2,
    });
    expect(readFileSync(credentials, 'utf8')).toBe('{"version":2,"vault":"x"}');
  });
});

describe('a folder that cannot be written', () => {
  test('a file where the folder should be', async () => {
    const { open, config } = place();
    writeFileSync(config, '');
    expect(await failure((await open()).update(addWorkspace()))).toMatchObject({ exitCode: 2 });
  });

  test.skipIf(process.platform === 'win32')(
    'read-only: exit 9, nothing changed, a damaged file still told of',
    async () => {
      const { open, root, config, credentials } = place();
      mkdirSync(config, { mode: 0o700 });
      writeFileSync(credentials, 'damaged', { mode: 0o600 });
      await asNobody([root, config, credentials], async () => {
        chmodSync(config, 0o500);
        const error = await failure((await open()).read());
        expect(error).toMatchObject({ code: 'config_damaged', exitCode: 2 });
        expect(error.message).toContain('cannot be set aside');
        chmodSync(credentials, 0o600);
        chmodSync(config, 0o700);
        writeFileSync(credentials, '{"version":1}');
        chmodSync(config, 0o500);
        expect(await failure((await open()).update(addWorkspace()))).toMatchObject({
          code: 'config_not_writable',
          exitCode: 9,
        });
        expect(readFileSync(credentials, 'utf8')).toBe('{"version":1}');
        chmodSync(config, 0o700);
      });
    },
  );

  test.skipIf(process.platform === 'win32')('a file of somebody else: exit 2 and a way out', async () => {
    const { open, root, config, credentials } = place();
    mkdirSync(config, { mode: 0o700 });
    writeFileSync(credentials, '{"version":1}', { mode: 0o600 });
    if (process.getuid?.() !== 0) return;
    await asNobody([root, config], async () => {
      expect(await failure((await open()).read())).toMatchObject({ code: 'config_unreadable', exitCode: 2 });
    });
  });
});

/** Modes do not bind the superuser: there the work is done as another user, who is given the paths. */
async function asNobody(paths: readonly string[], work: () => Promise<void>): Promise<void> {
  const { chownSync } = await import('node:fs');
  // Loaded before, as that user may not read the project.
  await Promise.all([
    import('../../src/store/lock.ts'),
    import('../../src/store/write-json.ts'),
    import('conf'),
  ]);
  const nobody = 65534;
  if (process.getuid?.() !== 0) return work();
  for (const path of paths) chownSync(path, nobody, nobody);
  process.seteuid?.(nobody);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('what a killed process leaves', () => {
  test('its lock is taken over once it is old', async () => {
    const { open, config } = place();
    mkdirSync(config, { mode: 0o700 });
    const lock = join(config, '.lock');
    writeFileSync(lock, '');
    const minuteAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, minuteAgo, minuteAgo);
    await (await open()).update(addWorkspace());
    expect((await (await open()).read()).workspaces.size).toBe(1);
    expect(readdirSync(config).sort()).toEqual(['config.json', 'credentials.json']);
  });

  test.each<[string, (lock: string) => void]>([
    ['dated in the future', leaveFromTomorrow],
    ['a link to a lock that is new', linkToNewLock],
    ['a link to nothing', (lock) => symlinkSync(`${lock}.nothing`, lock)],
  ])('a lock that is nobody’s is taken over at once: %s', async (_name, make) => {
    const { open, config } = place();
    mkdirSync(config, { mode: 0o700 });
    make(join(config, '.lock'));
    await (await open()).update(addWorkspace());
    expect(existsSync(join(config, '.lock'))).toBe(false);
  });

  test.each<[string, (lock: string) => void]>([
    ['a folder', (lock) => mkdirSync(lock)],
    ['a file with something in it', (lock) => writeFileSync(lock, 'precious')],
    ['a pipe', putPipe],
  ])('what is no lock is left alone, and told of at once: %s', async (_name, make) => {
    const { open, config } = place();
    mkdirSync(config, { mode: 0o700 });
    const lock = join(config, '.lock');
    make(lock);
    dateIn(lock, -24 * 3_600_000);
    expect(await failure((await open()).update(addWorkspace()))).toMatchObject({
      code: 'config_locked',
      exitCode: 9,
      hint: `Move it away: mv ${lock} ${lock}.aside`,
    });
    expect(readdirSync(config)).toEqual(['.lock']);
  });

  test('a lock that was being taken away is removed once it is old', async () => {
    const { open, config } = place();
    mkdirSync(config, { mode: 0o700 });
    for (const name of ['.lock.stale-old', '.lock.stale-new']) writeFileSync(join(config, name), '');
    dateIn(join(config, '.lock.stale-old'), -24 * 3_600_000);
    await (await open()).update(addWorkspace());
    expect(readdirSync(config).sort()).toEqual(['.lock.stale-new', 'config.json', 'credentials.json']);
  });

  test('its half-written file is removed, never read', async () => {
    const { open, config } = place();
    mkdirSync(join(config, '.write-abc123'), { recursive: true, mode: 0o700 });
    chmodSync(config, 0o700);
    writeFileSync(join(config, '.write-abc123', 'file.json'), '{"version":1,"workspaces":{"half');
    await (await open()).update(addWorkspace());
    expect(readdirSync(config).sort()).toEqual(['config.json', 'credentials.json']);
  });

  test('a rename of a workspace is never half done', async () => {
    const { open, config } = place();
    const store = await open();
    await store.update(addWorkspace('old'));
    // As if killed after the first of the three writes: settings of both names, secrets of the old one.
    const settings = JSON.parse(readFileSync(join(config, 'config.json'), 'utf8'));
    settings.workspaces.fresh = settings.workspaces.old;
    writeFileSync(join(config, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
    const { workspaces, activeWorkspace } = await (await open()).read();
    expect(activeWorkspace).toBe('old');
    expect([...workspaces.keys()]).toEqual(['old']);
    expect(workspaces.get('old')?.oauth?.clientId).toBe('app');
  });
});

describe('cached OAuth tokens', () => {
  const token = {
    accessToken: 'oauth_access_token',
    renewAt: at.getTime() + 1000,
    expiresAt: at.getTime() + 2000,
  };

  test('are kept between calls, forgotten when asked, and dropped when expired', async () => {
    const { open } = place();
    await (await open()).tokens.set('a', token);
    await (await open()).tokens.set('b', { ...token, expiresAt: at.getTime() });
    expect(await (await open()).tokens.get('a')).toEqual(token);
    expect(await (await open()).tokens.get('b')).toBeUndefined();
    expect(await (await open()).tokens.get('__proto__')).toBeUndefined();
    await (await open()).tokens.set('a', undefined);
    expect(await (await open()).tokens.get('a')).toBeUndefined();
  });

  test('a damaged cache is an empty one', async () => {
    const { open, root } = place();
    const store = await open();
    await store.tokens.set('a', token);
    writeFileSync(join(root, 'state', 'oauth-tokens.json'), '{"tokens":{"a":{"accessToken":1}}, ');
    expect(await store.tokens.get('a')).toBeUndefined();
    await store.tokens.set('a', token);
    expect(await store.tokens.get('a')).toEqual(token);
  });

  test('one that cannot be written is a warning', async () => {
    const { open, root } = place();
    writeFileSync(join(root, 'state'), '');
    const store = await open();
    await store.tokens.set('a', token);
    expect(store.takeWarnings().join()).toContain('could not be kept');
  });
});
