// Bundles the program into dist/, in the way that starts fastest:
//
//   segment.cjs   what starts; answers --version and the root help by itself, loads program.cjs for the rest
//   program.cjs   the command table and the six sending commands, with commander
//   sandbox.cjs, batch.cjs, export.cjs
//                 what only the commands of these names need
//   more.cjs      every other command, and what few calls need; shares the rest with program.cjs
//   mcp.cjs       what `segment mcp` needs until a client asks for a tool; shares the rest with the two
//   reader.cjs    what runs in the thread that reads the files of a large backfill
//   jq.cjs        what runs in the thread of --jq, with jq itself in jq.wasm.br
//   lib/*.cjs     each other package, read when first asked for
//   *.cjs.map.br  the files and lines of the source, read for the stack traces of --debug
//   page/*        what the sandbox serves under /_/
//
// CommonJS and few files, because Node's module loader costs more than our code does: as some forty ES
// modules the same program took 40 ms longer to send one message.
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, buildSync } from 'esbuild';
import { buildKernel } from './build-kernel.mjs';
import { buildPage } from './build-page.mjs';
import { delayBuiltins, delayedLine } from './delay-builtins.mjs';
import { compressJq, jqWasm } from './jq-wasm.mjs';
import {
  bundleLibrary,
  leaveOutLibraries,
  libraries,
  skipWhatIsNeverUsed,
  spares,
  takers,
} from './libraries.mjs';
import { licences } from './licences.mjs';
import { nameFunctions } from './name-functions.mjs';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { version, bugs } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const define = {
  SEGMENT_CLI_VERSION: JSON.stringify(version),
  // npm takes an address alone, too.
  SEGMENT_CLI_BUGS: JSON.stringify((typeof bugs === 'string' ? bugs : bugs?.url) ?? ''),
};
const minify = process.env.SEGMENT_BUILD_READABLE !== '1';
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  format: 'cjs',
  // A native import() would start the loader of ES modules: 2 ms.
  supported: { 'dynamic-import': false },
  minify,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};
/** Our own code has maps beside it: the stack traces of --debug name the source. */
const own = {
  ...common,
  banner: { js: delayedLine },
  // Without the comment that would have Node look for the map.
  sourcemap: 'external',
  sourcesContent: false,
};
/** CommonJS has no import.meta; packages use it to find their own files. */
const ownUrl = {
  define: { ...define, 'import.meta.url': 'bundleUrl' },
  banner: {
    js: `${delayedLine}\nconst bundleUrl = require('node:url').pathToFileURL(__filename).href;`,
  },
};
/** Bundles of their own, by the modules that may begin them: V8 takes a millisecond for 80 kB, used or not. */
const parts = {
  sandbox: /^(commands\/(sandbox\/|demo)|src\/(sandbox|local-sandbox)\/)/,
  batch: /^(commands\/batch|src\/(backfill|formats|ndjson))\//,
  export: /^(commands|src)\/export\//,
};

/** Imported when needed, and needed by every message that is sent. Whatever else is imported so is in another bundle. */
const neededBySending = [
  'commands/message/index.ts',
  ...['http', 'dispatchers', 'exchange'].map((name) => `src/api/${name}.ts`),
  ...['store', 'settings'].map((name) => `src/store/${name}.ts`),
];

/** Imported when needed, and needed before a client of the MCP server has its first answer. */
const neededByServing = [
  'commands/mcp.ts',
  ...['serve', 'toolsets', 'line-transport', 'skills', 'approvals', 'later-parts', 'tries'].map(
    (name) => `src/mcp/${name}.ts`,
  ),
];

