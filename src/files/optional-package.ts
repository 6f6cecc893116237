import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, isAbsolute, join, parse } from 'node:path';
import { StateError } from '../errors.ts';
import { programFolder } from './program-folder.ts';

/** A package that is not installed with the program, because few calls need it and it is large. */
export interface OptionalPackage {
  readonly name: string;
  /** The one that was tested. */
  readonly version: string;
  /** What an installation takes, as a person reads it. */
  readonly size: string;
}

/** Where npm is asked. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/**
 * Loads a package that stands beside the program or where npm installs globally, and nowhere else: the code of the
 * working folder, or of a folder above it, never runs. `purpose` begins a sentence: `A DuckDB file`. Throws StateError
 * where it is not installed, and for one that does not load.
 */
export async function loadOptionalPackage(
  wanted: OptionalPackage,
  purpose: string,
  host: Host,
): Promise<unknown> {
  const { name, version, size } = wanted;
  const install = `(${size}): npm install --global ${name}@${version}`;
  const path = pathBeside(name) ?? (await pathInGlobal(name, host));
  if (path === undefined)
    throw new StateError(`${purpose} needs the package ${name}, which is not installed.`, {
      code: 'package_missing',
      details: ['The program looks for it beside itself, and where npm installs globally.'],
      hint: `Install it ${install}`,
    });
  try {
    return createRequire(join(path, 'package.json'))(path);
  } catch (error) {
    throw new StateError(`The package in ${path} cannot be loaded: ${reasonOf(error)}.`, {
      code: 'package_unusable',
      hint: `Install it again ${install}`,
      cause: error,
    });
  }
}

function pathBeside(name: string): string | undefined {
  const root = programFolder();
  return [join(root, 'node_modules'), ...nodeModulesAround(root)]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** The nearest `node_modules` that holds the program: what stands in it was installed with it. */
function nodeModulesAround(root: string): string[] {
  for (let folder = dirname(root); folder !== dirname(folder); folder = dirname(folder))
    if (basename(folder) === 'node_modules') return [folder];
  return [];
}

async function pathInGlobal(name: string, host: Host): Promise<string | undefined> {
  const folder = await globalFolder(host);
  if (folder === undefined || !isAbsolute(folder)) return undefined;
  const path = join(folder, name);
  return existsSync(path) ? path : undefined;
}

/** npm that takes longer than this is taken for none. */
const npmMs = 20_000;

/** As npm says, which knows its settings. It runs in the root folder: neither npm nor its settings come from the working folder. */
function globalFolder({ env, platform }: Host): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['root', '--global'],
      { cwd: parse(programFolder()).root, env, timeout: npmMs, shell: platform === 'win32' },
      (error, stdout) => resolve(error === null ? stdout.trim() : undefined),
    );
  });
}

/** The first line says it; the rest is a stack of modules. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? text).replace(/\.$/, '');
}
