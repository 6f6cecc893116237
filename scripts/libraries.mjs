// How packages get into the bundles.
import { join, relative } from 'node:path';

/** Packages that are small, or shrink to little beside what uses them. Every other one has a file under lib/. */
const bundledIn = ['commander', 'string-width', 'zod/mini'];

/** Modules of ours that take a little of a large package: each is a file under lib/ with what it takes. */
export const takers = new Map([['src/mcp/sdk.ts', 'mcp-sdk']]);

/** The files to make under lib/, by name: which packages, or which parts of one, each holds. */
export const libraries = new Map();

/** esbuild plugin: points imports of packages at files under lib/. */
export function leaveOutLibraries({ onResolve, onLoad, initialOptions }) {
  onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind, resolveDir }) => {
    const module = relative(initialOptions.absWorkingDir, join(resolveDir, path)).replaceAll('\\', '/');
    return kind !== 'entry-point' && takers.has(module) ? { path: module, namespace: 'left-out' } : undefined;
  });
  onResolve({ filter: /^[^.]/ }, ({ path, kind, importer }) => {
    const stays = kind === 'entry-point' || path.startsWith('node:') || importer.includes('node_modules');
    return stays || bundledIn.includes(path) ? undefined : { path, namespace: 'left-out' };
  });
  onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => {
    // Parts of one package share a file, or each would bring its own copy of the rest.
    const part = /^undici\/lib\/.*?([a-z-]+)\.js$/.exec(path)?.[1];
    const own = takers.get(path) ?? path.replace(/^@/, '').replaceAll('/', '-');
    const file = part === undefined ? own : 'undici-client';
    libraries.set(file, new Map([...(libraries.get(file) ?? []), [path, part]]));
    const source = JSON.stringify(`./lib/${file}.cjs`);
    const contents =
      part === undefined
        ? `import * as all from ${source}; export * from ${source}; export default all.default;`
        : `import { ${part} } from ${source}; export default ${part};`;
    return { contents };
  });
  onResolve({ filter: /^\.\/lib\//, namespace: 'left-out' }, ({ path }) => ({ path, external: true }));
}

/** esbuild plugin: a file under lib/, one package with all its exports or parts of one by name. */
export function bundleLibrary({ onResolve, onLoad, initialOptions }) {
  onResolve({ filter: /^library:/ }, ({ path }) => ({
    path: path.slice('library:'.length),
    namespace: 'library',
  }));
  onLoad({ filter: /.*/, namespace: 'library' }, ({ path: file }) => ({
    contents: [...libraries.get(file)].map(exportsOf).join('\n'),
    resolveDir: initialOptions.absWorkingDir,
  }));
}

/** Parts are made when asked for: who takes one does not pay for the others. */
function exportsOf([path, part]) {
  if (part !== undefined)
    return `Object.defineProperty(exports, '${part}', { get: () => require('${path}'), enumerable: true });`;
  if (takers.has(path)) return `export * from './${path}';`;
  return `import * as all from '${path}'; export * from '${path}'; export default all.default;`;
}

/** undici's HTTP parser for machines without SIMD: in a file of its own, because hardly any machine needs it. */
export const spares = { 'llhttp-wasm': 'undici/lib/llhttp/llhttp-wasm.js' };

/** All that undici takes from these modules of Node. */
const standIns = {
  'node:http': 'exports.maxHeaderSize = 16384; exports.IncomingMessage = class {};',
  // Its validator of JSON Schema, 150 kB, checks what users answer to questions, which the server asks none of.
  '@modelcontextprotocol/server/_shims':
    'exports.DefaultJsonSchemaValidator = class {}; exports.process = process;',
  'node:assert':
    "module.exports = (ok, words) => { if (!ok) throw Object.assign(new Error(String(words ?? 'not as undici assumes')), { code: 'ERR_ASSERTION' }); };",
};

const neverUsed = [
  /\/client-h2\.js$|^\.\.\/web\/fetch\/body\.js$/,
  /^(env-paths|@inquirer\/external-editor)$/,
  /^@modelcontextprotocol\/server\/_shims$/,
];

/**
 * esbuild plugin: keeps out of the start what packages load and we never reach. commander starts child
 * processes for commands that are executables of their own. undici speaks HTTP/2 when `allowH2` is set, takes
 * forms and other bodies of fetch, and asks Node's HTTP for its limit of 16 KiB of headers and whether a
 * body came from it. Together they bring in 12 ms of Node's own modules. conf looks for a folder of its own where
 * none is named, and asks for the home folder as soon as it is loaded, which throws for a user who has none. The
 * prompt that opens an editor brings 400 kB of character sets. Those of Chinese, Japanese and Korean are as large, and
 * stay away for the same reason where tables are decoded. string-width makes its patterns of all emoji as soon as it is
 * loaded, in 14 ms, and is asked about few texts: it is loaded when it is.
 */
export function skipWhatIsNeverUsed({ onResolve, onLoad, initialOptions }) {
  onResolve({ filter: /^string-width$/ }, ({ path, kind, namespace }) =>
    kind === 'import-statement' && namespace === 'file' ? { path, namespace: 'when-called' } : undefined,
  );
  onLoad({ filter: /.*/, namespace: 'when-called' }, ({ path }) => ({
    contents: `export default (...given) => require('${path}').default(...given);`,
    resolveDir: initialOptions.absWorkingDir,
  }));
  onResolve({ filter: /\/llhttp-wasm\.js$/ }, ({ kind }) =>
    kind === 'entry-point' ? undefined : { path: './llhttp-wasm.cjs', external: true },
  );
  onResolve({ filter: /^node:(child_process|http|assert)$/ }, ({ importer, path }) =>
    /node_modules.(commander|undici)/.test(importer) ? { path, namespace: 'never-used' } : undefined,
  );
  for (const filter of neverUsed) onResolve({ filter }, ({ path }) => ({ path, namespace: 'never-used' }));
  onResolve({ filter: /\/dbcs-data$/ }, () => ({ path: 'dbcs-data', namespace: 'no-encodings' }));
  onLoad({ filter: /.*/, namespace: 'no-encodings' }, () => ({ contents: 'module.exports = {};' }));
  onLoad({ filter: /^node:(http|assert)$|\/_shims$/, namespace: 'never-used' }, ({ path }) => ({
    contents: standIns[path],
  }));
  onLoad({ filter: /.*/, namespace: 'never-used' }, ({ path }) => ({
    contents: `module.exports = () => { throw new Error(${JSON.stringify(`${path} is not part of this build`)}); };`,
  }));
}