await buildKernel();
rmSync(dist, { recursive: true, force: true });
const libraryPlugins = [
  { name: 'libraries', setup: leaveOutLibraries },
  { name: 'unused', setup: skipWhatIsNeverUsed },
];
const ownModule = /^(bin|commands|src)\/.*\.ts$/;
/** What more.cjs holds. */
let inMore = new Set();
/** What is imported when needed, by the bundle that offers it. */
const later = Object.fromEntries(['more', ...Object.keys(parts)].map((bundle) => [bundle, new Set()]));
const draft = await buildProgram([]);
const inProgram = new Set(['commander', ...ownModules(draft.metafile)]);
for (const path of neededBySending) {
  // A file that was renamed would move to more.cjs unnoticed, and every message would load that too.
  if (!inProgram.has(path))
    throw new Error(`neededBySending names ${path}, which program.cjs does not hold.`);
}
const shared = new Set();
const inServing = ownModules((await buildServing()).metafile);
for (const path of neededByServing) {
  if (!inServing.includes(path))
    throw new Error(`neededByServing names ${path}, which mcp.cjs does not hold.`);
}
await shareOut();
// What is offered must be made ready at every start: only what the others take.
const program = await buildProgram([...shared], true);
const more = await Promise.all(Object.keys(later).map((bundle) => buildLater(bundle, true)));
const serving = await buildServing(true);
const held = [program, ...more].flatMap(({ metafile }) => ownModules(metafile));
const twice = held.find((module, index) => held.indexOf(module) !== index);
// Its classes and what it remembers would be there twice.
if (twice !== undefined) throw new Error(`${twice} is in two bundles.`);
const threads = await build({
  ...own,
  entryPoints: { reader: 'src/backfill/reading/thread/reader.ts', jq: 'src/jq/thread.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  define,
  plugins: libraryPlugins,
});
const packages = await build({
  ...common,
  entryPoints: {
    ...Object.fromEntries([...libraries.keys()].map((file) => [file, `library:${file}`])),
    ...spares,
  },
  outdir: join(dist, 'lib'),
  ...ownUrl,
  // The letters of encodings, as they are: an escape takes three times as much.
  charset: 'utf8',
  outExtension: { '.js': '.cjs' },
  // Not every package has a default export.
  logOverride: { 'import-is-undefined': 'silent' },
  plugins: [
    { name: 'library', setup: bundleLibrary },
    { name: 'unused', setup: skipWhatIsNeverUsed },
  ],
});
const page = await buildPage(join(dist, 'page'));
await build({
  ...own,
  entryPoints: { segment: 'bin/launch.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  define: { ...define, SEGMENT_CLI_ROOT_HELP: JSON.stringify(rootHelp()) },
  banner: { js: '#!/usr/bin/env node' },
});
writeFileSync(join(dist, 'jq.wasm.br'), compressJq());
const ownBundles = ['program', ...Object.keys(later), 'mcp', 'reader', 'jq'].map((name) =>
  join(dist, `${name}.cjs`),
);
for (const path of ownBundles) delayBuiltins(path);
for (const path of [...ownBundles, join(dist, 'segment.cjs')]) nameFunctions(path);
chmodSync(join(dist, 'segment.cjs'), 0o755);
writeFileSync(
  join(dist, 'THIRD-PARTY-LICENSES.txt'),
  licences(root, [
    ...[program, ...more, serving, threads, packages].map(({ metafile }) => metafile),
    page,
    { inputs: { [jqWasm]: {} } },
  ]),
);

/** program.cjs runs, and offers modules by path. */
function buildProgram(offered, write = false) {
  return build({
    ...own,
    stdin: { contents: programOf(offered), resolveDir: root, sourcefile: 'program' },
    outfile: join(dist, 'program.cjs'),
    define,
    write,
    plugins: [{ name: 'more', setup: (bundler) => leaveOut(bundler, neededBySending) }, ...libraryPlugins],
  });
}

/** mcp.cjs offers the command, takes from program.cjs what that holds, and from more.cjs what a tool needs. */
function buildServing(write = false) {
  return build({
    ...own,
    stdin: {
      contents: `module.exports = ${tableOf(['commands/mcp.ts'])};`,
      resolveDir: root,
      sourcefile: 'mcp',
    },
    outfile: join(dist, 'mcp.cjs'),
    ...ownUrl,
    write,
    plugins: [
      { name: 'shared', setup: takeShared },
      { name: 'more', setup: (bundler) => leaveOut(bundler, neededByServing) },
      ...libraryPlugins,
    ],
  });
}

/** more.cjs and its like offer what is imported when needed, and take from program.cjs, and the others from more.cjs, what that holds. */
function buildLater(bundle, write = false) {
  return build({
    ...own,
    stdin: {
      contents: `module.exports = ${tableOf([...later[bundle]])};`,
      resolveDir: root,
      sourcefile: bundle,
    },
    outfile: join(dist, `${bundle}.cjs`),
    ...ownUrl,
    write,
    plugins: [
      { name: 'shared', setup: takeShared },
      ...(bundle === 'more' ? [] : [{ name: 'more', setup: takeMore }]),
      { name: 'later', setup: (bundler) => leaveOut(bundler, [], bundle) },
      ...libraryPlugins,
    ],
  });
}

/**
 * Decides what more.cjs holds: all that is imported when needed, but for what one part alone needs. What is offered, and by
 * which bundle, shows in the builds themselves: they are repeated until nothing new comes up.
 */
async function shareOut() {
  const offered = () => Object.values(later).reduce((sum, { size }) => sum + size, shared.size);
  for (let before = -1; before !== offered(); ) {
    before = offered();
    inMore = new Set(ownModules((await buildLater('more')).metafile));
    const drafts = await Promise.all(Object.keys(parts).map((part) => buildLater(part)));
    const all = drafts.flatMap(({ metafile }) => ownModules(metafile));
    for (const module of all) if (all.indexOf(module) !== all.lastIndexOf(module)) later.more.add(module);
    await buildProgram([...shared]);
    await buildServing();
  }
}

/**
 * What is loaded at every start is offered name by name, and stays plain code in one scope. A module that is required as a
 * whole has a function and an object of getters of its own, which every start would make.
 */
function programOf(offered) {
  const eager = offered.length === 0 ? new Set() : eagerModules(draft.metafile);
  const imports = [];
  const rows = offered.map((path, index) => {
    if (!eager.has(path)) return `${JSON.stringify(path)}: () => require('${moduleName(path)}')`;
    const names = exportsOf(path);
    const renamed = names.map((name) => `${name} as ${name}${index}`);
    if (names.length > 0) imports.push(`import { ${renamed.join(', ')} } from '${moduleName(path)}';`);
    const getters = names.map((name) => `get ${name}() { return ${name}${index}; }`);
    return `${JSON.stringify(path)}: () => ({ ${getters.join(', ')} })`;
  });
  return `import './bin/segment.ts';\n${imports.join('\n')}\nexport const shared = { ${rows.join(', ')} };`;
}

/** The project's own modules that are loaded before anything is asked for. */
function eagerModules({ inputs }) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of inputs[path].imports)
      if (kind === 'import-statement' && ownModule.test(next) && next in inputs) visit(next);
  };
  visit('bin/segment.ts');
  return found;
}

