import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StateError } from '../../src/errors.ts';
import { type Env, findFolders, needFolder } from '../../src/store/folders.ts';

const find = (env: Env, home: string | undefined, platform: NodeJS.Platform = 'linux') => {
  const { config, state, cache } = findFolders({ env, home, platform });
  return { config, state, cache };
};
const nowhere = { config: undefined, state: undefined, cache: undefined };

describe('findFolders', () => {
  test('the habits of a platform, below the home folder', () => {
    const unix = {
      config: '/home/ada/.config/segment',
      state: '/home/ada/.local/state/segment',
      cache: '/home/ada/.cache/segment',
    };
    expect(find({}, '/home/ada')).toEqual(unix);
    expect(find({}, '/home/ada', 'darwin')).toEqual(unix);
    expect(find({}, '/home/ada', 'win32')).toEqual({
      config: '/home/ada/AppData/Roaming/segment',
      state: '/home/ada/AppData/Local/segment',
      cache: '/home/ada/AppData/Local/Temp/segment',
    });
  });

  test.each([
    ['unknown', undefined],
    ['empty', ''],
    ['relative', 'rel'],
    ['a dot', '.'],
  ])('a home that is %s is none, on every platform', (_name, home) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(find({}, home, platform)).toEqual(nowhere);
  });

  test('relative paths in the variables of the system are ignored', () => {
    const env = {
      XDG_CONFIG_HOME: 'a',
      XDG_STATE_HOME: './b',
      XDG_CACHE_HOME: '',
      APPDATA: 'c',
      LOCALAPPDATA: 'd',
    };
    expect(find(env, undefined)).toEqual(nowhere);
    expect(find(env, undefined, 'win32')).toEqual(nowhere);
    expect(find(env, '/home/ada').config).toBe('/home/ada/.config/segment');
  });

  test('absolute ones need no home', () => {
    expect(find({ XDG_CONFIG_HOME: '/x', XDG_STATE_HOME: '/y', XDG_CACHE_HOME: '/z' }, undefined)).toEqual({
      config: '/x/segment',
      state: '/y/segment',
      cache: '/z/segment',
    });
    expect(find({ APPDATA: '/r', LOCALAPPDATA: '/l' }, undefined, 'win32')).toEqual({
      config: '/r/segment',
      state: '/l/segment',
      cache: '/l/Temp/segment',
    });
  });

  test('our own are taken as they are, a relative one from the working folder on', () => {
    const env = { SEGMENT_CONFIG_DIR: 'here', SEGMENT_STATE_DIR: '/there' };
    expect(find(env, undefined)).toEqual({ config: resolve('here'), state: '/there', cache: undefined });
    expect(find({ SEGMENT_CONFIG_DIR: '' }, '/home/ada').config).toBe(
      join('/home/ada', '.config', 'segment'),
    );
  });
});

describe('needFolder', () => {
  test.each([
    [
      'config',
      'linux',
      /^There is no folder for settings and credentials: neither HOME nor SEGMENT_CONFIG_DIR /,
    ],
    [
      'state',
      'linux',
      /^There is no folder for state such as checkpoints: neither HOME nor SEGMENT_STATE_DIR /,
    ],
    ['config', 'win32', /neither USERPROFILE nor SEGMENT_CONFIG_DIR/],
  ] as const)('of %s on %s: says what to set', (name, platform, message) => {
    const folders = findFolders({ env: {}, home: undefined, platform });
    const attempt = () => needFolder(folders, name, 'Or do without');
    expect(attempt).toThrow(StateError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'home_unknown',
        exitCode: 9,
        hint: expect.stringMatching(/export SEGMENT_(CONFIG|STATE)_DIR=\/path\/to\/folder\. Or do without$/),
      }),
    );
  });

  test('one that is known', () => {
    expect(needFolder(findFolders({ env: {}, home: '/h', platform: 'linux' }), 'state')).toBe(
      '/h/.local/state/segment',
    );
  });
});
