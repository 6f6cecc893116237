import { isAscii } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { Module } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { type CodeCache, type Key, openCodeCache } from '../src/files/code-cache.ts';
import { firstFlags } from '../src/files/engine-flags.ts';
import { findFolders } from '../src/store/folders.ts';

/** A bundle that this start has loaded. */
interface Compiled {
  readonly path: string;
  readonly key: Key;
  readonly script: Script;
}

/**
 * Loads the program, which the build puts beside this file, out of the compiled form that an earlier start has kept
 * (docs/performance.md#compiled-code).
 */
export function loadProgram(): void {
  const path = join(__dirname, 'program.cjs');
  const cache = openCache();
  const engine = engineKey();
  if (cache === undefined || engine === undefined) module.require(path);
  else createLoader(cache, engine)(path);
}

/** Undefined for who has no home folder or wants none of it, as Node's own variable for its own cache says. */
function openCache(): CodeCache | undefined {
  const { env, platform } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  try {
    const { cache } = findFolders({ env, home: homedir(), platform });
    return cache === undefined ? undefined : openCodeCache(join(cache, 'compiled'), process.geteuid?.());
  } catch {
    // The system does not know the user.
    return undefined;
  }
}

/** A `require` for bundles, and for the bundles that these ask for. */
function createLoader(cache: CodeCache, engine: string): (path: string) => unknown {
  // V8 itself looks at nothing but the length of a source.
  const engineLine = Buffer.from(`${engine}\n`);
  const all: Compiled[] = [];
  let firstTag: number | undefined;

  const compile = (path: string): Script => {
    const bytes = readFileSync(path);
    const key = [engineLine, bytes];
    const cachedData = cache.read(basename(path), key);
    // ASCII, as nearly all of it is, need not be decoded.
    const source = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
    const script = new Script(
      // The wrapper has a line of its own: the places in stack traces stay those of the file.
      `(function (exports, require, module, __filename, __dirname) {\n${source}\n})`,
      { filename: path, lineOffset: -1, ...(cachedData && { cachedData }) },
    );
    all.push({ path, key, script });
    if (script.cachedDataRejected !== false && firstTag === undefined) {
      firstTag = versionTag();
      process.on('exit', (code) => {
        if (code === 0) keep();
      });
    }
    return script;
  };

  /** All of them: one that was there has compiled more of its functions by now. */
  const keep = () => {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    for (const flag of firstFlags) setFlagsFromString(flag);
    // V8 takes code only with the flags with which it was made.
    if (versionTag() !== firstTag) return;
    for (const { path, key, script } of all)
      cache.write(basename(path), key, () => script.createCachedData());
  };

  const load = (path: string): unknown => {
    const loaded = require.cache[path];
    if (loaded !== undefined) return loaded.exports;
    const bundle = new Module(path, module);
    bundle.filename = path;
    require.cache[path] = bundle;
    const home = dirname(path);
    const ask = (id: string) => (id.startsWith('.') ? load(join(home, id)) : bundle.require(id));
    compile(path).runInThisContext().call(bundle.exports, bundle.exports, ask, bundle, path, home);
    bundle.loaded = true;
    return bundle.exports;
  };
  return load;
}

/** Which build of Node: what V8 makes of a source depends on it, and on V8's flags, which V8 itself compares. Undefined where Node was replaced. */
function engineKey(): string | undefined {
  const { version, arch, execPath } = process;
  try {
    const { size, mtimeMs } = statSync(execPath);
    return JSON.stringify([version, arch, execPath, size, mtimeMs]);
  } catch {
    return undefined;
  }
}

function versionTag(): number {
  return process.getBuiltinModule('node:v8').cachedDataVersionTag();
}