function exportsOf(path) {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [path],
    outdir: 'nowhere',
    format: 'esm',
    write: false,
    metafile: true,
  });
  return Object.values(metafile.outputs)[0].exports;
}

function tableOf(modules) {
  const rows = modules.map((path) => `${JSON.stringify(path)}: () => require('${moduleName(path)}')`);
  return `{ ${rows.join(', ')} }`;
}

function moduleName(path) {
  return path.endsWith('.ts') ? `./${path}` : path;
}

/** The project's own modules in a bundle, by path. */
function ownModules({ inputs }) {
  return Object.keys(inputs).filter((path) => ownModule.test(path));
}

/** Points at another bundle whatever is imported only when needed, but for what is needed `soon` or stands `here`. */
function leaveOut(bundler, soon, here) {
  bundler.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind, resolveDir }) => {
    const module = relative(root, join(resolveDir, path));
    if (kind !== 'dynamic-import' || soon.includes(module) || takers.has(module)) return undefined;
    const bundle = bundleOf(module);
    if (bundle === here) return undefined;
    later[bundle]?.add(module);
    return { path: module, namespace: 'left-for-later' };
  });
  bundler.onLoad({ filter: /.*/, namespace: 'left-for-later' }, ({ path }) => ({
    contents: `module.exports = require('./${bundleOf(path)}.cjs')[${JSON.stringify(path)}]();`,
  }));
  const bundle = new RegExp(`^\\./(${[...Object.keys(later), 'mcp'].join('|')})\\.cjs$`);
  bundler.onResolve({ filter: bundle }, ({ path }) => ({ path, external: true }));
}

/** The bundle that offers a module which is imported when needed. */
function bundleOf(module) {
  if (module === 'commands/mcp.ts') return 'mcp';
  if (inMore.has(module)) return 'more';
  return Object.keys(parts).find((part) => parts[part].test(module)) ?? 'more';
}

/** Points a bundle at program.cjs for what that holds: a class must exist once, or `instanceof` fails. */
function takeShared(bundler) {
  takeFrom(bundler, 'program', {
    holds: (module) => inProgram.has(module),
    offered: shared,
    table: '.shared',
  });
}

/** Points a part at more.cjs for what that holds; what is imported when needed is left for later in any case. */
function takeMore(bundler) {
  const holds = (module, kind) => kind !== 'dynamic-import' && inMore.has(module);
  takeFrom(bundler, 'more', { holds, offered: later.more, table: '' });
}

function takeFrom(bundler, bundle, { holds, offered, table }) {
  bundler.onResolve({ filter: /^(\.{1,2}\/.*\.ts|commander)$/ }, ({ path, kind, resolveDir }) => {
    const module = path === 'commander' ? path : relative(root, join(resolveDir, path));
    if (!holds(module, kind)) return undefined;
    offered.add(module);
    return { path: module, namespace: `in-${bundle}` };
  });
  bundler.onLoad({ filter: /.*/, namespace: `in-${bundle}` }, ({ path }) => ({
    contents: `module.exports = require('./${bundle}.cjs')${table}[${JSON.stringify(path)}]();`,
  }));
  bundler.onResolve({ filter: new RegExp(`^\\./${bundle}\\.cjs$`) }, ({ path }) => ({
    path,
    external: true,
  }));
}

/** The root help as the program itself prints it into a pipe. */
function rootHelp() {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(dist, 'program.cjs'), '--help'], {
    env: { COLUMNS: '80' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The root help could not be made: ${stderr}`);
  return stdout;
}
