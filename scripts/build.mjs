// Bundles the program: dist/segment.cjs starts it, dist/main.js and its chunks are the rest.
// Runtime dependencies are bundled, so an install adds one package; their licences are collected.
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const define = { SEGMENT_CLI_VERSION: JSON.stringify(version) };
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  ...common,
  entryPoints: { main: 'bin/segment.ts', 'root-help': 'bin/root-help.ts' },
  outdir: dist,
  format: 'esm',
  splitting: true,
  metafile: true,
  define,
  // Bundled CommonJS packages still call require for Node's own modules.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
});
const { rootHelp } = await import(pathToFileURL(join(dist, 'root-help.js')).href);
rmSync(join(dist, 'root-help.js'));
await build({
  ...common,
  entryPoints: { segment: 'bin/launch.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  define: { ...define, SEGMENT_CLI_ROOT_HELP: JSON.stringify(await rootHelp()) },
  banner: { js: '#!/usr/bin/env node' },
});
chmodSync(join(dist, 'segment.cjs'), 0o755);
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences(metafile));

/** The licence texts of every bundled package, by name. */
function licences(bundled) {
  const folders = new Set();
  for (const input of Object.keys(bundled.inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) folders.add(found[1]);
  }
  return [...folders].sort().map(licenceOf).join('\n');
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : `Licence: ${license}`;
  return `${'='.repeat(78)}\n${name} ${version} (${license})\n${'='.repeat(78)}\n${text}\n`;
}
