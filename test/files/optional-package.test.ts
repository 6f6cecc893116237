import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../helpers/imports.ts';

const name = '@duckdb/node-api';

/** The built program as npm installs it in a project, another folder to work in, and npm's own for what is global. */
function openScene() {
  const folder = mkdtempSync(join(tmpdir(), 'segment-optional-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const installed = join(folder, 'project', 'node_modules', 'segment-cli');
  const work = join(folder, 'project', 'work');
  mkdirSync(work, { recursive: true });
  for (const part of ['package.json', 'dist'])
    cpSync(join(projectRoot, part), join(installed, part), { recursive: true });
  const prefix = join(folder, 'global');
  mkdirSync(prefix);
  return {
    folder,
    work,
    project: join(folder, 'project'),
    global: join(prefix, 'lib', 'node_modules'),
    /** What an export into Parquet says in JSON, with the exit code. */
    say(env: Record<string, string> = {}) {
      const { status, stderr } = spawnSync(
        process.execPath,
        [
          join(installed, 'dist', 'segment.cjs'),
          'export',
          '--format',
          'parquet',
          '--out',
          'out',
          '-w',
          'sandbox',
          '--json',
        ],
        {
          cwd: work,
          encoding: 'utf8',
          env: { PATH: process.env.PATH, HOME: folder, npm_config_prefix: prefix, ...env },
        },
      );
      return { status, error: JSON.parse(stderr).error };
    },
  };
}

/** A package that leaves a file where it ran, and then fails. */
function putPackage(nodeModules: string): string {
  const path = join(nodeModules, ...name.split('/'));
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
  const marker = join(dirname(dirname(nodeModules)), `ran-${nodeModules.length}`);
  writeFileSync(
    join(path, 'index.js'),
    `require('node:fs').writeFileSync(${JSON.stringify(marker)}, ''); throw new Error('Not a binary.\\nstack');`,
  );
  return path;
}

// npm says where global packages lie; a Windows machine has them elsewhere below its prefix.
describe.skipIf(process.platform === 'win32')('an optional package', () => {
  it('is told of with its size and one line to paste where it is absent', () => {
    const { say, work } = openScene();
    expect(say()).toEqual({
      status: 9,
      error: expect.objectContaining({
        code: 'package_missing',
        message: `Parquet needs the package ${name}, which is not installed.`,
        hint: expect.stringMatching(/^Install it \(70 MB\): npm install --global @duckdb\/node-api@\d\S+$/),
      }),
    });
    // Nothing was made, and nobody was asked.
    expect(readdirSync(work)).toEqual([]);
  });

  it('never runs from the working folder, from one above the program, or from NODE_PATH', () => {
    const { say, folder, work } = openScene();
    putPackage(join(work, 'node_modules'));
    putPackage(join(folder, 'node_modules'));
    putPackage(join(folder, 'elsewhere', 'node_modules'));
    putPackage(join(folder, '.node_modules'));
    const env = { NODE_PATH: join(folder, 'elsewhere', 'node_modules') };
    expect(say(env)).toMatchObject({ status: 9, error: { code: 'package_missing' } });
    const ran = readdirSync(folder, { recursive: true }).filter((path) => String(path).includes('ran-'));
    expect(ran).toEqual([]);
  });

  it('is taken from beside the program, or from where npm installs globally', () => {
    const { say, project, global } = openScene();
    const inGlobal = putPackage(global);
    const message = (path: string) => `The package in ${path} cannot be loaded: Not a binary.`;
    expect(say()).toMatchObject({
      status: 9,
      error: { code: 'package_unusable', message: message(inGlobal) },
    });
    const beside = putPackage(join(project, 'node_modules'));
    expect(say().error).toMatchObject({
      message: message(beside),
      hint: expect.stringMatching(/^Install it again \(70 MB\): npm install --global /),
    });
  });
});
